"""Parts that several kinds of files share: lists of entries with an id, evidence, and lines of conditions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from recommender.core.model import GRADES, NOT_SURE, VIEW, VIEWS, Condition, Evidence, Question
from recommender.loading.source_node import SourceNode


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


E = TypeVar("E", bound=_Entry)


def entries(
    value: SourceNode, parse: Callable[[SourceNode], E], what: str, *, at_least_one: bool = False
) -> tuple[E, ...]:
    """The entries of a list. Two entries with one id are a fault."""
    found: list[E] = []
    lines: dict[str, int] = {}
    for item in value.items(at_least_one=what if at_least_one else ""):
        entry = parse(item)
        if entry.id and entry.id in lines:
            hint = f"the first is on line {lines[entry.id]}: give one of them another id"
            item.fault(f"the {what} '{entry.id}' is defined twice", hint)
        lines.setdefault(entry.id, item.location.line)
        found.append(entry)
    return tuple(found)


def evidence_of(fields: Mapping[str, SourceNode]) -> Evidence:
    """The evidence and the grade among an entry's fields."""
    return Evidence(keys_of(fields["evidence"]), fields["grade"].choice(GRADES, "grade"))


def keys_of(value: SourceNode) -> tuple[str, ...]:
    """At least one key of the evidence register."""
    return tuple(item.text() for item in value.items(at_least_one="key of content/evidence.yaml"))


def condition_lines(value: SourceNode, questions: Sequence[Question]) -> tuple[tuple[Condition, ...], ...]:
    """A list of at least one line of conditions."""
    return tuple(_condition_line(item, questions) for item in value.items(at_least_one="line {question: [option]}"))


def _condition_line(value: SourceNode, questions: Sequence[Question]) -> tuple[Condition, ...]:
    """Questions, or the view, each with the answers that meet the condition."""
    allowed = {q.id: (*(option.id for option in q.options), NOT_SURE) for q in questions} | {VIEW: VIEWS}
    conditions = value.fields((), tuple(allowed))
    if value.is_empty:
        value.fault("an empty line would always hold", "name a question and its options")
    return tuple(
        (name, frozenset(options.choices(allowed[name], f"answer to '{name}'"))) for name, options in conditions.items()
    )

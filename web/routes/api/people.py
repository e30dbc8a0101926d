"""From what was sent to answer sheets: every fault at once, each with its place, its value and what is allowed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from recommender import AnswerSheet, Table
from recommender.core.model import SCREENING, VIEW, VIEWS
from recommender.core.tally import offered
from web.documents.api_problems import InputFault
from web.documents.api_schemas import MOST_EXPLAINED, MOST_PEOPLE, PEOPLE_FIELDS, PERSON_FIELDS
from web.routes.api.refusal import refuse

_ANSWERS, _PEOPLE, _EXPLAIN = "answers", "people", "explain"
_KINDS = {str: "string", list: "array", dict: "object", bool: "boolean"}


def sheet_in(table: Table, sent: Any, where: str = "#") -> AnswerSheet:
    """The answer sheet in what was sent for one person. Raises Refusal with the faults; `where` is its place."""
    refuse(_person_faults(table, sent, where))
    return AnswerSheet(sent[VIEW], sent[_ANSWERS], frozenset(sent[SCREENING]))


def people_in(sent: dict[str, Any]) -> tuple[list[Any], bool]:
    """What was sent for each person, not yet checked, and whether it is to be explained. Raises Refusal."""
    refuse(_people_faults(sent))
    return sent[_PEOPLE], sent.get(_EXPLAIN, False)


def _people_faults(sent: dict[str, Any]) -> Iterator[InputFault]:
    yield from _name_faults(sent, "#", PEOPLE_FIELDS, "field")
    people, explain = sent[_PEOPLE], sent.get(_EXPLAIN, False)
    most = MOST_EXPLAINED if explain is True else MOST_PEOPLE
    yield from _kind_fault(explain, bool, f"#/{_EXPLAIN}", _EXPLAIN)
    yield from _kind_fault(people, list, f"#/{_PEOPLE}", _PEOPLE)
    if isinstance(people, list) and not 1 <= len(people) <= most:
        yield InputFault("count", f"#/{_PEOPLE}", _PEOPLE, expected=str(most))


def _person_faults(table: Table, sent: Any, where: str) -> Iterator[InputFault]:
    yield from _kind_fault(sent, dict, where, "body")
    if not isinstance(sent, dict):
        return
    yield from _name_faults(sent, where, PERSON_FIELDS, "field")
    yield from (InputFault("needed", where, name) for name in PERSON_FIELDS if name not in sent)
    if VIEW not in sent:
        return
    view = sent[VIEW]
    yield from _choice_fault(view, VIEWS, f"{where}/{VIEW}", VIEW)
    if view in VIEWS:
        yield from _answer_faults(table, view, sent.get(_ANSWERS, {}), f"{where}/{_ANSWERS}")
        yield from _flag_faults(table, view, sent.get(SCREENING, []), f"{where}/{SCREENING}")


def _answer_faults(table: Table, view: str, sent: Any, where: str) -> Iterator[InputFault]:
    yield from _kind_fault(sent, dict, where, _ANSWERS)
    answers = sent if isinstance(sent, dict) else {}
    questions, _ = _allowed(table, view)
    yield from _name_faults(answers, where, tuple(questions), "question")
    for name, option in answers.items():
        if name in questions:
            yield from _choice_fault(option, questions[name], f"{where}/{name}", name)


def _flag_faults(table: Table, view: str, sent: Any, where: str) -> Iterator[InputFault]:
    yield from _kind_fault(sent, list, where, SCREENING)
    flags = sent if isinstance(sent, list) else []
    (_, allowed), before = _allowed(table, view), set[str]()
    for number, flag in enumerate(flags):
        yield from _choice_fault(flag, allowed, f"{where}/{number}", SCREENING)
        if isinstance(flag, str):
            if flag in before:
                yield InputFault("twice", f"{where}/{number}", SCREENING, flag)
            before.add(flag)


@lru_cache(maxsize=16)
def _allowed(table: Table, view: str) -> tuple[Mapping[str, Sequence[str]], Sequence[str]]:
    """The answers that this view offers, by question, and its flags: found once, since each person needs them."""
    questions = {question.id: offered(question, view) for question in table.rules.questions_for(view)}
    return questions, tuple(gate.id for gate in table.rules.gates_for(view))


def _name_faults(sent: Iterable[str], where: str, allowed: Sequence[str], name: str) -> Iterator[InputFault]:
    return (InputFault("unknown", where, name, value, allowed) for value in sent if value not in allowed)


def _choice_fault(value: Any, allowed: Sequence[str], where: str, name: str) -> Iterator[InputFault]:
    yield from _kind_fault(value, str, where, name, allowed)
    if isinstance(value, str) and value not in allowed:
        yield InputFault("unknown", where, name, value, allowed)


def _kind_fault(value: Any, kind: type, where: str, name: str, allowed: Sequence[str] = ()) -> Iterator[InputFault]:
    if not isinstance(value, kind):
        yield InputFault("kind", where, name, allowed=allowed, expected=_KINDS[kind])

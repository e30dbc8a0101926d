"""Reading a rule base: from YAML to frozen values, with every fault at once, each with its place and a hint."""

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from recommender.core.errors import FaultyFiles, SourceLocation
from recommender.core.model import (
    APPROACHES,
    CERTAINTIES,
    GRADES,
    GROUPS,
    LEVELS,
    MOST_POINTS,
    NOT_SURE,
    NOTHING_ELSE,
    OUTCOMES,
    RESERVED,
    VIEW,
    VIEWS,
    AuditNotes,
    Bands,
    Condition,
    Evidence,
    Gate,
    Option,
    Pattern,
    Question,
    RuleBase,
    UnansweredCap,
)
from recommender.loading.audit_notes import audit_notes
from recommender.loading.yaml_source import SourceNode, read

MOST_WEIGHT = 3
_VERSION = re.compile(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){2}")


def load_rules(path: Path) -> RuleBase:
    """The rule base in this file. Raises FaultyFiles with all that is wrong in it."""
    root = read(path)
    rules = rule_base_in(root)
    if root.file.faults:
        raise FaultyFiles(root.file.faults)
    return rules


def rule_base_in(root: SourceNode) -> RuleBase:
    needed = ("version", "date", "views", "approaches", "gates", "questions", "patterns", "bands")
    fields = root.fields(needed, ("audit",))
    for name, fixed in (("views", VIEWS), ("approaches", APPROACHES)):
        if name in fields and fields[name].choices(fixed, name[:-1]) != fixed:
            fields[name].fault(f"{name} are fixed", f"write [{', '.join(fixed)}]")
    questions = tuple(map(_question, _items(fields, "questions")))
    _check_seconds(_items(fields, "questions"), questions)
    _each_once(questions, root, "question")
    gates = tuple(map(_gate, _items(fields, "gates")))
    _each_once(gates, root, "gate")
    patterns = tuple(_pattern(item, questions) for item in _items(fields, "patterns"))
    _each_once(patterns, root, "pattern")
    bands = _bands(fields["bands"], len(questions)) if "bands" in fields else Bands(0, 0, 0, ())
    version = _version(fields["version"]) if "version" in fields else ""
    date = fields["date"].date() if "date" in fields else datetime.date.min
    digest = _digest(version, gates, questions, patterns, bands)
    notes = audit_notes(fields["audit"]) if "audit" in fields else AuditNotes()
    return RuleBase(version, date, gates, questions, patterns, bands, digest, notes)


def _items(fields: dict[str, SourceNode], name: str) -> list[SourceNode]:
    return fields[name].items() if name in fields else []


def _version(value: SourceNode) -> str:
    found = value.text()
    if found and not (_VERSION.fullmatch(found) and max(map(int, found.split("."))) <= 255):
        value.fault(f"'{found}' is not a version", "write three whole numbers up to 255, such as 1.4.0")
    return found


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def location(self) -> SourceLocation: ...


def _each_once(values: Iterable[_Named], root: SourceNode, what: str) -> None:
    first: dict[str, SourceLocation] = {}
    for value in values:
        if value.id and value.id in first:
            hint = f"the first is on line {first[value.id].line}: give one of them another id"
            root.file.fault(value.location, f"two {what}s have the id '{value.id}'", hint)
        first.setdefault(value.id, value.location)


def _gate(value: SourceNode) -> Gate:
    fields = value.fields(("id", "outcome", "level", "group", "evidence", "grade"), ("views",))
    gate_id = fields["id"].id() if "id" in fields else ""
    if gate_id in RESERVED:
        fields["id"].fault(f"'{gate_id}' is in use for something else", "choose another id")
    return Gate(
        id=gate_id,
        outcome=fields["outcome"].choice(OUTCOMES, "outcome") if "outcome" in fields else OUTCOMES[0],
        level=fields["level"].choice(LEVELS, "level") if "level" in fields else LEVELS[0],
        group=fields["group"].choice(GROUPS, "group") if "group" in fields else GROUPS[0],
        views=_views(fields),
        evidence=evidence_of(fields) or Evidence((), ""),
        location=value.location,
    )


def _views(fields: dict[str, SourceNode]) -> tuple[str, ...]:
    return fields["views"].choices(VIEWS, "view") if "views" in fields else VIEWS


def evidence_of(fields: dict[str, SourceNode]) -> Evidence | None:
    """The evidence among an entry's fields, or None where a part of it is missing."""
    if "evidence" not in fields or "grade" not in fields:
        return None
    keys = tuple(item.text() for item in fields["evidence"].items())
    if not keys:
        fields["evidence"].fault("no evidence is named", "name at least one key of content/en/evidence.yaml")
    return Evidence(keys, fields["grade"].choice(GRADES, "grade"))


def _question(value: SourceNode) -> Question:
    fields = value.fields(("id", "weight", "options"), ("ordered", "fixed", "second-of"))
    question_id = fields["id"].id() if "id" in fields else ""
    if question_id in RESERVED:
        fields["id"].fault(f"'{question_id}' is in use for something else", "choose another id")
    options = tuple(map(_option, _items(fields, "options")))
    _each_once(options, value, "option")
    counts = {view: sum(view in option.views for option in options) for view in VIEWS}
    short = [view for view, count in counts.items() if count == 1 or not options]
    if "options" in fields and short:
        where = "" if len(options) < 2 else f" in the view '{short[0]}'"
        fields["options"].fault(f"a question needs at least two options{where}", "'not sure' is offered besides")
    return Question(
        id=question_id,
        weight=fields["weight"].integer(1, MOST_WEIGHT) if "weight" in fields else 1,
        ordered=fields["ordered"].flag() if "ordered" in fields else False,
        fixed=fields["fixed"].flag() if "fixed" in fields else False,
        second_of=fields["second-of"].text() if "second-of" in fields else None,
        options=options,
        location=value.location,
    )


def _check_seconds(items: Sequence[SourceNode], questions: Sequence[Question]) -> None:
    """A second answer comes right after the first, in the same views, and offers in each all that the first does."""
    for before, item, question in zip((None, *questions), items, questions, strict=False):
        if question.second_of is None:
            continue
        first = before if before and before.id == question.second_of and not before.second_of else None
        if first is None:
            item.fault(f"'{question.id}' must come right after '{question.second_of}'", "move one of the two")
        elif question.views != first.views:
            item.fault(f"'{question.id}' is not asked in the views of '{first.id}'", "compare their options' views")
        else:
            _check_offered(item, first, question)


def _check_offered(item: SourceNode, first: Question, second: Question) -> None:
    for view in first.views:
        offered = {option.id for option in second.options_for(view)}
        if missing := {option.id for option in first.options_for(view)} - offered:
            item.fault(f"'{second.id}' does not offer '{min(missing)}', which '{first.id}' does", "add the option")
            return
        if NOTHING_ELSE not in offered:
            item.fault(f"'{second.id}' does not offer '{NOTHING_ELSE}'", "add it, for those who give one answer")
            return


def _option(value: SourceNode) -> Option:
    fields = value.fields(("id", *APPROACHES), ("views", "evidence", "grade"))
    option_id = fields["id"].id() if "id" in fields else ""
    if option_id == NOT_SURE:
        fields["id"].fault(f"'{NOT_SURE}' is offered with every question already", "take this option out")
    coaching, mentoring = (fields[side].integer(0, MOST_POINTS) if side in fields else 0 for side in APPROACHES)
    evidence = evidence_of(fields)
    if (coaching or mentoring) and evidence is None:
        missing = " and ".join(f"'{name}'" for name in ("evidence", "grade") if name not in fields)
        value.fault(f"points without {missing}", "say what they rest on: evidence: [R1], grade: A")
    return Option(option_id, coaching, mentoring, evidence, _views(fields), value.location)


def _pattern(value: SourceNode, questions: Sequence[Question]) -> Pattern:
    fields = value.fields(("id", "when", "evidence", "grade"), ("then",))
    then = fields["then"].fields((), ("outcome", "certainty", "cap")) if "then" in fields else {}
    if "then" in fields and ("outcome" in then) != ("certainty" in then):
        fields["then"].fault("'outcome' and 'certainty' go together", "write both, or neither")
    lines = tuple(condition_line(item, questions) for item in _items(fields, "when"))
    if "when" in fields and not lines:
        fields["when"].fault("a pattern needs at least one line", "write - {question: [option]}")
    return Pattern(
        id=fields["id"].id() if "id" in fields else "",
        lines=lines,
        outcome=then["outcome"].choice(OUTCOMES, "outcome") if "outcome" in then else None,
        certainty=then["certainty"].choice(CERTAINTIES, "certainty") if "certainty" in then else None,
        cap=then["cap"].choice(CERTAINTIES, "certainty") if "cap" in then else None,
        evidence=evidence_of(fields) or Evidence((), ""),
        location=value.location,
    )


def condition_line(value: SourceNode, questions: Sequence[Question]) -> tuple[Condition, ...]:
    """One line of conditions: questions, or the view, each with the answers that meet it."""
    allowed = {q.id: (*(option.id for option in q.options), NOT_SURE) for q in questions} | {VIEW: VIEWS}
    conditions = value.fields((), tuple(allowed))
    if value.is_empty:
        value.fault("an empty line would always hold", "name a question and its options")
    return tuple(
        (name, frozenset(options.choices(allowed[name], f"answer to '{name}'"))) for name, options in conditions.items()
    )


def _bands(value: SourceNode, questions: int) -> Bands:
    fields = value.fields(("clear", "leaning", "strong", "unanswered"))
    before = len(value.file.faults)
    clear, leaning = (fields[name].integer(1, 999) if name in fields else 0 for name in ("clear", "leaning"))
    if clear and leaning and clear <= leaning and len(value.file.faults) == before:
        fields["clear"].fault(f"a clear lead ({clear}) must be more than a leaning one ({leaning})")
    strong = fields["strong"].integer(1, 999) if "strong" in fields else 1
    caps = tuple(_unanswered_cap(item, questions) for item in _items(fields, "unanswered"))
    if [cap.count for cap in caps] != sorted({cap.count for cap in caps}):
        fields["unanswered"].fault("the counts must rise from line to line")
    return Bands(clear, leaning, strong, caps)


def _unanswered_cap(value: SourceNode, questions: int) -> UnansweredCap:
    fields = value.fields(("from", "cap"))
    return UnansweredCap(
        count=fields["from"].integer(1, max(1, questions)) if "from" in fields else 1,
        cap=fields["cap"].choice(CERTAINTIES, "certainty") if "cap" in fields else CERTAINTIES[0],
    )


def _digest(*parts: Any) -> str:
    def plain(value: Any) -> Any:
        if isinstance(value, frozenset):
            return sorted(value)
        return asdict(value)

    def meaning(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: meaning(inner) for key, inner in value.items() if key not in ("location", "fixed")}
        if isinstance(value, list | tuple):
            return [meaning(inner) for inner in value]
        return value if isinstance(value, str | int | None) else meaning(plain(value))

    return hashlib.sha256(json.dumps(meaning(parts), sort_keys=True).encode()).hexdigest()

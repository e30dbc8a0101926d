"""Reading a rule base: from YAML to frozen values, with every fault at once, each with its location and a hint."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from recommender.core.audit_notes import AuditNotes
from recommender.core.model import (
    CERTAINTIES,
    GROUPS,
    LEVELS,
    MOST_POINTS,
    NOT_SURE,
    NOTHING_ELSE,
    VIEWS,
    Bands,
    Gate,
    Option,
    Pattern,
    Question,
    RuleBase,
    UnansweredCap,
)
from recommender.loading import approaches
from recommender.loading.approaches import Alternatives, alternatives_in, unreserved_id
from recommender.loading.audit_notes import audit_notes
from recommender.loading.digest import digest_of
from recommender.loading.entries import condition_lines, entries, evidence_of
from recommender.loading.source_node import SourceFile, SourceNode
from recommender.loading.versions import MOST, is_version, version_like
from recommender.loading.yaml_source import load, load_text

MOST_WEIGHT = 3
"""The most that a question can weigh. The least is 1."""


def load_rules(path: Path) -> RuleBase:
    """The rule base in this file. Raises FaultyFiles with all that is wrong in it."""
    return load(path, rule_base_in)


def rules_in_text(text: str, shown: str) -> RuleBase:
    """The rule base in this text, which faults call `shown`. Raises FaultyFiles with all that is wrong in it."""
    return load_text(text, shown, rule_base_in)


def rule_base_in(root: SourceNode) -> RuleBase:
    """The rule base in this value. Its faults are kept with the file.

    Raises FaultyFiles with those found so far where there are not two approaches.
    """
    needed = ("version", "date", "views", *approaches.REQUIRED, "gates", "questions", "patterns", "bands")
    fields = root.fields(needed, (*approaches.OPTIONAL, "obstacle", "audit"))
    if root.has("views") and fields["views"].choices(VIEWS, "view") != VIEWS:
        fields["views"].fault("views are fixed", f"write [{', '.join(VIEWS)}]")
    between = alternatives_in(root, fields)
    questions = entries(fields["questions"], partial(_question, between=between), "question", at_least_one=True)
    _check_seconds(root.file, questions)
    gates = entries(fields["gates"], partial(_gate, between=between), "gate")
    patterns = entries(fields["patterns"], partial(_pattern, between=between, questions=questions), "pattern")
    bands = _bands(fields["bands"], len(questions))
    version = _version(fields["version"])
    notes = audit_notes(fields["audit"], between.approaches) if "audit" in fields else AuditNotes()
    obstacle = fields["obstacle"].choice([q.id for q in questions], "question") if "obstacle" in fields else ""
    digest = digest_of(between.approaches, version, gates, questions, patterns, bands)
    return RuleBase(
        version, fields["date"].date(), *between, gates, questions, patterns, bands, digest, notes, obstacle
    )


def _version(value: SourceNode) -> str:
    written = str(value.node.value).strip() if value.is_text else ""  # to YAML, 1.4 without quotes is a number
    if written and not is_version(written):
        hint = f"write three whole numbers up to {MOST}, such as {version_like(written)}"
        value.fault(f"'{written}' is not a version", hint)
        return ""
    return value.text()


def _views(fields: dict[str, SourceNode]) -> tuple[str, ...]:
    return fields["views"].choices(VIEWS, "view") if "views" in fields else VIEWS


def _gate(value: SourceNode, between: Alternatives) -> Gate:
    fields = value.fields(("id", "outcome", "level", "group", "evidence", "grade"), ("views",))
    return Gate(
        id=unreserved_id(fields["id"], between.approaches),
        outcome=fields["outcome"].choice(between.outcomes, "outcome"),
        level=fields["level"].choice(LEVELS, "level"),
        group=fields["group"].choice(GROUPS, "group"),
        views=_views(fields),
        evidence=evidence_of(fields),
        location=value.location,
    )


def _question(value: SourceNode, between: Alternatives) -> Question:
    fields = value.fields(("id", "weight", "options"), ("theme", "ordered", "fixed", "second-of"))
    options = entries(fields["options"], partial(_option, between=between), "option")
    counts = {view: sum(view in option.views for option in options) for view in VIEWS}
    short = [view for view, count in counts.items() if count == 1 or not options]
    if short:
        where = "" if len(options) < 2 else f" in the view '{short[0]}'"
        fields["options"].fault(f"a question needs at least two options{where}", "'not sure' is always offered as well")
    return Question(
        id=unreserved_id(fields["id"], between.approaches),
        theme=_theme(fields["theme"], between) if "theme" in fields else "",
        weight=fields["weight"].integer(1, MOST_WEIGHT),
        ordered=fields["ordered"].flag() if "ordered" in fields else False,
        fixed=fields["fixed"].flag() if "fixed" in fields else False,
        second_of=fields["second-of"].text() if "second-of" in fields else None,
        options=options,
        location=value.location,
    )


def _theme(value: SourceNode, between: Alternatives) -> str:
    if between.themes:
        return value.choice(between.themes, "theme")
    value.fault("the rule base has no themes", "add a line 'themes: [...]', with this theme and the others")
    return ""


def _check_seconds(file: SourceFile, questions: Sequence[Question]) -> None:
    """A second answer comes right after the first, in the same views, and offers in each all that the first does."""
    for before, question in zip((None, *questions), questions, strict=False):
        if question.second_of is not None:
            first = before if before and before.id == question.second_of and not before.second_of else None
            if fault := _fault_of_second(first, question):
                file.fault(question.location, *fault)


def _fault_of_second(first: Question | None, second: Question) -> tuple[str, str] | None:
    """The first fault of a second answer, with its hint, if there is one."""
    if first is None:
        return f"'{second.id}' must come right after '{second.second_of}'", "move one of the two"
    if second.views != first.views:
        return f"'{second.id}' is not asked in the views of '{first.id}'", "compare their options' views"
    for view in first.views:
        offered = {option.id for option in second.options_for(view)}
        if missing := {option.id for option in first.options_for(view)} - offered:
            return f"'{second.id}' does not offer '{min(missing)}', which '{first.id}' does", "add the option"
        if NOTHING_ELSE not in offered:
            return f"'{second.id}' does not offer '{NOTHING_ELSE}'", "add it, for those who give one answer"
    return None


def _option(value: SourceNode, between: Alternatives) -> Option:
    fields = value.fields(("id", *between.approaches), ("views", "evidence", "grade"))
    option_id = fields["id"].id()
    if option_id == NOT_SURE:
        fields["id"].fault(f"'{NOT_SURE}' is offered with every question already", "remove this option")
    first, second = (fields[approach].integer(0, MOST_POINTS) for approach in between.approaches)
    missing = [f"'{name}'" for name in ("evidence", "grade") if name not in fields]
    if missing and (first or second):
        value.fault(f"points without {' and '.join(missing)}", "cite what they rest on: evidence: [R1], grade: A")
    evidence = None if missing else evidence_of(fields)
    return Option(option_id, (first, second), evidence, _views(fields), value.location)


def _pattern(value: SourceNode, between: Alternatives, questions: Sequence[Question]) -> Pattern:
    fields = value.fields(("id", "when", "evidence", "grade"), ("then",))
    then = fields["then"].fields((), ("outcome", "certainty", "cap")) if "then" in fields else {}
    if ("outcome" in then) != ("certainty" in then):
        fields["then"].fault("'outcome' and 'certainty' go together", "write both, or neither")
    return Pattern(
        id=fields["id"].id(),
        lines=condition_lines(fields["when"], questions),
        outcome=then["outcome"].choice(between.outcomes, "outcome") if "outcome" in then else None,
        certainty=then["certainty"].choice(CERTAINTIES, "certainty") if "certainty" in then else None,
        cap=then["cap"].choice(CERTAINTIES, "certainty") if "cap" in then else None,
        evidence=evidence_of(fields),
        location=value.location,
    )


def _bands(value: SourceNode, questions: int) -> Bands:
    fields = value.fields(("clear", "leaning", "strong", "unanswered"))
    before = len(value.file.faults)
    clear, leaning = (fields[name].integer(1, 999) for name in ("clear", "leaning"))
    if value.has("leaning") and clear <= leaning and len(value.file.faults) == before:
        fields["clear"].fault(f"a clear lead ({clear}) must be more than a leaning one ({leaning})")
    strong = fields["strong"].integer(1, 999)
    caps = tuple(_unanswered_cap(item, questions) for item in fields["unanswered"].items())
    if [cap.count for cap in caps] != sorted({cap.count for cap in caps}):
        fields["unanswered"].fault("the counts must rise from line to line")
    return Bands(clear, leaning, strong, caps)


def _unanswered_cap(value: SourceNode, questions: int) -> UnansweredCap:
    fields = value.fields(("from", "cap"))
    return UnansweredCap(fields["from"].integer(1, max(1, questions)), fields["cap"].choice(CERTAINTIES, "certainty"))

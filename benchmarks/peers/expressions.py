"""A decision as a neutral expression, built from the rules' table, that each peer translates into its own language.

A missing answer is "not sure": a condition that allows it names the options that it does not allow. The outcome and
the certainty come as one number, the verdict, and the most that the certainty can be as another: all else that can be
known beforehand, such as the lower of two certainties, is worked out here and not for each sheet.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from benchmarks.work import shipped
from recommender.core.decision import AHEAD
from recommender.core.model import CERTAINTIES, NOT_SURE, VIEW, VIEWS, Pattern
from recommender.core.outcomes import BOTH, EITHER
from recommender.core.tally import Table

RULES = shipped().rules
FIRST, SECOND = RULES.approaches
OUTCOMES = RULES.outcomes
UNANSWERED = "unanswered"
Written = TypeVar("Written")
Answer: TypeAlias = tuple[str, str, int, int]
"""What each peer gives for a sheet: outcome, certainty, and the totals of both approaches."""


@dataclass(frozen=True, slots=True)
class Given:
    """Whether a question's answer is one of these options, or, where not `among`, none of these."""

    question: str
    options: tuple[str, ...]
    among: bool


@dataclass(frozen=True, slots=True)
class Leads:
    """Whether the total of one side is greater than that of the other by at least so much."""

    side: str
    other: str
    by: int


@dataclass(frozen=True, slots=True)
class Exceeds:
    """Whether the total of one side is at least AHEAD times that of the other."""

    side: str
    other: str


@dataclass(frozen=True, slots=True)
class Reaches:
    """Whether a total (of an approach, or unanswered) is at least so much."""

    total: str
    least: int


@dataclass(frozen=True, slots=True)
class All:
    """Whether all parts are true; with no parts, it always is."""

    parts: "tuple[Truth, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """Whether at least one part is true; with no parts, it never is."""

    parts: "tuple[Truth, ...]"


Truth: TypeAlias = Given | Leads | Exceeds | Reaches | All | Some


@dataclass(frozen=True, slots=True)
class Choose:
    """The number of the first case that is true, or the other number."""

    cases: "tuple[tuple[Truth, Number], ...]"
    otherwise: "Number"


Number: TypeAlias = int | Choose


@dataclass(frozen=True, slots=True)
class Decision:
    """A whole decision: `verdict` is what `verdict_of` gives; the certainty is its certainty or `most`, if lower."""

    verdict: Number
    most: Number


@dataclass(frozen=True, slots=True)
class Language(Generic[Written]):
    """How each kind of expression is written in an engine's language, its parts having been written already."""

    given: Callable[[Given], Written]
    leads: Callable[[Leads], Written]
    exceeds: Callable[[Exceeds], Written]
    reaches: Callable[[Reaches], Written]
    all_of: Callable[[Sequence[Written]], Written]
    some_of: Callable[[Sequence[Written]], Written]
    choose: Callable[[Sequence[tuple[Written, Written]], Written], Written]
    number: Callable[[int], Written]


def write(expression: Truth | Number, language: Language[Written]) -> Written:
    """The expression in this language."""
    match expression:
        case int():
            return language.number(expression)
        case Choose(cases, otherwise):
            written = [(write(truth, language), write(number, language)) for truth, number in cases]
            return language.choose(written, write(otherwise, language))
        case All(parts):
            return language.all_of([write(part, language) for part in parts])
        case Some(parts):
            return language.some_of([write(part, language) for part in parts])
        case Given():
            return language.given(expression)
        case Leads():
            return language.leads(expression)
        case Exceeds():
            return language.exceeds(expression)
        case Reaches():
            return language.reaches(expression)


def verdict_of(outcome: str, certainty: str) -> int:
    """An outcome and a certainty as one number."""
    return OUTCOMES.index(outcome) * len(CERTAINTIES) + CERTAINTIES.index(certainty)


def decision_of(table: Table, view: str | None = None) -> Decision:
    """The decision for sheets of any view, or, with less work, for those of one view."""
    return Decision(_verdict(table, view), _most(table, view))


def points_of(table: Table, number: Callable[[int], int]) -> list[Number]:
    """For each question the number of its answer, where `number` gives an answer's from its tally; zeros left out."""
    points: list[Number] = []
    for question, tallies in table.answers.items():
        otherwise = number(tallies[NOT_SURE])
        amounts = dict.fromkeys(number(tally) for tally in tallies.values() if number(tally) != otherwise)
        groups = [(amount, [option for option in tallies if number(tallies[option]) == amount]) for amount in amounts]
        cases = [(Given(question, tuple(options), True), amount) for amount, options in groups]
        points.append(_choose(cases, otherwise))
    return [point for point in points if point != 0]


def _verdict(table: Table, view: str | None) -> Number:
    patterns = [pattern for pattern in table.rules.patterns if pattern.outcome]
    return _choose(
        [(_holds(table, pattern, view), decided_by(table, pattern)) for pattern in patterns], decided_by_lead(table)
    )


def decided_by(table: Table, pattern: Pattern) -> Number:
    """The verdict where this pattern gives the outcome: if that is a side, as sure as the lead toward it allows."""
    outcome, most = pattern.outcome or "", pattern.certainty or CERTAINTIES[-1]
    if outcome not in RULES.approaches:
        return verdict_of(outcome, most)
    return _choose(_leading(table, outcome, most), verdict_of(outcome, _lower("close", most)))


def decided_by_lead(table: Table) -> Number:
    """The verdict where no pattern gives the outcome."""
    strong = All((Reaches(FIRST, table.rules.bands.strong), Reaches(SECOND, table.rules.bands.strong)))
    cases = [case for side in (FIRST, SECOND) for case in _leading(table, side, CERTAINTIES[-1])]
    cases += [(_ahead(side), verdict_of(side, "close")) for side in (FIRST, SECOND)]
    return _choose([*cases, (strong, verdict_of(BOTH, "close"))], verdict_of(EITHER, "close"))


def _ahead(side: str) -> Truth:
    return All((Exceeds(side, _other(side)), Reaches(side, AHEAD)))


def _other(side: str) -> str:
    return SECOND if side == FIRST else FIRST


def _leading(table: Table, side: str, most: str) -> list[tuple[Truth, Number]]:
    bands, other = table.rules.bands, _other(side)
    steps = {_lower("clear", most): bands.clear, _lower("leaning", most): bands.leaning}
    return [(Leads(side, other, by), verdict_of(side, certainty)) for certainty, by in steps.items()]


def _lower(one: str, other: str) -> str:
    return min(one, other, key=CERTAINTIES.index)


def _most(table: Table, view: str | None) -> Number:
    """The place of the lowest cap, from the tightest on."""
    cases: list[tuple[Truth, Number]] = []
    for place, certainty in enumerate(CERTAINTIES[:-1]):
        patterns = [_holds(table, pattern, view) for pattern in table.rules.patterns if pattern.cap == certainty]
        counts = [Reaches(UNANSWERED, cap.count) for cap in table.rules.bands.unanswered if cap.cap == certainty]
        cases.append((_some([*patterns, *counts]), place))
    return _choose(cases, len(CERTAINTIES) - 1)


def _holds(table: Table, pattern: Pattern, view: str | None) -> Truth:
    """Whether a pattern holds, what all its lines ask being asked once."""
    lines = [tuple(_given(table, *condition) for condition in line) for line in pattern.lines]
    if view is not None:
        lines = [_in_view(line, view) for line in lines if _fits(line, view)]
    if not lines:
        return Some(())
    common = tuple(part for part in lines[0] if all(part in line for line in lines))
    return _all([*common, _some([_all([part for part in line if part not in common]) for line in lines])])


def _given(table: Table, question: str, options: Iterable[str]) -> Given:
    known = VIEWS if question == VIEW else tuple(table.answers[question])
    among = NOT_SURE not in options
    return Given(question, tuple(option for option in known if (option in options) == among), among)


def _fits(line: Sequence[Given], view: str) -> bool:
    return all(view in part.options for part in line if part.question == VIEW)


def _in_view(line: Sequence[Given], view: str) -> tuple[Given, ...]:
    return tuple(part for part in line if part.question != VIEW)


def _all(parts: Sequence[Truth]) -> Truth:
    kept = tuple(part for part in parts if part != All(()))
    return Some(()) if Some(()) in kept else kept[0] if len(kept) == 1 else All(kept)


def _some(parts: Sequence[Truth]) -> Truth:
    kept = tuple(part for part in parts if part != Some(()))
    return All(()) if All(()) in kept else kept[0] if len(kept) == 1 else Some(kept)


def _choose(cases: Sequence[tuple[Truth, Number]], otherwise: Number) -> Number:
    """A choice without cases that never are, and ending at one that always is; neighbours of one number are one."""
    kept: list[tuple[Truth, Number]] = []
    for truth, number in cases:
        if truth == All(()):
            otherwise = number
            break
        if kept and kept[-1][1] == number:
            truth = _some([kept.pop()[0], truth])
        if truth != Some(()):
            kept.append((truth, number))
    return Choose(tuple(kept), otherwise) if kept else otherwise

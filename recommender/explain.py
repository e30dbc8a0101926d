"""The explanation: a decision with the tallies it is the sum of, not yet added, and what would flip it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from recommender.decide import Decision, approach_of, decide
from recommender.model import NOT_SURE, Question, Sheet
from recommender.tally import Table, offered, tally_of

MOST_CHANGES = 3
"""How many answers may change at once in the search for what would flip an outcome."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer with its points, the question's weight included. The points of all reasons add up to the totals."""

    question: str
    option: str
    coaching: int
    mentoring: int

    @property
    def lead(self) -> int:
        return self.coaching - self.mentoring


@dataclass(frozen=True, slots=True)
class Change:
    """One question, answered with another option."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Flip:
    """Changes that, made together, lead to another outcome."""

    changes: tuple[Change, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A sheet, its decision, and why.

    `reasons` has each answered question in the rules' order; `unanswered` the others; `flips` every smallest set of
    changed answers that alters what the answers point to, none of them touching the screening page, and none where
    three changes are not enough. All three are empty where a gate stopped the scoring.
    """

    sheet: Sheet
    decision: Decision
    reasons: tuple[Reason, ...]
    unanswered: tuple[str, ...]
    flips: tuple[Flip, ...]


def recommend(table: Table, sheet: Sheet) -> Recommendation:
    """The recommendation for a sheet. Raises BadAnswer for an answer or tick that the rules do not know."""
    total = tally_of(table, sheet)
    decision = decide(table, total)
    if decision.approach is None:
        return Recommendation(sheet, decision, (), (), ())
    reasons = reasons_for(table, sheet.answers)
    answered = {reason.question for reason in reasons}
    unanswered = tuple(question.id for question in table.rules.questions if question.id not in answered)
    return Recommendation(sheet, decision, reasons, unanswered, smallest_flips(table, sheet))


def reasons_for(table: Table, answers: Mapping[Any, str]) -> tuple[Reason, ...]:
    """A reason for each answered question, in the rules' order."""
    given = ((question.id, answers.get(question.id, NOT_SURE)) for question in table.rules.questions)
    return tuple(_reason(table, *answer) for answer in given if answer[1] != NOT_SURE)


def weightiest_first(reasons: Iterable[Reason]) -> list[Reason]:
    """The reasons in the order of how far they move the lead; equal ones in the order given."""
    return sorted(reasons, key=lambda reason: -abs(reason.lead))


def smallest_flips(table: Table, sheet: Sheet) -> tuple[Flip, ...]:
    """Every set of one changed answer that alters the outcome; where there is none, of two; else of three.

    An answer changes to another option, never to "not sure": that would be knowing less, not something different.
    """
    total = tally_of(table, sheet)
    now = approach_of(table, total).outcome
    swaps = [swap for question in table.rules.questions if (swap := list(_swaps(table, question, sheet)))]
    for size in range(1, MOST_CHANGES + 1):
        found = []
        for questions in combinations(swaps, size):
            for chosen in product(*questions):
                outcome = approach_of(table, total + sum(difference for _, difference in chosen)).outcome
                if outcome != now:
                    found.append(Flip(tuple(change for change, _ in chosen), outcome))
        if found:
            return tuple(found)
    return ()


def _swaps(table: Table, question: Question, sheet: Sheet) -> Iterator[tuple[Change, int]]:
    """Each other option of a question, and what choosing it adds to the sum of tallies."""
    tallies, given = table.answers[question.id], sheet.answers.get(question.id, NOT_SURE)
    for option in offered(question, sheet.view):
        if option not in (given, NOT_SURE):
            yield Change(question.id, option), tallies[option] - tallies[given]


def _reason(table: Table, question: str, option: str) -> Reason:
    tally = table.answers[question][option]
    return Reason(question, option, table.coaching.of(tally), table.mentoring.of(tally))

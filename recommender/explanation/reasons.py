"""The reasons for a result: the points of each answer, before they are added."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recommender.core.model import NOT_SURE
from recommender.core.tally import Table


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer with its weighted points. The points of all reasons add up to the totals of the two approaches."""

    question: str
    option: str
    points: tuple[int, int]

    @property
    def lead(self) -> int:
        return self.points[0] - self.points[1]


def reasons_for(table: Table, answers: Mapping[Any, str]) -> tuple[Reason, ...]:
    """A reason for each answered question, in the rules' order."""
    given = ((question.id, answers.get(question.id, NOT_SURE)) for question in table.rules.questions)
    return tuple(_reason(table, *answer) for answer in given if answer[1] != NOT_SURE)


def weightiest_first(reasons: Iterable[Reason]) -> list[Reason]:
    """The reasons by how far they move the lead, stable for equal ones."""
    return sorted(reasons, key=lambda reason: -abs(reason.lead))


def _reason(table: Table, question: str, option: str) -> Reason:
    return Reason(question, option, table.points_of(table.answers[question][option]))

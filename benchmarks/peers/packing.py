"""A sheet's sums as one number, and what is compared with it."""

from dataclasses import dataclass, replace
from typing import Any

from benchmarks.peers.expressions import (
    FIRST,
    Language,
    Leads,
    Number,
    decision_of,
    points_of,
    write,
)
from recommender.core.model import CERTAINTIES
from recommender.core.tally import Table


@dataclass(frozen=True, slots=True)
class Packing:
    """Where the sums lie in their one number: widths in bits, and what is added to the lead."""

    unanswered: int
    first: int
    offset: int

    @property
    def lead(self) -> int:
        """How many bits lie below the lead."""
        return self.unanswered + self.first

    @property
    def width(self) -> int:
        """How many bits the sums take in all."""
        return self.lead + (self.offset + (1 << self.first)).bit_length()


def packing_of(table: Table) -> Packing:
    """The packing that is wide enough for every sheet."""
    first, second = table.points
    return Packing(table.unanswered.width, first.width, 1 << second.width)


def packed_points(table: Table, packing: Packing) -> list[Number]:
    """What each question adds to the packed sums, and, first, what they start from."""

    def number(tally: int) -> int:
        first, second = table.points_of(tally)
        return (first - second << packing.lead) + (first << packing.unanswered) + table.unanswered.of(tally)

    return [packing.offset << packing.lead, *points_of(table, number)]


def bound_of(packing: Packing, part: Leads) -> int:
    """The least packed sums with this lead; below zero, what they must be less than."""
    if part.side == FIRST:
        return packing.offset + part.by << packing.lead
    return -(packing.offset - part.by + 1 << packing.lead)


def high_part(table: Table, packing: Packing, view: str, language: Language[Any]) -> tuple[Any, Any]:
    """The verdict and the most certainty, written above the sums."""
    decision, one = decision_of(table, view), 1 << packing.width
    verdicts = replace(language, number=lambda number: language.number(number * one * len(CERTAINTIES)))
    return write(decision.verdict, verdicts), write(
        decision.most, replace(language, number=lambda number: language.number(number * one))
    )

"""Which totals of a sheet tell its outcome and certainty: as little as will do, so that few cells are enough."""

from collections.abc import Sequence
from typing import NamedTuple

from recommender.analysis.packed_counts import Axis, PackedCount
from recommender.analysis.state_traversal import StateTraversal, Transition
from recommender.core.decision import band_of
from recommender.core.model import APPROACHES, Bands

Totals = tuple[int, int, int]
"""Coaching, mentoring and unanswered."""


Adding = tuple[int, int, int]
"""Where the lead of a cell starts from, and the coaching and mentoring points to be added."""


class Standing(NamedTuple):
    """All that a decision wants to know of the totals: what they say alone, and the step that `unanswered` is past."""

    outcome: str
    band: str
    unanswered: int = 0

    def totals(self, bands: Bands) -> Totals:
        """Totals that stand so."""
        if self.band == "close" and self.outcome in APPROACHES:  # a little ahead, with twice the points of the other
            return (2, 1, self.unanswered) if self.outcome == "coaching" else (1, 2, self.unanswered)
        lead = {"clear": bands.clear, "leaning": bands.leaning, "close": 0}[self.band]
        least = bands.strong if self.outcome == "both" else 0
        coaching, mentoring = (least, least + lead) if self.outcome == "mentoring" else (least + lead, least)
        return coaching, mentoring, self.unanswered


def told_apart(bands: Bands) -> int:
    """How many mentoring points are worth telling apart beside the lead.

    A close lead is `both` where each side has `strong` points. With `strong + leaning - 1` on one side, the other has
    them too. It names a side with twice the points of the other, which has less than twice `leaning`.
    """
    return max(bands.strong + bands.leaning, 2 * bands.leaning) - 1


class NoTotals:
    """None at all: how many sheets end in each state, whatever their points."""

    axes = (Axis(0, 0),)

    def added(self, step: Transition, answer: int) -> PackedCount:
        """Nothing."""
        return (0,)


class LeadTotals:
    """The lead, mentoring points as far as they matter beside it, and, if wanted, how many questions are unanswered."""

    def __init__(self, walk: StateTraversal, *, unanswered: bool) -> None:
        self._table, self._unanswered = walk.rule_sets[0].table, unanswered
        self._bands = self._table.rules.bands
        self._least = {step.question: min(self._leads(step)) for step in walk.steps}
        self._offset = sum(self._least.values())
        steps = (0, 1, *(cap.count for cap in self._bands.unanswered))
        self._step_of = [max(step for step in steps if step <= count) for count in range(max(steps) + 1)]
        self.axes = self._axes(walk.steps)

    def added(self, step: Transition, answer: int) -> PackedCount:
        """What an answer adds to each axis."""
        tally = step.tallies[answer][0]
        lead = self._leads(step)[answer] - self._least[step.question]
        cell = (lead, self._table.mentoring.of(tally))
        return (*cell, self._table.unanswered.of(tally)) if self._unanswered else cell

    def adding(self, step: Transition, answer: int) -> Adding:
        """What turns the cells of sheets without an answer to one question into those of sheets with this answer."""
        tally = step.tallies[answer][0]
        offset = self._offset - self._least[step.question]
        return offset, self._table.coaching.of(tally), self._table.mentoring.of(tally)

    def standing(self, cell: PackedCount, adding: Adding | None = None) -> Standing:
        """How the sheets in this cell stand; or those in it without one answer, once that is added."""
        offset, coaching, mentoring = adding or (self._offset, 0, 0)
        lead = cell[0] + offset
        least = max(lead + cell[1], 0)  # below 0 only where the cell gathers sheets with more of both
        outcome, band = band_of(self._bands, least + coaching, least - lead + mentoring)
        return Standing(outcome, band, self._step_of[cell[2]] if self._unanswered else 0)

    def _axes(self, steps: Sequence[Transition]) -> tuple[Axis, ...]:
        leads = [self._leads(step) for step in steps]
        points = [[self._table.mentoring.of(tally) for tally, *_ in step.tallies] for step in steps]
        axes = (
            Axis(sum(max(of_question) - min(of_question) for of_question in leads), 0),
            Axis(min(told_apart(self._bands), sum(map(max, points)) + 1), max(map(max, points)), gathers=True),
        )
        return (*axes, Axis(len(self._step_of) - 1, 1, gathers=True)) if self._unanswered else axes

    def _leads(self, step: Transition) -> list[int]:
        coaching, mentoring = self._table.coaching, self._table.mentoring
        return [coaching.of(tally) - mentoring.of(tally) for tally, *_ in step.tallies]

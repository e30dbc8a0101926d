"""The score totals that determine the outcome and certainty of a sheet, reduced so that few cells are enough."""

from collections.abc import Sequence
from typing import NamedTuple

from recommender.analysis.packed_counts import Axis, Cell
from recommender.analysis.state_traversal import StateTraversal, Transition
from recommender.core.decision import band_of
from recommender.core.model import APPROACHES, Bands

Totals = tuple[int, int, int]
"""Coaching, mentoring and unanswered."""


AddedPoints = tuple[int, int, int]
"""The least lead, and the coaching and mentoring points that an answer adds."""


class TotalsClass(NamedTuple):
    """Score totals that no decision tells apart: what they give alone, and the last cap that `unanswered` reaches."""

    outcome: str
    band: str
    unanswered: int = 0

    def example(self, bands: Bands) -> Totals:
        """Some totals of this class."""
        if self.band == "close" and self.outcome in APPROACHES:  # a little ahead, with twice the points of the other
            return (2, 1, self.unanswered) if self.outcome == "coaching" else (1, 2, self.unanswered)
        lead = {"clear": bands.clear, "leaning": bands.leaning, "close": 0}[self.band]
        least = bands.strong if self.outcome == "both" else 0
        coaching, mentoring = (least, least + lead) if self.outcome == "mentoring" else (least + lead, least)
        return coaching, mentoring, self.unanswered


def mentoring_ceiling(bands: Bands) -> int:
    """The number of mentoring points from which more make no difference to the outcome at the same lead.

    A close lead is `both` where each side has `strong` points. With `strong + leaning - 1` on one side, the other has
    them too. It names a side with twice the points of the other, which has less than twice `leaning`.
    """
    return max(bands.strong + bands.leaning, 2 * bands.leaning) - 1


class NoTotals:
    """No totals: the number of sheets in each state, whatever their points."""

    axes = (Axis(0, 0),)

    def added(self, step: Transition, answer: int) -> Cell:
        """Nothing."""
        return (0,)


class LeadTotals:
    """The lead, mentoring points up to `mentoring_ceiling`, and optionally the number of unanswered questions."""

    def __init__(self, traversal: StateTraversal, *, unanswered: bool) -> None:
        self._table, self._unanswered = traversal.rule_sets[0].table, unanswered
        self._bands = self._table.rules.bands
        self._least = {step.question: min(self._leads(step)) for step in traversal.steps}
        self._offset = sum(self._least.values())
        steps = (0, 1, *(cap.count for cap in self._bands.unanswered))
        self._step_of = [max(step for step in steps if step <= count) for count in range(max(steps) + 1)]
        self.axes = self._axes(traversal.steps)

    def added(self, step: Transition, answer: int) -> Cell:
        """What an answer adds to each axis."""
        tally = step.tallies[answer][0]
        lead = self._leads(step)[answer] - self._least[step.question]
        cell = (lead, self._table.mentoring.of(tally))
        return (*cell, self._table.unanswered.of(tally)) if self._unanswered else cell

    def added_points(self, step: Transition, answer: int) -> AddedPoints:
        """What completes the cells of sheets that have not answered one question, for this answer to it."""
        tally = step.tallies[answer][0]
        offset = self._offset - self._least[step.question]
        return offset, self._table.coaching.of(tally), self._table.mentoring.of(tally)

    def totals_class(self, cell: Cell, added: AddedPoints | None = None) -> TotalsClass:
        """The class of the sheets in this cell, after `added` where they lack one answer."""
        offset, coaching, mentoring = added or (self._offset, 0, 0)
        lead = cell[0] + offset
        least = max(lead + cell[1], 0)  # below 0 only in a saturated cell, whose sheets have more of both
        outcome, band = band_of(self._bands, least + coaching, least - lead + mentoring)
        return TotalsClass(outcome, band, self._step_of[cell[2]] if self._unanswered else 0)

    def _axes(self, steps: Sequence[Transition]) -> tuple[Axis, ...]:
        leads = [self._leads(step) for step in steps]
        points = [[self._table.mentoring.of(tally) for tally, *_ in step.tallies] for step in steps]
        axes = (
            Axis(sum(max(of_question) - min(of_question) for of_question in leads), 0),
            Axis(
                min(mentoring_ceiling(self._bands), sum(map(max, points)) + 1), max(map(max, points)), saturating=True
            ),
        )
        return (*axes, Axis(len(self._step_of) - 1, 1, saturating=True)) if self._unanswered else axes

    def _leads(self, step: Transition) -> list[int]:
        coaching, mentoring = self._table.coaching, self._table.mentoring
        return [coaching.of(tally) - mentoring.of(tally) for tally, *_ in step.tallies]

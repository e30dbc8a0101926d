"""The score totals that determine the outcome and certainty of a sheet, reduced so that few cells are enough."""

from collections.abc import Sequence
from typing import NamedTuple

from recommender.analysis.packed_counts import Axis, Cell
from recommender.analysis.state_traversal import StateTraversal, Transition
from recommender.core.decision import band_of
from recommender.core.model import Bands, RuleBase
from recommender.core.outcomes import BOTH

Totals = tuple[tuple[int, int], int]
"""The points toward the two approaches, and unanswered."""

AddedPoints = tuple[int, int, int]
"""The least lead, and the points toward the two approaches that an answer adds."""


class TotalsClass(NamedTuple):
    """Score totals that no decision tells apart: what they give alone, and the last cap that `unanswered` reaches."""

    outcome: str
    band: str
    unanswered: int = 0

    def example(self, rules: RuleBase) -> Totals:
        """Some totals of this class."""
        bands, second = rules.bands, rules.approaches[1]
        if self.band == "close" and self.outcome in rules.approaches:  # a little ahead, with twice the points
            more, less = 2, 1
        else:
            less = bands.strong if self.outcome == BOTH else 0
            more = less + {"clear": bands.clear, "leaning": bands.leaning, "close": 0}[self.band]
        return (less, more) if self.outcome == second else (more, less), self.unanswered


def points_ceiling(bands: Bands) -> int:
    """The points toward the second approach from which more make no difference to the outcome at the same lead.

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
    """The lead, the second approach's points up to `points_ceiling`, and optionally how many are unanswered."""

    def __init__(self, traversal: StateTraversal, *, unanswered: bool) -> None:
        self._table, self._unanswered = traversal.rule_sets[0].table, unanswered
        self._rules = self._table.rules
        self._least = {step.question: min(self._leads(step)) for step in traversal.steps}
        self._offset = sum(self._least.values())
        steps = (0, 1, *(cap.count for cap in self._rules.bands.unanswered))
        self._step_of = [max(step for step in steps if step <= count) for count in range(max(steps) + 1)]
        self.axes = self._axes(traversal.steps)

    def added(self, step: Transition, answer: int) -> Cell:
        """What an answer adds to each axis."""
        tally = step.tallies[answer][0]
        lead = self._leads(step)[answer] - self._least[step.question]
        cell = (lead, self._table.points[1].of(tally))
        return (*cell, self._table.unanswered.of(tally)) if self._unanswered else cell

    def added_points(self, step: Transition, answer: int) -> AddedPoints:
        """What completes the cells of sheets that have not answered one question, for this answer to it."""
        tally = step.tallies[answer][0]
        offset = self._offset - self._least[step.question]
        return offset, *self._table.points_of(tally)

    def totals_class(self, cell: Cell, added: AddedPoints | None = None) -> TotalsClass:
        """The class of the sheets in this cell, after `added` where they lack one answer."""
        offset, first, second = added or (self._offset, 0, 0)
        lead = cell[0] + offset
        least = max(lead + cell[1], 0)  # below 0 only in a saturated cell, whose sheets have more of both
        outcome, band = band_of(self._rules, least + first, least - lead + second)
        return TotalsClass(outcome, band, self._step_of[cell[2]] if self._unanswered else 0)

    def _axes(self, steps: Sequence[Transition]) -> tuple[Axis, ...]:
        leads = [self._leads(step) for step in steps]
        points = [[self._table.points[1].of(tally) for tally, *_ in step.tallies] for step in steps]
        axes = (
            Axis(sum(max(of_question) - min(of_question) for of_question in leads), 0),
            Axis(
                min(points_ceiling(self._rules.bands), sum(map(max, points)) + 1),
                max(map(max, points)),
                saturating=True,
            ),
        )
        return (*axes, Axis(len(self._step_of) - 1, 1, saturating=True)) if self._unanswered else axes

    def _leads(self, step: Transition) -> list[int]:
        return [self._table.lead_of(tally) for tally, *_ in step.tallies]

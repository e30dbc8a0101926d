"""The joint distribution of a sheet's score totals under two rule bases."""

from math import prod
from operator import sub

from recommender.analysis.distribution import Distribution
from recommender.analysis.packed_counts import Axis, Cell
from recommender.analysis.score_totals import points_ceiling
from recommender.analysis.state_traversal import StateTraversal, Transition
from recommender.core.decision import band_of

NEAR_COST = 10
"""The cost of a `near` cell relative to a far one: near cells are classified one by one."""


def joint_distribution(traversal: StateTraversal) -> "JointDistribution":
    """The score totals under both rule sets of a traversal, in the cheaper of the two representations."""
    near, far = (JointDistribution(traversal, near=near) for near in (True, False))
    return near if NEAR_COST * near.cells <= far.cells else far


class JointDistribution:
    """The lead and the second approach's points of each sheet under two rule sets, as far as outcomes depend on them.

    For rule bases with similar points (`near`), the totals of the first and the differences to the second are kept.
    Otherwise the totals of both are kept, with points up to each `points_ceiling`.
    """

    def __init__(self, traversal: StateTraversal, *, near: bool) -> None:
        self._tables, self._near = [rule_set.table for rule_set in traversal.rule_sets], near
        amounts = {step.question: self._amounts(step) for step in traversal.steps}
        least = {question: tuple(map(min, zip(*rows, strict=True))) for question, rows in amounts.items()}
        self._above_least = {
            question: [tuple(map(sub, row, least[question])) for row in rows] for question, rows in amounts.items()
        }
        lead, points, new_lead, new_points = map(sum, zip(*least.values(), strict=True))
        more = (lead, points) if near else (0, 0)
        self._offsets = ((lead, points), (new_lead + more[0], new_points + more[1]))
        self.axes = self._axes()

    @property
    def cells(self) -> int:
        """The number of cells."""
        return prod(axis.room for axis in self.axes)

    def added(self, step: Transition, answer: int) -> Cell:
        """What an answer adds to each axis."""
        return self._above_least[step.question][answer]

    def by_points(self, distribution: Distribution) -> dict[tuple[str, str], int]:
        """The cells by the outcomes that the points alone give under the first and the second rule set."""
        partition = distribution.counts.partition
        first = partition(lambda cell: self._outcome(0, cell), axes=slice(0, 2))
        if self._near:
            second = partition(lambda cell: self._outcome(1, self._summed(cell)), axes=slice(0, 4))
        else:
            second = partition(lambda cell: self._outcome(1, cell), axes=slice(2, 4))
        pairs = {(old, new): mask & other for old, mask in first.items() for new, other in second.items()}
        return {pair: mask for pair, mask in pairs.items() if mask}

    def _summed(self, cell: Cell) -> Cell:
        """The indexes of the second rule set, from the first ones and the differences."""
        return cell[0] + cell[2], cell[1] + cell[3]

    def _outcome(self, rule_set: int, indexes: Cell) -> str:
        lead, points = (index + offset for index, offset in zip(indexes, self._offsets[rule_set], strict=True))
        first = max(lead + points, 0)  # below 0 only in a saturated cell, whose sheets have more of both
        return band_of(self._tables[rule_set].rules, first, first - lead)[0]

    def _axes(self) -> tuple[Axis, ...]:
        most = [tuple(map(max, zip(*rows, strict=True))) for rows in self._above_least.values()]
        lead, points, new_lead, new_points = map(sum, zip(*most, strict=True))
        offsets = zip(self._tables, self._offsets, strict=True)
        enough = [points_ceiling(table.rules.bands) - least for table, (_, least) in offsets]

        def saturating(enough: int, highest: int, axis: int) -> Axis:
            return Axis(
                min(max(enough, 0), highest + 1), max(of_question[axis] for of_question in most), saturating=True
            )

        if self._near:  # where the first is saturated, the second is past its ceiling too
            first = Axis(lead, 0), saturating(max(enough), points, 1)
            return (*first, Axis(new_lead, 0), Axis(new_points, 0))
        first = Axis(lead, 0), saturating(enough[0], points, 1)
        return (*first, Axis(new_lead, 0), saturating(enough[1], new_points, 3))

    def _amounts(self, step: Transition) -> list[tuple[int, ...]]:
        """For each answer, lead and second approach's points in the first rule set, and in the second or the change."""
        return [self._amounts_of(tallies) for tallies in step.tallies]

    def _amounts_of(self, tallies: tuple[int, ...]) -> tuple[int, ...]:
        first, second = (
            (table.lead_of(tally), table.points[1].of(tally))
            for table, tally in zip(self._tables, tallies, strict=True)
        )
        return (*first, *map(sub, second, first)) if self._near else (*first, *second)

"""The totals of each sheet under two rule bases at once."""

from math import prod
from operator import sub

from recommender.analysis.distribution import Distribution
from recommender.analysis.packed_counts import Axis, PackedCount
from recommender.analysis.score_totals import told_apart
from recommender.analysis.state_traversal import StateTraversal, Transition
from recommender.core.decision import band_of

NEAR_COST = 10
"""How much longer a cell takes `near`: there, each is asked by itself how it stands."""


def joint_distribution(walk: StateTraversal) -> "JointDistribution":
    """The totals under both rule sets of a walk, in the way that takes less work."""
    near, far = (JointDistribution(walk, near=near) for near in (True, False))
    return near if NEAR_COST * near.cells <= far.cells else far


class JointDistribution:
    """The lead and mentoring points of each sheet under two rule sets, as far as they tell the outcomes.

    Of rule bases that give nearly the same points (`near`), only what the second has more is kept beside the first. Of
    others both are kept, and mentoring points of either only as far as they matter beside the lead.
    """

    def __init__(self, walk: StateTraversal, *, near: bool) -> None:
        self._tables, self._near = [rule_set.table for rule_set in walk.rule_sets], near
        amounts = {step.question: self._amounts(step) for step in walk.steps}
        least = {question: tuple(map(min, zip(*rows, strict=True))) for question, rows in amounts.items()}
        self._above_least = {
            question: [tuple(map(sub, row, least[question])) for row in rows] for question, rows in amounts.items()
        }
        lead, mentoring, second_lead, second_mentoring = map(sum, zip(*least.values(), strict=True))
        more = (lead, mentoring) if near else (0, 0)
        self._offsets = ((lead, mentoring), (second_lead + more[0], second_mentoring + more[1]))
        self.axes = self._axes()

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return prod(axis.room for axis in self.axes)

    def added(self, step: Transition, answer: int) -> PackedCount:
        """What an answer adds to each axis."""
        return self._above_least[step.question][answer]

    def by_points(self, spread: Distribution) -> dict[tuple[str, str], int]:
        """The cells by what the points alone say under the first rule set and under the second."""
        partition = spread.measure.partition
        first = partition(lambda cell: self._outcome(0, cell), axes=slice(0, 2))
        if self._near:
            second = partition(lambda cell: self._outcome(1, self._added_up(cell)), axes=slice(0, 4))
        else:
            second = partition(lambda cell: self._outcome(1, cell), axes=slice(2, 4))
        pairs = {(old, new): mask & other for old, mask in first.items() for new, other in second.items()}
        return {pair: mask for pair, mask in pairs.items() if mask}

    def _added_up(self, cell: PackedCount) -> PackedCount:
        """The second rule set's indexes, as its own axes would have them."""
        return cell[0] + cell[2], cell[1] + cell[3]

    def _outcome(self, rule_set: int, indexes: PackedCount) -> str:
        lead, mentoring = (index + offset for index, offset in zip(indexes, self._offsets[rule_set], strict=True))
        coaching = max(lead + mentoring, 0)  # below 0 only where the cell gathers sheets with more of both
        return band_of(self._tables[rule_set].rules.bands, coaching, coaching - lead)[0]

    def _axes(self) -> tuple[Axis, ...]:
        most = [tuple(map(max, zip(*rows, strict=True))) for rows in self._above_least.values()]
        lead, mentoring, second_lead, second_mentoring = map(sum, zip(*most, strict=True))
        offsets = zip(self._tables, self._offsets, strict=True)
        enough = [told_apart(table.rules.bands) - least for table, (_, least) in offsets]

        def gathering(enough: int, highest: int, axis: int) -> Axis:
            return Axis(min(max(enough, 0), highest + 1), max(of_question[axis] for of_question in most), gathers=True)

        if self._near:  # where the first gathers, the second is past what matters too
            first = Axis(lead, 0), gathering(max(enough), mentoring, 1)
            return (*first, Axis(second_lead, 0), Axis(second_mentoring, 0))
        first = Axis(lead, 0), gathering(enough[0], mentoring, 1)
        return (*first, Axis(second_lead, 0), gathering(enough[1], second_mentoring, 3))

    def _amounts(self, step: Transition) -> list[tuple[int, ...]]:
        """Of each answer, lead and mentoring under the first rule set; and under the second, or what it has more."""
        return [self._amounts_of(tallies) for tallies in step.tallies]

    def _amounts_of(self, tallies: tuple[int, ...]) -> tuple[int, ...]:
        first, second = (
            (table.coaching.of(tally) - table.mentoring.of(tally), table.mentoring.of(tally))
            for table, tally in zip(self._tables, tallies, strict=True)
        )
        return (*first, *map(sub, second, first)) if self._near else (*first, *second)

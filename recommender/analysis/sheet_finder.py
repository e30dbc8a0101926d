"""Finding an answer sheet on which the engine does something, or proving that there is none."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from recommender.analysis.distribution import Distribution, Layer
from recommender.analysis.packed_counts import Axis, Cell, PackedCounts
from recommender.analysis.score_totals import NoTotals
from recommender.analysis.state_traversal import RuleSet, State, StateTraversal, Transition
from recommender.core.decision import Approach, approach_of
from recommender.core.model import VIEWS, AnswerSheet
from recommender.core.tally import Mask, Table, tally_of

K = TypeVar("K")


class ExactTotals:
    """The points toward each approach and the number of unanswered questions, none of them cut off."""

    def __init__(self, traversal: StateTraversal) -> None:
        table = traversal.rule_sets[0].table
        self._fields = (*table.points, table.unanswered)
        most = [
            sum(max(field.of(tally) for tally, *_ in step.tallies) for step in traversal.steps)
            for field in self._fields
        ]
        self.axes = tuple(Axis(total, 0) for total in most)

    def added(self, step: Transition, answer: int) -> Cell:
        """What an answer adds to each axis."""
        return tuple(field.of(step.tallies[answer][0]) for field in self._fields)


def sheets_where(table: Table, wanted: Mapping[K, Callable[[Approach], bool]]) -> dict[K, AnswerSheet]:
    """For each key, a sheet without screening flags whose approach is as wanted, and without any answer to spare.

    A key for which there is no sheet in any view is left out: all of them are looked through.
    """
    found, left = dict[K, AnswerSheet](), dict(wanted)
    for view in VIEWS if wanted else ():
        traversal = StateTraversal([RuleSet.whole(table)], view)
        distribution = Distribution(traversal, ExactTotals(traversal), counted=False)
        layers = distribution.layers(traversal.fewest_states_first)
        for state, packed in layers[-1].items():
            for cell in _cells(distribution.counts, packed):
                if not left:
                    return found
                approach = traversal.approach(state, ((cell[0], cell[1]), cell[2]))
                for key in [key for key, holds in left.items() if holds(approach)]:
                    sheet = _sheet(distribution, layers, state, cell)
                    found[key] = _shortened(table, sheet, partial(_of_approach, table, left.pop(key)))
    return found


def sheets_by_pattern(table: Table, pattern: str) -> dict[bool, AnswerSheet]:
    """A sheet on which this pattern holds, and one on which it does not; that of which there is none is left out."""
    number, mask = next((number, mask) for number, mask in enumerate(table.patterns) if mask.id == pattern)
    alone = RuleSet(table, tuple((line, number) for line in mask.lines), ())
    found: dict[bool, AnswerSheet] = {}
    for view in VIEWS:
        traversal = StateTraversal([alone], view)
        distribution = Distribution(traversal, NoTotals(), counted=False)
        layers = distribution.layers(traversal.fewest_states_first)
        for state in layers[-1]:
            holds = traversal.decided_by(state) is not None
            if holds not in found:
                sheet = _sheet(distribution, layers, state, (0,))
                found[holds] = _shortened(table, sheet, mask.holds if holds else partial(_does_not_hold, mask))
    return found


def _cells(counts: PackedCounts, packed: int) -> Iterator[Cell]:
    while packed:
        yield counts.first(packed)
        packed &= packed - 1


def _sheet(distribution: Distribution, layers: list[Layer], state: State, cell: Cell) -> AnswerSheet:
    traversal = distribution.traversal
    return AnswerSheet(traversal.view, distribution.example(traversal.fewest_states_first, layers, state, cell))


def _of_approach(table: Table, wanted: Callable[[Approach], bool], tally: int) -> bool:
    return wanted(approach_of(table, tally))


def _does_not_hold(mask: Mask, tally: int) -> bool:
    return not mask.holds(tally)


def _shortened(table: Table, sheet: AnswerSheet, wanted: Callable[[int], bool]) -> AnswerSheet:
    """The sheet without the answers that its sum of tallies need not have to be as wanted."""
    for question in sheet.answers:
        fewer = AnswerSheet(sheet.view, {name: answer for name, answer in sheet.answers.items() if name != question})
        if wanted(tally_of(table, fewer)):
            sheet = fewer
    return sheet

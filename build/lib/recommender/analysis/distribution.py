"""The exact distribution of all sheets of a traversal over states and score totals."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from math import prod
from typing import Any, Protocol, TypeVar

from recommender.analysis.packed_counts import Axis, Cell, PackedCounts
from recommender.analysis.state_traversal import State, StateTraversal, Transition
from recommender.core.model import NOT_SURE

K = TypeVar("K")

Layer = Mapping[State, int]
"""The packed counts of the sheets in each state."""


class ScoreTotals(Protocol):
    """The score totals to keep of each sheet, as axes, and what each answer adds to them."""

    @property
    def axes(self) -> tuple[Axis, ...]: ...
    def added(self, step: Transition, answer: int) -> Cell: ...


class Distribution:
    """The sheets of a traversal by state and score totals.

    Where they are not `counted`, a cell only says whether any sheet reaches it, which is faster.
    """

    def __init__(self, traversal: StateTraversal, score_totals: ScoreTotals, *, counted: bool) -> None:
        sheets = prod(len(step.answers) for step in traversal.steps)
        self.traversal, self.counts = traversal, PackedCounts(score_totals.axes, sheets.bit_length() if counted else 1)
        self._added = {
            step.question: [score_totals.added(step, answer) for answer in range(len(step.answers))]
            for step in traversal.steps
        }
        self._shifts = {asked: [self.counts.shift(cell) for cell in cells] for asked, cells in self._added.items()}
        self._most = {asked: tuple(map(max, zip(*cells, strict=True))) for asked, cells in self._added.items()}

        self._partitions: dict[Hashable, Mapping[Any, int]] = {}

    @cached_property
    def start(self) -> Layer:
        """The layer before the first question: one empty sheet."""
        return {self.traversal.start: 1}

    def answered(self, layer: Layer, step: Transition, later: Sequence[Transition]) -> dict[State, int]:
        """The layer after one more question, with the questions in `later` still to come."""
        completed, shifts, most = (
            self.traversal.completed(step, later),
            self._shifts[step.question],
            self._most[step.question],
        )
        combine, after, reached = self.counts.combine, self.traversal.after, dict[State, int]()
        for state, packed in layer.items():
            for group in step.groups:
                found = after(state, group.closed, completed)
                total = reached.get(found, 0)
                for answer in group.answers:
                    total = combine(total, packed << shifts[answer])
                reached[found] = total
        return {state: self.counts.trim(packed, most) for state, packed in reached.items()}

    def partition(self, name: Hashable, classify: Callable[[Cell], K]) -> Mapping[K, int]:
        """The partition of the cells by `classify`, computed once for each name."""
        if name not in self._partitions:
            self._partitions[name] = self.counts.partition(classify)
        return self._partitions[name]

    def layers(self, order: Sequence[Transition]) -> list[Layer]:
        """The layer before each question, in this order, and the last layer."""
        layers: list[Layer] = [self.start]
        for number, step in enumerate(order):
            layers.append(self.answered(layers[-1], step, order[number + 1 :]))
        return layers

    def each_left_out(self) -> Iterator[tuple[Transition, Layer]]:
        """Each question with the layer of all sheets that have answered every other question."""
        return self._left_out(self.start, self.traversal.fewest_states_first)

    def _left_out(self, layer: Layer, unasked: Sequence[Transition]) -> Iterator[tuple[Transition, Layer]]:
        """Divide and conquer: answer one half of the questions, then leave each of the other half out in turn."""
        if len(unasked) == 1:
            yield unasked[0], layer
            return
        middle = len(unasked) // 2
        for left_out, asked in ((unasked[:middle], unasked[middle:]), (unasked[middle:], unasked[:middle])):
            reached = layer
            for number, step in enumerate(asked):
                reached = self.answered(reached, step, [*asked[number + 1 :], *left_out])
            yield from self._left_out(reached, left_out)

    def example(self, order: Sequence[Transition], layers: Sequence[Layer], state: State, cell: Cell) -> dict[str, str]:
        """The answers of a sheet that ends in this state and cell, backtracked from the last layer.

        Such a sheet must exist. "Not sure" is left out.
        """
        found: dict[str, str] = {}
        for number in reversed(range(len(layers) - 1)):
            step, completed = order[number], self.traversal.completed(order[number], order[number + 1 :])
            state, cell, answer = self._came_from(layers[number], step, completed, state, cell)
            found[step.question] = step.answers[answer]
        asked = (step.question for step in self.traversal.steps if step.question in found)
        return {question: found[question] for question in asked if found[question] != NOT_SURE}

    def _came_from(
        self, layer: Layer, step: Transition, completed: int, state: State, cell: Cell
    ) -> tuple[State, Cell, int]:
        """A predecessor of a cell: the state and the cell before an answer, and the answer."""
        return next(
            (before, found, answer)
            for before, packed in layer.items()
            for group in step.groups
            if self.traversal.after(before, group.closed, completed) == state
            for answer in group.answers
            for found in self.counts.before(cell, self._added[step.question][answer])
            if self.counts.at(packed, found)
        )

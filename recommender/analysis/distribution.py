"""The spread of all sheets of a walk over states and totals: how many end where, counted exactly."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from math import prod
from typing import Any, Protocol, TypeVar

from recommender.analysis.packed_counts import Axis, PackedCount, PackedCounts
from recommender.analysis.state_traversal import State, StateTraversal, Transition
from recommender.core.model import NOT_SURE

K = TypeVar("K")

Layer = Mapping[State, int]
"""For each state, the packed counts of the sheets in it."""


class Numbers(Protocol):
    """Which totals of a sheet are kept, as axes, and what each answer adds to them."""

    @property
    def axes(self) -> tuple[Axis, ...]: ...
    def added(self, step: Transition, answer: int) -> PackedCount: ...


class Distribution:
    """A walk with the numbers that are kept of each sheet: counted, or only reached or not, which is quicker."""

    def __init__(self, walk: StateTraversal, numbers: Numbers, *, counted: bool) -> None:
        sheets = prod(len(step.answers) for step in walk.steps)
        self.walk, self.measure = walk, PackedCounts(numbers.axes, sheets.bit_length() if counted else 1)
        self._added = {
            step.question: [numbers.added(step, place) for place in range(len(step.answers))] for step in walk.steps
        }
        self._shifts = {asked: [self.measure.shift(cell) for cell in cells] for asked, cells in self._added.items()}
        self._most = {asked: tuple(map(max, zip(*cells, strict=True))) for asked, cells in self._added.items()}

        self._partitions: dict[Hashable, Mapping[Any, int]] = {}

    @cached_property
    def start(self) -> Layer:
        """The one empty sheet."""
        return {self.walk.start: 1}

    def answered(self, layer: Layer, step: Transition, later: Sequence[Transition]) -> dict[State, int]:
        """The layer after one more question, where those in `later` are still to come."""
        ends, shifts, most = self.walk.ends(step, later), self._shifts[step.question], self._most[step.question]
        combine, after, reached = self.measure.combine, self.walk.after, dict[State, int]()
        for state, packed in layer.items():
            for kind in step.kinds:
                found = after(state, kind.closes, ends)
                total = reached.get(found, 0)
                for answer in kind.answers:
                    total = combine(total, packed << shifts[answer])
                reached[found] = total
        return {state: self.measure.trim(packed, most) for state, packed in reached.items()}

    def partition(self, name: Hashable, classify: Callable[[PackedCount], K]) -> Mapping[K, int]:
        """The measure's partition by `classify`, worked out once for each name."""
        if name not in self._partitions:
            self._partitions[name] = self.measure.partition(classify)
        return self._partitions[name]

    def layers(self, order: Sequence[Transition]) -> list[Layer]:
        """The layer before each question, asked in this order, and the last one."""
        layers: list[Layer] = [self.start]
        for number, step in enumerate(order):
            layers.append(self.answered(layers[-1], step, order[number + 1 :]))
        return layers

    def each_left_out(self) -> Iterator[tuple[Transition, Layer]]:
        """Each question with the layer of all sheets that have answered every other one."""
        return self._left_out(self.start, self.walk.fewest_states_first)

    def _left_out(self, layer: Layer, unasked: Sequence[Transition]) -> Iterator[tuple[Transition, Layer]]:
        """Halve the questions: ask one half and leave one of the other out, then the other way round."""
        if len(unasked) == 1:
            yield unasked[0], layer
            return
        middle = len(unasked) // 2
        for left_out, asked in ((unasked[:middle], unasked[middle:]), (unasked[middle:], unasked[:middle])):
            reached = layer
            for number, step in enumerate(asked):
                reached = self.answered(reached, step, [*asked[number + 1 :], *left_out])
            yield from self._left_out(reached, left_out)

    def example(
        self, order: Sequence[Transition], layers: Sequence[Layer], state: State, cell: PackedCount
    ) -> dict[str, str]:
        """The answers of a sheet that ends in this state and cell, followed back from the last layer.

        There must be one. "Not sure" is left out.
        """
        found: dict[str, str] = {}
        for number in reversed(range(len(layers) - 1)):
            step, ends = order[number], self.walk.ends(order[number], order[number + 1 :])
            state, cell, answer = self._came_from(layers[number], step, ends, state, cell)
            found[step.question] = step.answers[answer]
        asked = (step.question for step in self.walk.steps if step.question in found)
        return {question: found[question] for question in asked if found[question] != NOT_SURE}

    def _came_from(
        self, layer: Layer, step: Transition, ends: int, state: State, cell: PackedCount
    ) -> tuple[State, PackedCount, int]:
        """Where the sheets of a cell come from: the state and the cell before an answer, and the answer."""
        return next(
            (before, found, answer)
            for before, packed in layer.items()
            for kind in step.kinds
            if self.walk.after(before, kind.closes, ends) == state
            for answer in kind.answers
            for found in self.measure.before(cell, self._added[step.question][answer])
            if self.measure.at(packed, found)
        )

"""What can be worked out from figures, against elimination with exact fractions."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.team.derivation import FEW, Derivation


def derivation(figures: Sequence[Sequence[int]], people: Sequence[int]) -> Derivation:
    """Figures as the cells that they count, without two of one kind over a cell."""
    rows = np.full((len(people), len(figures)), len(figures))
    for number, cells in enumerate(figures):
        rows[list(cells), number] = number
    return Derivation(rows, np.array(people), len(figures))


def rank(rows: Sequence[Sequence[int]]) -> int:
    left, found = [[Fraction(number) for number in row] for row in rows], 0
    for column in range(len(rows[0])):
        pivot = next((row for row in left if row[column]), None)
        if pivot is not None:
            left.remove(pivot)
            left = [[a - row[column] / pivot[column] * b for a, b in zip(row, pivot, strict=True)] for row in left]
            found += 1
    return found


def by_elimination(figures: Sequence[Sequence[int]], people: Sequence[int]) -> list[tuple[int, ...]]:
    """The sets of few people that can be worked out, of the fewest cells."""
    rows = [[int(cell in cells) for cell in range(len(people))] for cells in figures]
    for size in range(1, FEW + 1):
        sets = [some for some in combinations(range(len(people)), size) if sum(people[cell] for cell in some) <= FEW]
        found = [
            some for some in sets if rank([*rows, [int(cell in some) for cell in range(len(people))]]) == rank(rows)
        ]
        if found:
            return found
    return []


def found_by(figures: Sequence[Sequence[int]], people: Sequence[int]) -> list[tuple[int, ...]]:
    """The sets that the weights found add up to."""
    rows = np.array([[int(cell in cells) for cell in range(len(people))] for cells in figures])
    sums = [weights[:-1] @ rows for weights in derivation(figures, people).few()]
    assert all(np.allclose(each, each.round()) for each in sums)
    return sorted(tuple(np.flatnonzero(each.round()).tolist()) for each in sums)


CASES = {
    "one cell": ([(0, 1), (1,)], [2, 9], [(0,)]),
    "two cells": ([(0, 1, 2), (2,)], [2, 1, 9], [(0, 1)]),
    "three cells": ([(0, 1, 2, 3), (3,)], [1, 2, 1, 9], [(0, 1, 2)]),
    "four cells": ([(0, 1, 2, 3, 4), (4,)], [1, 1, 1, 1, 9], [(0, 1, 2, 3)]),
    "five people": ([(0, 1, 2, 3), (3,)], [1, 2, 2, 9], []),
    "by three figures": ([(0, 1), (1, 2), (0, 2)], [1, 9, 9], [(0,)]),
    "figures said twice": ([(0, 1), (0, 1), (1,)], [2, 9], [(0,)]),
    "nothing": ([(0, 1), (2, 3), (0, 2)], [1, 9, 9, 9], []),
}


@pytest.mark.parametrize(("figures", "people", "expected"), CASES.values(), ids=CASES)
def test_sets_of_few_people_are_found(
    figures: Sequence[Sequence[int]], people: Sequence[int], expected: list[tuple[int, ...]]
) -> None:
    assert found_by(figures, people) == expected == by_elimination(figures, people)


@given(st.data())
def test_sets_are_found_exactly_as_by_elimination(data: st.DataObject) -> None:
    people = data.draw(st.lists(st.integers(1, 6), min_size=1, max_size=8))
    cells = st.sets(st.integers(0, len(people) - 1), min_size=1).map(sorted)
    figures = data.draw(st.lists(cells, min_size=1, max_size=6))
    assert found_by(figures, people) == by_elimination(figures, people)


def test_a_cell_is_excluded_where_figures_leave_nobody_for_it() -> None:
    figures = derivation([(0, 1), (0,), (1,)], [5, 6])
    (weights,) = figures.excluding(np.array([[0, 3, 3]]))  # in the first figure, and in no other
    assert weights.astype(bool).tolist() == [True, True, True, False]
    assert figures.excluding(np.array([[0, 3, 3], [0, 1, 3]])) == []  # the second could have some of the first's

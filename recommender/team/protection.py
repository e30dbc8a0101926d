"""Which figures may be shown, so that none is of few people, and none of few can be worked out from those shown.

Every table that can be shown for one file is protected together with all others, whichever is looked at. A cell of a
table is hidden where it has fewer than MINIMUM people, or all people of its group: either says something of each of
them, and so does a zero. Then others are hidden, the smallest first, until nothing of few people can be worked out.
Those hidden look all alike.

Guaranteed, for any three columns together with the whole: by adding and subtracting shown figures, and knowing that no
count is below zero and which groups have people in common, nobody can work out a figure of 1 to 4 people, nor that a
hidden cell of a group is zero. Not guaranteed: what follows from knowing some of the people, or from how hidden cells
were chosen; and bounds, such as that a hidden figure is at most the sum of those hidden beside it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from recommender.team.derivation import Derivation, Floats, Places
from recommender.team.groups import MINIMUM

MOST_MEETINGS = 300
"""Three columns are looked at together where their groups meet in no more than so many ways. Where they meet in more,
they are so independent of each other that no pair of them adds to what the third says."""

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """A way to divide all people: for each of them a place among `size` parts, or -1 for those without a figure.

    `crossed`: each part is divided by the classes as well.
    """

    codes: Places
    size: int
    crossed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The counts of a partition, and which of them are shown: a row for each part, a column for each class and one for
    all of the part. The last row is of those without a figure."""

    partition: Partition
    counts: Places
    shown: Bools


def protected(classes: Places, kinds: int, partitions: Sequence[Partition]) -> tuple[Table, ...]:
    """The tables of these partitions of people in so many classes, with what may be shown. The first is the whole."""
    whole = Partition(np.zeros_like(classes), 1, crossed=True)
    tables = tuple(_table(classes, kinds, partition) for partition in (whole, *partitions))
    for each in tables[1:]:
        _View(classes, (tables[0], each)).protect()
    _View(classes, tables).protect()
    return tables


def _table(classes: Places, kinds: int, partition: Partition) -> Table:
    rows = _rows(partition)
    counts = np.bincount(rows * kinds + classes, minlength=(partition.size + 1) * kinds).reshape(-1, kinds)
    counts = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
    shown = counts >= MINIMUM
    shown[-1] = False
    if not partition.crossed:
        shown[:, :-1] = False
    elif partition.size > 1:
        shown[:, :-1] &= counts[:, :-1] < counts[:, -1:]
    return Table(partition, counts, shown)


def _rows(partition: Partition) -> Places:
    """The row of each person in the partition's table."""
    return np.where(partition.codes < 0, partition.size, partition.codes)


class _View:
    """Some tables that are looked at together: the cells in which their parts and the classes meet."""

    def __init__(self, classes: Places, tables: Sequence[Table]) -> None:
        self.tables = tables
        kinds = tables[0].counts.shape[1] - 1
        rows = np.stack([_rows(table.partition) for table in tables])
        sizes = [len(table.counts) for table in tables]
        meetings, at = np.unique(np.ravel_multi_index(tuple(rows), sizes), return_inverse=True)
        self._people = np.bincount(at * kinds + classes, minlength=len(meetings) * kinds)
        self._rows = [np.repeat(rows, kinds) for rows in np.unravel_index(meetings, sizes)]
        self._kinds = np.tile(np.arange(kinds), len(meetings))
        self._empty = list(self._empty_cells())

    def _empty_cells(self) -> Iterator[Places]:
        """For each cell of a group in which nobody is, its cells here."""
        for table, rows in zip(self.tables[1:], self._rows[1:], strict=True):
            if table.partition.crossed:
                for row, kind in np.argwhere(table.counts[:-1] == 0).tolist():
                    yield np.flatnonzero((rows == row) & (self._kinds == kind))

    def protect(self) -> None:
        """Hide what it takes."""
        if (self._people < MINIMUM).any():
            while self._hidden():
                pass

    def _hidden(self) -> list[Table]:
        """Hide a figure of each sum that says too much, and return the tables of these figures."""
        shown = [(t, row, column) for t in self.tables for row, column in np.argwhere(t.shown).tolist()]
        figures = self._figures(len(shown))
        filled = self._people > 0
        derivation = Derivation(figures[filled], self._people[filled], len(shown))
        said = derivation.few()
        for empty in self._empty:
            said += derivation.excluding(figures[empty])
        return self._hide(said, shown)

    def _figures(self, count: int) -> Places:
        """The numbers of the shown figures that count each cell, from 0, or `count` for none."""
        numbered, first = [], 0
        for table, rows in zip(self.tables, self._rows, strict=True):
            numbers = np.where(table.shown, np.cumsum(table.shown).reshape(table.shown.shape) - 1 + first, count)
            numbered += [numbers[rows, self._kinds], numbers[rows, -1]]
            first += int(table.shown.sum())
        return np.stack(numbered, axis=1)

    def _hide(self, said: Sequence[Floats], shown: Sequence[tuple[Table, int, int]]) -> list[Table]:
        changed: list[Table] = []
        for weights in said:
            used = [shown[place] for place in np.flatnonzero(np.abs(weights) > 0.1 * np.abs(weights).max()).tolist()]
            if all(table.shown[row, column] for table, row, column in used):
                table, row, column = min(used, key=self._rank)
                table.shown[row, column] = False
                changed.append(table)
        return changed

    def _rank(self, figure: tuple[Table, int, int]) -> tuple[bool, bool, int]:
        """Those hidden first have the lowest: cells before the sizes of groups, and the smallest first."""
        table, row, column = figure
        size_of_group = table.partition.crossed and column == table.counts.shape[1] - 1
        return table.partition.size == 1 and size_of_group, size_of_group, int(table.counts[row, column])

"""Which figures may be shown, so that none is of few people, and none of few can be worked out from those shown.

All tables that can be shown for one file are protected together, whichever is looked at. A figure is hidden where it is
of fewer than MINIMUM people, none among them, and in a group where it is of everyone: that says something of each of
them. Then more are hidden, small ones first, until nothing of few people can be worked out. All hidden ones look alike.

Guaranteed for all shown figures together: by adding and subtracting them, and by knowing that no count is below zero
and which groups have people in common, nobody can work out how many people there are in any set of 1 to 4 of them that
the tables tell apart, nor that a hidden cell of a group is empty. Of the whole, that all are in some classes may show.
Not guaranteed: what follows from knowing some of the people, from pictures of two files that differ little, from how
hidden figures are chosen, or from counts being whole; and bounds, as no hidden figure is larger than what is left over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.team.derivation import FEW, Derivation, Floats, Places

MINIMUM = FEW + 1
"""The fewest people of whom a figure is shown."""

_SLIGHT = 0.1
"""Up to this part of the largest weight, a figure adds nothing of its own to a sum."""

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """A way to divide all people: for each of them a place among `size` parts, or -1 for those without a figure.

    `crossed`: each part is divided by the classes as well.
    """

    codes: Places
    size: int
    crossed: bool

    @property
    def rows(self) -> Places:
        """The row of each person in the table."""
        return np.where(self.codes < 0, self.size, self.codes)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The counts of a partition, and which of them are shown: a row for each part, a column for each class and one for
    the size of the part. The last row is of those without a figure."""

    partition: Partition
    counts: Places
    shown: Bools


def protected(classes: Places, kinds: int, partitions: Sequence[Partition]) -> tuple[Table, ...]:
    """The tables of these partitions of people in so many classes, with what may be shown. The first is the whole.

    Each with the whole alone comes before all together: that is quicker, and hides what is nearest.
    """
    whole = Partition(np.zeros_like(classes), 1, crossed=True)
    tables = tuple(_table(classes, kinds, partition) for partition in (whole, *partitions))
    for each in tables[1:]:
        _protect(_Meetings(classes, (tables[0], each)))
    _protect(_Meetings(classes, tables))
    return tables


def _table(classes: Places, kinds: int, partition: Partition) -> Table:
    counts = np.bincount(partition.rows * kinds + classes, minlength=(partition.size + 1) * kinds).reshape(-1, kinds)
    counts = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
    shown = counts >= MINIMUM
    shown[-1] = False
    if not partition.crossed:
        shown[:, :-1] = False
    elif partition.size > 1 and np.ptp(classes):
        shown[:, :-1] &= counts[:, :-1] < counts[:, -1:]
    return Table(partition, counts, shown)


class _Meetings:
    """The cells in which the parts of some tables and the classes meet: the row of each cell in each table, its class,
    and its people. Cells without people are there too, where others are in the same parts.

    `empty` has, for each cell of a group in which nobody is, the cells here that it is made of. Classes in which nobody
    is at all are not among them.
    """

    def __init__(self, classes: Places, tables: Sequence[Table]) -> None:
        self.tables = tables
        kinds = tables[0].counts.shape[1] - 1
        sizes = [len(table.counts) for table in tables]
        codes = np.ravel_multi_index([table.partition.rows for table in tables], sizes)
        met, at = np.unique(codes, return_inverse=True)
        self.people = np.bincount(at * kinds + classes, minlength=len(met) * kinds)
        self.rows = [np.repeat(rows, kinds) for rows in np.unravel_index(met, sizes)]
        self.kinds = np.tile(np.arange(kinds), len(met))
        self.empty = list(self._empty())

    def _empty(self) -> Iterator[Places]:
        there = self.tables[0].counts[0] > 0
        for table, rows in zip(self.tables[1:], self.rows[1:], strict=True):
            if table.partition.crossed:
                for row, kind in np.argwhere((table.counts[:-1] == 0) & there).tolist():
                    yield np.flatnonzero((rows == row) & (self.kinds == kind))

    def figures(self, numbers: Sequence[Places], count: int) -> Places:
        """The numbers of the figures that count each cell, one of each table: that of the cell itself, or else that of
        the size of its part, which stands for what is left of it."""
        own = [np.where(each[:, :-1] < count, each[:, :-1], each[:, -1:]) for each in numbers]
        return np.stack([each[rows, self.kinds] for each, rows in zip(own, self.rows, strict=True)], axis=1)


def _protect(met: _Meetings) -> None:
    """Hide figures until nothing of few people can be worked out from those of these tables."""
    filled = met.people > 0
    said = [np.zeros(0)] if (met.people < MINIMUM).any() else []
    while said:
        numbers, count = _numbered(met.tables)
        figures = met.figures(numbers, count)
        derivation = Derivation(figures[filled], met.people[filled], count)
        said = derivation.few()
        for cells in met.empty:
            said += derivation.excluding(figures[cells])
        for weights in said:
            _hide_one(met.tables, [_weights(weights, each, count) for each in numbers])


def _numbered(tables: Sequence[Table]) -> tuple[list[Places], int]:
    """The numbers of the shown figures in each table, and how many there are, which stands for those hidden."""
    count = sum(int(table.shown.sum()) for table in tables)
    numbers, first = [], 0
    for table in tables:
        numbers.append(np.where(table.shown, first + np.cumsum(table.shown).reshape(table.shown.shape) - 1, count))
        first += int(table.shown.sum())
    return numbers, count


def _weights(weights: Floats, numbers: Places, count: int) -> Floats:
    """The size of the weight of each figure of a table in a sum, from those of its cells and of what is left."""
    left = weights[numbers[:, -1:]]
    own = np.hstack([weights[numbers[:, :-1]] - left, left])
    return np.where(numbers < count, np.abs(own), 0)


def _hide_one(tables: Sequence[Table], weights: Sequence[Floats]) -> None:
    """Hide one of the figures in a sum, unless one is hidden already: cells before the sizes of groups, and the
    smallest first. The size of the whole is always shown."""
    least = _SLIGHT * max(each.max() for each in weights)
    used = [
        (table is tables[0] and is_size, is_size, int(table.counts[row, column]), table.shown[row], column)
        for table, each in zip(tables, weights, strict=True)
        for row, column in np.argwhere(each > least).tolist()
        for is_size in [table.partition.crossed and column == table.counts.shape[1] - 1]
    ]
    if all(row[column] for *_, row, column in used):
        *_, row, column = min(used, key=lambda figure: figure[:3])
        row[column] = False

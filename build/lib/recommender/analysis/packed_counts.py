"""Packed counts: the distribution of the score totals of very many sheets in one integer.

The score totals of a sheet are a cell of a small grid, and the integer holds the count of each cell side by side
(Kronecker substitution). One more answer to all these sheets is a shift of the integer, and the union of two groups of
sheets is a sum. All counts are exact. With one bit for each cell, and "or" in place of the sum, the integer holds which
cells are reachable.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

K = TypeVar("K")

Cell = tuple[int, ...]
"""One index for each axis, from 0."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One score total from 0 to `top`. A `saturating` axis counts all larger totals at its top.

    `step` is the most that one answer adds: a saturating axis needs that much room above its top until it is trimmed.
    """

    top: int
    step: int
    saturating: bool = False

    @property
    def room(self) -> int:
        """The number of indexes it takes."""
        return self.top + 1 + (self.step if self.saturating else 0)


class PackedCounts:
    """A grid of axes, the first one innermost, with `width` bits for each cell."""

    def __init__(self, axes: Sequence[Axis], width: int) -> None:
        self.axes, self.width = tuple(axes), width
        strides = [width]
        for axis in axes:
            strides.append(strides[-1] * axis.room)
        self._strides, self._bits = tuple(strides[:-1]), strides[-1]
        self._overflow = [self._overflow_of(axis, stride) for axis, stride in zip(axes, strides, strict=False)]

    def shift(self, added: Cell) -> int:
        """The shift in bits for an answer that adds this to each axis."""
        return sum(index * stride for index, stride in zip(added, self._strides, strict=True))

    def trim(self, packed: int, most: Cell) -> int:
        """The counts with all overflow moved to the top of its axis, after answers that add at most `most`."""
        for stride, overflow, added in zip(self._strides, self._overflow, most, strict=True):
            for more, mask in enumerate(overflow[:added], start=1):
                over = packed & mask
                if over:
                    packed = self.combine(packed ^ over, over >> more * stride)
        return packed

    def combine(self, left: int, right: int) -> int:
        """The union of two groups of sheets: the sum of their counts, or, with one bit a cell, the cells of either."""
        return left | right if self.width == 1 else left + right

    def partition(self, classify: Callable[[Cell], K], axes: slice = slice(None)) -> dict[K, int]:
        """The cells of each class, as a bit mask.

        Where a class depends on some neighbouring axes alone, `axes` selects them, and `classify` gets their indexes.
        """
        strides = self._strides[axes]
        unit, period = (1 << strides[0]) - 1, strides[-1] * self.axes[axes][-1].room
        found: dict[K, list[tuple[int, int]]] = {}
        first, *others = self.axes[axes]
        for outer in product(*(range(axis.top + 1) for axis in reversed(others))):
            row: dict[K, int] = {}
            for index in range(first.top + 1):
                name = classify((index, *reversed(outer)))
                row[name] = row.get(name, 0) | unit << index * strides[0]
            shift = sum(index * stride for index, stride in zip(reversed(outer), strides[1:], strict=True))
            for name, bits in row.items():
                found.setdefault(name, []).append((shift, bits))
        return {name: _repeated(_joined(rows), period, self._bits // period) for name, rows in found.items()}

    def at(self, packed: int, cell: Cell) -> int:
        """The count in one cell."""
        return packed >> self.shift(cell) & (1 << self.width) - 1

    def first(self, packed: int) -> Cell:
        """The first cell that is not zero. There must be one."""
        index, cell = ((packed & -packed).bit_length() - 1) // self.width, []
        for axis in self.axes:
            index, along = divmod(index, axis.room)
            cell.append(along)
        return tuple(cell)

    def count(self, packed: int) -> int:
        """The sum of all counts: the two halves are added until one cell is left."""
        size = self._bits // self.width
        while size > 1:
            size = (size + 1) // 2
            bits = size * self.width
            packed = (packed >> bits) + (packed & (1 << bits) - 1)
        return packed

    def before(self, cell: Cell, added: Cell) -> list[Cell]:
        """The predecessors of a cell: those from which an answer that adds this leads to it."""
        ranges = []
        for axis, index, more in zip(self.axes, cell, added, strict=True):
            saturated = axis.saturating and index == axis.top
            ranges.append(
                range(max(0, index - more), index + 1) if saturated else range(index - more, index - more + 1)
            )
        return [found for found in product(*ranges) if min(found) >= 0]

    def _overflow_of(self, axis: Axis, stride: int) -> list[int]:
        """For each step above the top of a saturating axis, the bit mask of the cells there."""
        if not axis.saturating:
            return []
        period = stride * axis.room
        overflow = [((1 << stride) - 1) << (axis.top + more) * stride for more in range(1, axis.step + 1)]
        return [_repeated(bits, period, self._bits // period) for bits in overflow]


def _repeated(bits: int, period: int, times: int) -> int:
    """The bits repeated with this period, so many times."""
    found, done = bits, 1
    while done < times:
        more = min(done, times - done)
        found |= found << more * period
        done += more
    return found


def _joined(rows: list[tuple[int, int]]) -> int:
    """The bits of all rows, each shifted: neighbours are merged first, so that few long integers are built."""
    while len(rows) > 1:
        pairs = zip(rows[::2], rows[1::2], strict=False)
        last = rows[-1:] if len(rows) % 2 else []
        rows = [(shift, bits | more << other - shift) for (shift, bits), (other, more) in pairs] + last
    return rows[0][1] << rows[0][0]

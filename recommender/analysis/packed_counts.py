"""A measure: how the totals of very many sheets are counted at once, in one whole number.

The totals of a sheet are a cell of a small grid, and the whole number holds a count for each cell, side by side
(Kronecker's substitution). To give all these sheets one more answer is to shift the number; to put two groups of sheets
together is to add. All is exact, however many sheets there are. With one bit a cell, and "or" for "and", the same
number holds which cells can be reached at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

K = TypeVar("K")

PackedCount = tuple[int, ...]
"""One index for each axis, from 0."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One total that is kept apart up to `top`. Where it `gathers`, all that is more is counted there.

    `step` is the most that one answer adds: a gathering axis needs that much room beyond its top until it is trimmed.
    """

    top: int
    step: int
    gathers: bool = False

    @property
    def room(self) -> int:
        """How many places it takes."""
        return self.top + 1 + (self.step if self.gathers else 0)


class PackedCounts:
    """A grid of axes, the first one innermost, with `width` bits for each cell."""

    def __init__(self, axes: Sequence[Axis], width: int) -> None:
        self.axes, self.width = tuple(axes), width
        strides = [width]
        for axis in axes:
            strides.append(strides[-1] * axis.room)
        self._strides, self._bits = tuple(strides[:-1]), strides[-1]
        self._overflow = [self._overflow_of(axis, stride) for axis, stride in zip(axes, strides, strict=False)]

    def shift(self, added: PackedCount) -> int:
        """By how many bits the counts move when an answer adds this to each axis."""
        return sum(index * stride for index, stride in zip(added, self._strides, strict=True))

    def trim(self, packed: int, most: PackedCount) -> int:
        """The counts with all that overflowed gathered at the top, after answers that add `most` at most."""
        for stride, overflow, added in zip(self._strides, self._overflow, most, strict=True):
            for more, mask in enumerate(overflow[:added], start=1):
                over = packed & mask
                if over:
                    packed = self.combine(packed ^ over, over >> more * stride)
        return packed

    def combine(self, left: int, right: int) -> int:
        """Two groups of sheets together: their counts added, or, with one bit a cell, what either can reach."""
        return left | right if self.width == 1 else left + right

    def partition(self, classify: Callable[[PackedCount], K], axes: slice = slice(None)) -> dict[K, int]:
        """For each class of cells, all bits of those in it.

        Where some neighbouring axes alone tell the class, `axes` are these, and `classify` gets only their indexes.
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

    def at(self, packed: int, cell: PackedCount) -> int:
        """The count in one cell."""
        return packed >> self.shift(cell) & (1 << self.width) - 1

    def first(self, packed: int) -> PackedCount:
        """The first cell with a count. There must be one."""
        place, cell = ((packed & -packed).bit_length() - 1) // self.width, []
        for axis in self.axes:
            place, index = divmod(place, axis.room)
            cell.append(index)
        return tuple(cell)

    def count(self, packed: int) -> int:
        """All counts together: the number is halved and its halves added until one cell is left."""
        size = self._bits // self.width
        while size > 1:
            size = (size + 1) // 2
            bits = size * self.width
            packed = (packed >> bits) + (packed & (1 << bits) - 1)
        return packed

    def before(self, cell: PackedCount, added: PackedCount) -> list[PackedCount]:
        """The cells that an answer which adds this leads from, to this cell."""
        ranges = []
        for axis, index, more in zip(self.axes, cell, added, strict=True):
            gathered = axis.gathers and index == axis.top
            ranges.append(range(max(0, index - more), index + 1) if gathered else range(index - more, index - more + 1))
        return [found for found in product(*ranges) if min(found) >= 0]

    def _overflow_of(self, axis: Axis, stride: int) -> list[int]:
        """For each step beyond the top of an axis that gathers, all bits of the cells there."""
        if not axis.gathers:
            return []
        period = stride * axis.room
        overflow = [((1 << stride) - 1) << (axis.top + more) * stride for more in range(1, axis.step + 1)]
        return [_repeated(bits, period, self._bits // period) for bits in overflow]


def _repeated(bits: int, period: int, times: int) -> int:
    """The bits again after each period, so many times."""
    found, done = bits, 1
    while done < times:
        more = min(done, times - done)
        found |= found << more * period
        done += more
    return found


def _joined(rows: list[tuple[int, int]]) -> int:
    """The bits of all rows, each moved by its shift: neighbours first, so that few long numbers are joined."""
    while len(rows) > 1:
        pairs = zip(rows[::2], rows[1::2], strict=False)
        last = rows[-1:] if len(rows) % 2 else []
        rows = [(shift, bits | more << other - shift) for (shift, bits), (other, more) in pairs] + last
    return rows[0][1] << rows[0][0]

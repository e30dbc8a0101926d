"""Columns of small numbers read together: several answers form one number, and that number looks up one entry.

The digits of a mixed-radix number are the codes of a few columns. A group is as many columns as keep the number of
entries small enough for a processor's nearest cache.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
"""Codes, each a place in the labels of its column."""

MOST_ENTRIES = 1 << 12
"""Of one group, where it has more than one column: three tables of so many 32-bit words fill a first-level cache."""

MOST_SMALL = 1 << 8
"""Of columns that are combined as 8-bit numbers, which is four times as fast as wider ones."""


@dataclass(frozen=True, slots=True)
class Digit:
    """A column that is one digit: its name, and how many codes it has, from 0."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that look up one entry together, the first digit counting most; in runs that fit 8 bits."""

    runs: tuple[tuple[Digit, ...], ...]

    @property
    def digits(self) -> tuple[Digit, ...]:
        return tuple(digit for run in self.runs for digit in run)


class Scratch:
    """Buffers for the numbers of one chunk of `rows` rows, reused for each chunk. One for each thread."""

    def __init__(self, rows: int) -> None:
        self.small = np.empty(rows, np.uint8)
        self.wide, self.more = np.empty((2, rows), np.uint16)
        self.place = np.empty(rows, np.intp)


def grouped(digits: Iterable[Digit], most: int = MOST_ENTRIES) -> tuple[Group, ...]:
    """The digits in groups of at most `most` entries, in the order given; at least one group, be it empty."""
    return tuple(Group(_split(group, MOST_SMALL)) for group in _split(digits, most)) or (Group(()),)


def places(group: Group, columns: Mapping[str, Bytes], rows: int, scratch: Scratch) -> npt.NDArray[np.intp]:
    """For each row the place of its entry in a group's table. The array is a buffer: use it before the next call.

    `columns` holds one chunk, every code smaller than its digit's size.
    """
    wide, place = scratch.wide[:rows], scratch.place[:rows]
    first, *others = group.runs
    np.copyto(wide, _small(first, columns, scratch.small[:rows]))
    for run in others:
        more = scratch.more[:rows]
        np.copyto(more, _small(run, columns, scratch.small[:rows]))
        np.multiply(wide, math.prod(digit.size for digit in run), out=wide)
        np.add(wide, more, out=wide)
    np.copyto(place, wide)
    return place


def _small(run: Sequence[Digit], columns: Mapping[str, Bytes], out: Bytes) -> Bytes:
    """One run's digits as one 8-bit number."""
    first, *others = run
    number = columns[first.name]
    for digit in others:
        np.multiply(number, digit.size, out=out)
        number = np.add(out, columns[digit.name], out=out)
    return number


def _split(digits: Iterable[Digit], most: int) -> tuple[tuple[Digit, ...], ...]:
    """The digits in order, cut wherever one more would make more than `most` entries."""
    groups: list[list[Digit]] = []
    for digit in digits:
        if groups and math.prod(other.size for other in groups[-1]) * digit.size <= most:
            groups[-1].append(digit)
        else:
            groups.append([digit])
    return tuple(tuple(group) for group in groups)

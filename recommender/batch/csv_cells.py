"""Plain lines of a CSV file as columns: each cell is a place in the text, and none becomes a string of Python.

It holds for lines of as many cells as the header has, and no blank ones. All others are read by `csv`.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recommender.batch.csv_text import Lines
from recommender.batch.encoded_columns import Piece, Words
from recommender.batch.mixed_radix import Bytes
from recommender.batch.short_words import AFTER, BEFORE, ShortWords, keys_at

WINDOW = 1 << 16
"""Bytes that are looked at together."""

Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class CsvColumn:
    """One column of some rows. Its words are `words` too if other rows have the same: how they are read is kept."""

    codes: npt.NDArray[np.integer[Any]]
    meant: Words
    words: Words | None = None

    def pieces(self, rows: slice) -> Iterator[Piece]:
        yield self.codes[rows], self.meant

    def any_blank(self) -> bool:
        """Whether a cell says nothing."""
        blank = np.array([not word.strip() for word in self.meant])
        return bool(blank.take(self.codes).any())


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Where the cells of rows begin and end in a text: an array with a row for each column."""

    text: Bytes
    starts: Places
    ends: Places

    def texts(self, first: int, last: int | None = None) -> pa.Array:
        """For each row its text from one column to another; every second element is what lies between."""
        bounds = np.stack([self.starts[first], self.ends[first if last is None else last]], axis=1)
        return pa.StringArray.from_buffers(bounds.size - 1, pa.py_buffer(bounds), pa.py_buffer(self.text))

    def column(self, place: int, known: ShortWords) -> CsvColumn:
        """The column at this place; its words may be `known` already."""
        keys = keys_at(self.text, self.starts[place], self.ends[place])
        short = None if keys is None else known.piece(keys)
        if short:
            codes, words = short
            return CsvColumn(codes, words, words)
        encoded = every_second(self.texts(place)).dictionary_encode()
        return CsvColumn(encoded.indices.to_numpy(), tuple(encoded.dictionary.to_pylist()))


def every_second(texts: pa.Array) -> pa.Array:
    """What `Cells.texts` are without what lies between them."""
    return texts.take(pa.array(np.arange(0, len(texts), 2, dtype=np.int32)))


def cells_of(lines: Lines, separator: str, width: int) -> Cells | None:
    """The cells of lines that have as many as the header; None where any has not, or cannot be read so."""
    if not separator.isascii():
        return None
    returns = b"\r" in lines.text
    last = b"" if lines.text.endswith(b"\n") else b"\r\n" if returns else b"\n"
    text = np.frombuffer(b"".join((bytes(BEFORE), lines.text, last, bytes(AFTER))), np.uint8)
    bounds = _ends(text, separator)
    rows = lines.count
    if len(bounds) != rows * width:
        return None
    ends = np.ascontiguousarray(bounds.reshape(rows, width).T)
    if (text.take(ends[-1]) != ord("\n")).any():
        return None
    starts = np.empty_like(ends)
    starts[0, 0] = BEFORE
    np.add(ends[-1, :-1], 1, out=starts[0, 1:])
    np.add(ends[:-1], 1, out=starts[1:])
    if (ends[-1] - starts[0]).max() > csv.field_size_limit():
        return None
    if returns:
        ends[-1] -= 1
    return Cells(text, starts, ends)


def _ends(text: Bytes, separator: str) -> Places:
    """Where the cells end: at each separator and each end of a line."""
    found = []
    for start in range(0, len(text), WINDOW):
        some = text[start : start + WINDOW]
        marks = some == ord(separator)
        np.logical_or(marks, some == ord("\n"), out=marks)
        found.append(np.flatnonzero(marks))
    ends = np.empty(sum(map(len, found)), np.int32)
    place = 0
    for number, some_ends in enumerate(found):
        np.add(some_ends, number * WINDOW, out=ends[place : place + len(some_ends)], casting="unsafe")
        place += len(some_ends)
    return ends

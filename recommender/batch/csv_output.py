"""Rows as lines of CSV: cells are quoted only where they must be, and none is left that a spreadsheet would run.

A cell that begins as a formula does, and is not a plain number, gets an apostrophe before it (CWE-1236).
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from recommender.batch.csv_cells import Cells, every_second
from recommender.batch.output_columns import Category, Integers

Results = Mapping[str, Category | Integers]
_Column = tuple[tuple[str, ...], npt.NDArray[np.integer[Any]]]
"""Words, and for each row the place of its word."""

MOST_JOINED = 1 << 11
"""Words of results that are joined before they are written: so few stay in the cache."""

_FORMULA_STARTS = frozenset("=+-@\t\r")
_MAY_START = np.isin(np.arange(256), [ord(start) for start in _FORMULA_STARTS])
NUMBER = re.compile(r"[+-]?(\d[\d.,]*|[.,]\d+)([eE][+-]?\d+)?%?")


def runs(cell: str) -> bool:
    """Whether a spreadsheet may take this cell for a formula."""
    return cell[:1] in _FORMULA_STARTS and not NUMBER.fullmatch(cell)


def neutral(cells: Sequence[str]) -> tuple[Sequence[str], int]:
    """The cells, none of which runs, and how many of them did."""
    if _FORMULA_STARTS.isdisjoint(cell[:1] for cell in cells):
        return cells, 0
    found = [f"'{cell}" if runs(cell) else cell for cell in cells]
    return found, sum(map(str.__ne__, found, cells))


def lines_of(rows: Iterable[Sequence[str]], separator: str) -> bytes:
    """Rows as lines."""
    lines = _Lines()
    csv.writer(lines, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return "".join(f"{line}\n" for line in lines).encode()


class _Lines(list[str]):
    """What csv writes, a row at a time. It quotes a carriage return only if one ends its lines, so ours end in both."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n"))


def joined(cells: Cells, kept: Sequence[int], results: Results, separator: str) -> tuple[memoryview, int]:
    """Rows of cells, none of which need be quoted, as lines with their results; and how many cells were neutralised."""
    columns, neutralised = _kept(cells, kept)
    lines = pc.binary_join_element_wise(*columns, *_joinable(results, separator), separator)
    _, bounds, text = lines.buffers()
    return memoryview(text)[: np.frombuffer(bounds, np.int32)[len(lines)]], neutralised


def _kept(cells: Cells, kept: Sequence[int]) -> tuple[list[pa.Array], int]:
    """The kept columns as text, those that stand together as one; and how many of their cells were neutralised."""
    running = {place: some for place in kept if (some := _running(cells, place)) is not None}
    spans: list[list[int]] = []
    for place in kept:
        if spans and spans[-1][1] == place - 1 and not {place, place - 1} & running.keys():
            spans[-1][1] = place
        else:
            spans.append([place, place])
    texts = [every_second(cells.texts(first, last)) for first, last in spans]
    for number, (place, _) in enumerate(spans):
        if place in running:
            neutralised = pc.binary_join_element_wise("'", texts[number], "")
            texts[number] = pc.if_else(pa.array(running[place]), neutralised, texts[number])
    return texts, sum(int(some.sum()) for some in running.values())


def _running(cells: Cells, place: int) -> npt.NDArray[np.bool_] | None:
    """For each row whether its cell in this column runs; None where none does."""
    starts, ends = cells.starts[place], cells.ends[place]
    found = _MAY_START.take(cells.text.take(starts))
    if not found.any():
        return None
    for row in np.flatnonzero(found).tolist():
        found[row] = runs(cells.text[starts[row] : ends[row]].tobytes().decode())
    return found if found.any() else None


def _joinable(results: Results, separator: str) -> list[pa.Array]:
    """The results of each row as text, the last of them with the line's end; those of few words are joined already."""
    columns: list[_Column] = []
    for result in results.values():
        words, places = _words_of(result)
        words = tuple(f'"{word}"' if separator in word else word for word in words)  # none has a line's end or a quote
        if columns and len(columns[-1][0]) * len(words) <= MOST_JOINED:
            before, of_before = columns[-1]
            columns[-1] = _each_with_each(before, words, separator), of_before * np.int32(len(words)) + places
        else:
            columns.append((words, places))
    words, places = columns[-1]
    columns[-1] = _each_with_each(words, ("\n",), ""), places
    return [pa.array(words, pa.string()).take(pa.array(places)) for words, places in columns]


@lru_cache(maxsize=64)
def _each_with_each(some: tuple[str, ...], others: tuple[str, ...], separator: str) -> tuple[str, ...]:
    return tuple(f"{word}{separator}{other}" for word in some for other in others)


def texts_of(result: Category | Integers) -> list[str]:
    """A result of each row as text."""
    words, places = _words_of(result)
    return [words[place] for place in places.tolist()]


def _words_of(result: Category | Integers) -> _Column:
    """The words of a result, the last one for a missing cell, and for each row the place of its word."""
    if isinstance(result, Category):
        return (*result.words, ""), np.where(result.codes < 0, len(result.words), result.codes)
    there = result.numbers[~result.missing]
    least, most = int(there.min(initial=0)), int(there.max(initial=0))
    numbers = tuple(map(str, range(least, most + 1)))
    places = result.numbers.astype(np.int16) - np.int16(least)
    places[result.missing] = len(numbers)
    return (*numbers, ""), places

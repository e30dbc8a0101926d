"""Rows of a CSV file: their answers as columns, what is wrong with their lengths, and how they are written again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from recommender.batch.csv_cells import Cells, CsvColumn, cells_of
from recommender.batch.csv_output import Results, joined, lines_of, neutral, texts_of
from recommender.batch.csv_text import Lines, Record, Records, records_of
from recommender.batch.row_errors import BadCell
from recommender.batch.short_words import ShortWords
from recommender.core.model import VIEW

Written = tuple[bytes | memoryview, int]
"""Lines of the output, and how many cells in them were neutralised."""

_WRONG_LENGTH = "put a cell that holds a separator in quotes"


class Rows(Protocol):
    """Some rows of a file. `lines` has the line on which each begins; `malformed` are those of a wrong length."""

    @property
    def lines(self) -> Sequence[int]: ...

    @property
    def answers(self) -> Mapping[str, CsvColumn]: ...

    @property
    def malformed(self) -> Sequence[BadCell]: ...

    def written(self, kept: Sequence[int], results: Results, separator: str) -> Written:
        """The rows as lines of the output: the columns that are kept, and the results."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class PlainRows:
    """Rows of plain lines, as many cells in each as the header has."""

    lines: Sequence[int]
    answers: Mapping[str, CsvColumn]
    cells: Cells
    malformed: Sequence[BadCell] = ()

    def written(self, kept: Sequence[int], results: Results, separator: str) -> Written:
        return joined(self.cells, kept, results, separator)


@dataclass(frozen=True, slots=True, eq=False)
class ListedRows:
    """Any rows: columns of texts."""

    lines: Sequence[int]
    answers: Mapping[str, CsvColumn]
    columns: Sequence[Sequence[str]]
    malformed: Sequence[BadCell]

    def written(self, kept: Sequence[int], results: Results, separator: str) -> Written:
        cells, counts = zip(*(neutral(self.columns[place]) for place in kept), ((), 0), strict=True)
        columns = [*cells[:-1], *map(texts_of, results.values())]
        return lines_of(zip(*columns, strict=True), separator), sum(counts)


class Reader:
    """Reads the rows of a file whose header has `width` columns, those of answers at these positions."""

    def __init__(self, positions: Mapping[str, int], width: int, separator: str) -> None:
        self._positions, self._width, self._separator = positions, width, separator
        self._known = {name: ShortWords() for name in positions}

    def read(self, part: Lines | Records) -> Rows:
        """The rows of a part of the file, without blank ones."""
        if isinstance(part, Records):
            return self._listed(part)
        return self._plain(part) or self._listed(records_of(part, self._separator))

    def _plain(self, part: Lines) -> PlainRows | None:
        cells = cells_of(part, self._separator, self._width)
        if cells is None:
            return None
        answers = {name: cells.column(place, self._known[name]) for name, place in self._positions.items()}
        if answers[VIEW].any_blank():  # and so may be the row
            return None
        return PlainRows(range(part.first, part.first + cells.starts.shape[1]), answers, cells)

    def _listed(self, part: Records) -> ListedRows:
        """A row that is too short or too long is padded, or cut."""
        width = self._width
        malformed = [
            BadCell(number, "", f"{len(row)} cells where the header has {width}", _WRONG_LENGTH)
            for number, row in enumerate(part.rows, start=1)
            if len(row) < width or any(row[width:])
        ]
        columns = list(zip(*(_fitted(row, width) for row in part.rows), strict=True)) or [()] * width
        answers = {name: _numbered(columns[place]) for name, place in self._positions.items()}
        return ListedRows(part.lines, answers, columns, malformed)


def _fitted(row: Record, width: int) -> Record:
    return row if len(row) == width else (row + [""] * width)[:width]


class _Numbered(dict[str, int]):
    """Words with their numbers: a word that is new gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _numbered(cells: Sequence[str]) -> CsvColumn:
    numbers = _Numbered()
    codes = np.fromiter(map(numbers.__getitem__, cells), np.int32, len(cells))
    return CsvColumn(codes, tuple(numbers))

"""People in a CSV file: read a batch of rows at a time, scored, and written as CSV with the results added."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from recommender.bad_cells import BadCell, BadCells, check_columns
from recommender.coded import Piece, Words
from recommender.errors import BadTable
from recommender.model import RESULTS, SCREENING
from recommender.people import score_people
from recommender.reading import in_order
from recommender.results import Category, Whole, results_of
from recommender.tally import Table
from recommender.unfinished import Output

BATCH = 1 << 14
"""Rows read at once."""

KEPT_EVERY = 1 << 4
"""Batches after which what is written is kept for a later run to go on from."""

Row = list[str]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of one column of one batch."""

    codes: np.ndarray[tuple[int], np.dtype[np.int32]]
    words: Words

    def pieces(self, rows: slice) -> Iterator[Piece]:
        yield self.codes[rows], self.words


class _Numbers(dict[str, int]):
    """Words with their numbers: a word that is new gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def score_csv(
    table: Table, source: Path, out: Output, told: Callable[[int, int], None], *, batch: int = BATCH
) -> tuple[list[str], int, BadCells]:
    """Score a CSV file into another: its columns, how many rows it has, and what could not be scored."""
    rows = rows_of(source, told)
    header = next(rows, None)
    if header is None:
        raise BadTable(f"{source} is empty. Its first row must name the columns.")
    check_columns(table, header)
    done, bad = 0, BadCells()
    if out.notes is None:
        out.write(_as_csv([[*header, *RESULTS]]))
    else:
        done, bad = out.notes["rows"], BadCells.from_data(out.notes["bad"])
        next(islice(rows, done - 1, None), None)
    number = 0
    while people := list(islice(rows, batch)):
        if number and number % KEPT_EVERY == 0:
            out.note({"rows": done, "bad": bad.as_data()})
        text, more = _score_rows(table, header, people)
        out.write(text)
        done, bad, number = done + len(people), bad.then(more.after(done)), number + 1
    return header, done, bad


def rows_of(path: Path, told: Callable[[int, int], None]) -> Iterator[Row]:
    """The rows of a CSV file that are not blank, the header first. Raises BadTable, naming the file, if it is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            size = path.stat().st_size
            for number, row in enumerate(csv.reader(file, strict=True)):
                if row:
                    yield row
                if number % BATCH == 0:
                    told(file.buffer.tell(), size)
            told(size, size)
    except csv.Error as error:
        raise BadTable(f"{path} is not a CSV file: {error}. Look for a quotation mark that is not closed.") from error
    except UnicodeDecodeError as error:
        raise BadTable(f"{path} is not UTF-8 text. Save it as 'CSV UTF-8'.") from error
    except OSError as error:
        raise BadTable(f"{path} cannot be opened: {error.strerror}.") from error


def _score_rows(table: Table, header: Row, people: Sequence[Row]) -> tuple[bytes, BadCells]:
    """The rows as CSV with their results. One that is too short or too long is filled up, or cut, and not scored."""
    width = len(header)
    hint = "put a cell that holds a comma in quotes"
    unfit = [
        BadCell(number, "", f"{len(row)} cells where the header has {width}", hint)
        for number, row in enumerate(people, start=1)
        if len(row) != width
    ]
    fitted = [(row + [""] * width)[:width] for row in people] if unfit else people
    columns = dict(zip(header, zip(*fitted, strict=True), strict=True))
    labels = in_order(table) | {SCREENING: ()}
    cells = {name: _cells(columns[name], labels[name]) for name in labels if name in columns}
    scored = score_people(table, cells, len(people), unfit=unfit)
    added = zip(*map(_texts, results_of(scored).values()), strict=True)
    return _as_csv([[*row, *results] for row, results in zip(fitted, added, strict=True)]), scored.bad


def _cells(column: Sequence[str], labels: Sequence[str]) -> Cells:
    numbers = _Numbers({label: number for number, label in enumerate((*labels, ""))})
    codes = np.fromiter(map(numbers.__getitem__, column), np.int32, len(column))
    return Cells(codes, tuple(numbers))


def _texts(result: Category | Whole) -> list[str]:
    if isinstance(result, Category):
        words = (*result.words, "")
        return [words[code] for code in result.codes.tolist()]  # -1, a missing cell, is the last
    pairs = zip(result.numbers.tolist(), result.missing.tolist(), strict=True)
    return ["" if missing else str(number) for number, missing in pairs]


def _as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()

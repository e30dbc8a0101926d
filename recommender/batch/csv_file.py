"""People in a CSV file: read a batch of rows at a time, scored, and written as CSV with the results added."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from recommender.batch.atomic_output import Output, Part
from recommender.batch.encoded_columns import Piece, Words
from recommender.batch.input_tables import in_order
from recommender.batch.output_choice import Wanted
from recommender.batch.output_columns import Category, Whole, results_of
from recommender.batch.row_errors import BadCell, BadCells, check_columns
from recommender.batch.score_rows import score_people
from recommender.core.errors import InvalidTable
from recommender.core.model import SCREENING
from recommender.core.tally import Table

BATCH = 1 << 14
"""Rows read at once."""

KEPT_EVERY = 1 << 4
"""Batches after which what is written is kept for a later run to go on from."""

Row = list[str]
Progress = Callable[[int, int], None]
"""Is told how much of how much has been read."""


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
    table: Table, source: Path, out: Output, wanted: Wanted, progress: Progress
) -> tuple[list[str], int, BadCells]:
    """Score a CSV file into another: the columns it has, how many rows, and what could not be scored."""
    rows = _rows_of(source, progress)
    header = next(rows, None)
    if header is None:
        raise InvalidTable(f"{source} is empty. Its first row must name the columns.")
    check_columns(table, header)
    kept = wanted.kept(header)
    done, bad = 0, BadCells()
    if out.notes is None:
        out.write(_as_csv([[*kept, *wanted.results]]))
    else:
        done, bad = out.notes["rows"], BadCells.from_data(out.notes["bad"])
        next(islice(rows, done - 1, None), None)
    number = 0
    while people := list(islice(rows, BATCH)):
        if number and number % KEPT_EVERY == 0 and isinstance(out, Part):
            out.note({"rows": done, "bad": bad.as_data()})
        written, more = _score_rows(table, header, people, wanted, kept)
        out.write(written)
        done, bad, number = done + len(people), bad.then(more.after(done)), number + 1
    return header, done, bad


def _rows_of(path: Path, progress: Progress) -> Iterator[Row]:
    """The rows of a CSV file that are not blank, the header first. Raises InvalidTable for any other file."""
    try:
        with path.open("rb") as file, io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
            size = path.stat().st_size
            for number, row in enumerate(csv.reader(text, strict=True)):
                if row:
                    yield row
                if number % BATCH == 0 and file.seekable():
                    progress(file.tell(), size)
            progress(size, size)
    except csv.Error as error:
        raise InvalidTable(
            f"{path} is not a CSV file: {error}. Look for a quotation mark that is not closed."
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidTable(f"{path} is not UTF-8 text. Save it as 'CSV UTF-8'.") from error
    except OSError as error:
        raise InvalidTable(f"{path} cannot be opened: {error.strerror}.") from error


def _score_rows(
    table: Table, header: Row, people: Sequence[Row], wanted: Wanted, kept: Sequence[str]
) -> tuple[bytes, BadCells]:
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
    scored = score_people(table, cells, len(people), reasons=wanted.reasons, unfit=unfit)
    results = [_texts(result) for result in results_of(scored).values()]
    return _as_csv(zip(*(columns[name] for name in kept), *results, strict=True)), scored.bad


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


def _as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()

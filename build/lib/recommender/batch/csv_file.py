"""CSV files as spreadsheets and form tools save them: read a batch of rows at a time, scored, and written again.

The separator may be a comma, a semicolon or a tab, and the text UTF-8, UTF-16 or Windows-1252. What is written is
UTF-8 with the same separator, and with a byte-order mark if that is how a spreadsheet will know it.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

import numpy as np

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.encoded_columns import Piece, Words
from recommender.batch.header import header_of
from recommender.batch.input_tables import in_order
from recommender.batch.output_columns import Category, Integers, OutputColumns, result_columns
from recommender.batch.report import FileReport, Progress
from recommender.batch.row_errors import BadCell
from recommender.batch.score_rows import ScoredRows, score_rows
from recommender.core.errors import InvalidTable
from recommender.core.model import SCREENING

BATCH = 1 << 14
"""Rows read at once."""

Record = list[str]


_ENCODINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = ",;\t"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
"""What some spreadsheets write above the header."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written: its encoding, its separator, and the lines above its header."""

    encoding: str
    separator: str
    above: int


@dataclass(frozen=True, slots=True, eq=False)
class CsvColumn:
    """One column of one batch."""

    codes: np.ndarray[tuple[int], np.dtype[np.int32]]
    words: Words

    def pieces(self, rows: slice) -> Iterator[Piece]:
        yield self.codes[rows], self.words


class _Numbered(dict[str, int]):
    """Words with their numbers: a word that is new gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def score_csv(texts: AnswerTexts, path: Path, out: IO[bytes], output: OutputColumns, progress: Progress) -> FileReport:
    """Score a CSV file into another."""
    with _readable(path):
        file = path.open("rb")
    with file:
        with _readable(path):
            dialect = _dialect_of(file, texts)
        records = _records(path, file, dialect, progress)
        names = next(records, (0, []))[1]
        if not names:
            raise InvalidTable(f"{path} is empty. Its first row must name the columns.")
        report = FileReport(header_of(texts, names), dialect.encoding)
        kept = output.kept(names)
        results = _results(_score(texts, names, report, [], [], output)[0], names, kept)
        header = [*(names[position] for position in kept), *results]
        if dialect.encoding != "utf-8" or header[0].startswith("\ufeff"):
            out.write(codecs.BOM_UTF8)
        out.write(_encoded([header], dialect))
        while batch := list(islice(records, BATCH)):
            lines, rows = zip(*batch, strict=True)
            scored, columns = _score(texts, names, report, lines, rows, output)
            cells = [*(columns[position] for position in kept), *_results(scored, names, kept).values()]
            out.write(_encoded(zip(*cells, strict=True), dialect))
    return report


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Raises InvalidTable, naming the file, where it cannot be read."""
    try:
        yield
    except csv.Error as error:
        hint = "Look for a quotation mark that is not closed."
        raise InvalidTable(f"{path} is not a CSV file: {error}. {hint}") from error
    except UnicodeError as error:
        raise InvalidTable(f"{path} is damaged, or not UTF-8 text. Save it as 'CSV UTF-8'.") from error
    except OSError as error:
        raise InvalidTable(f"{path} cannot be opened: {error.strerror}.") from error


def _dialect_of(file: io.BufferedReader, texts: AnswerTexts) -> Dialect:
    start = file.peek()
    encoding = next((name for mark, name in _ENCODINGS if start.startswith(mark)), None) or _unmarked(file)
    text = codecs.getincrementaldecoder(encoding)().decode(start)
    above = _SEPARATOR_LINE.match(text)
    if above:
        return Dialect(encoding, above[1], 1)

    def understood(separator: str) -> tuple[int, int]:
        names = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        return sum(texts.column(name) is not None for name in names), len(names)

    return Dialect(encoding, max(_SEPARATORS, key=understood), 0)


def _unmarked(file: io.BufferedReader) -> str:
    """The encoding of text without a mark: the first line that is not ASCII says which. A pipe is read only once."""
    if not file.seekable():
        return "utf-8"
    line = next((line for line in file if not line.isascii()), b"")
    file.seek(0)
    try:
        line.decode()
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _records(path: Path, file: io.BufferedReader, dialect: Dialect, progress: Progress) -> Iterator[tuple[int, Record]]:
    """The rows that are not blank, the header first, each with the line on which it begins."""
    with _readable(path), io.TextIOWrapper(file, encoding=dialect.encoding, newline="") as text:
        size = path.stat().st_size
        for _ in range(dialect.above):
            text.readline()
        reader = csv.reader(text, delimiter=dialect.separator, strict=True)
        line = dialect.above + 1
        for number, record in enumerate(reader):
            if any(map(str.strip, record)):
                yield line, record
            line = dialect.above + reader.line_num + 1
            if number % BATCH == 0 and file.seekable():
                progress(file.tell(), size)
        progress(size, size)


def _score(
    texts: AnswerTexts,
    names: Record,
    report: FileReport,
    lines: Sequence[int],
    rows: Sequence[Record],
    output: OutputColumns,
) -> tuple[ScoredRows, list[Sequence[str]]]:
    """A batch scored, and its columns. A row that is too short or too long is padded, or cut, and not scored."""
    width = len(names)
    hint = "put a cell that holds a separator in quotes"
    malformed = [
        BadCell(number, "", f"{len(row)} cells where the header has {width}", hint)
        for number, row in enumerate(rows, start=1)
        if len(row) < width or any(row[width:])
    ]
    columns: list[Sequence[str]] = list(zip(*(_fitted(row, width) for row in rows), strict=True)) or [()] * width
    labels = in_order(texts.table) | {SCREENING: ()}
    answers = {name: _column(columns[place], labels[name]) for name, place in report.header.positions.items()}
    scored = score_rows(texts, answers, len(rows), reasons=output.reasons, malformed=malformed)
    report.add(scored, len(rows), lines)
    return scored, columns


def _fitted(row: Record, width: int) -> Record:
    return row if len(row) == width else (row + [""] * width)[:width]


def _column(cells: Sequence[str], labels: Sequence[str]) -> CsvColumn:
    numbers = _Numbered({label: number for number, label in enumerate((*labels, ""))})
    codes = np.fromiter(map(numbers.__getitem__, cells), np.int32, len(cells))
    return CsvColumn(codes, tuple(numbers))


def _results(scored: ScoredRows, names: Record, kept: Sequence[int]) -> dict[str, list[str]]:
    columns = result_columns(scored, [names[position] for position in kept])
    return {name: _texts(column) for name, column in columns.items()}


def _texts(column: Category | Integers) -> list[str]:
    if isinstance(column, Category):
        words = (*column.words, "")
        return [words[code] for code in column.codes.tolist()]  # -1, a missing cell, is the last
    pairs = zip(column.numbers.tolist(), column.missing.tolist(), strict=True)
    return ["" if missing else str(number) for number, missing in pairs]


class _Lines(list[str]):
    """What csv writes, a row at a time. It quotes a carriage return only if one ends its lines, so ours end in both."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n"))


def _encoded(rows: Iterable[Sequence[str]], dialect: Dialect) -> bytes:
    lines = _Lines()
    csv.writer(lines, delimiter=dialect.separator, lineterminator="\r\n").writerows(rows)
    return "".join(f"{line}\n" for line in lines).encode()

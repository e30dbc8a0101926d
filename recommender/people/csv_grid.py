"""Text of any common encoding and separator as a grid."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.csv_text import ENCODING_MARKS, SEPARATORS
from recommender.people.grid import HEADER_ROWS, Grid, Row, grid_of
from recommender.people.header_row import understood
from recommender.people.limits import Limits
from recommender.people.messages import Note, UnreadableFile

_SEPARATOR_LINE = re.compile(r"sep=(.)(\r\n|\r|\n)")
"""What some spreadsheets write above the header."""

_START = 1 << 16
"""Letters in which the separator is looked for."""


def csv_grid(texts: AnswerTexts, data: bytes, name: str, limits: Limits) -> Grid:
    """The rows of a CSV file. Raises UnreadableFile."""
    text, encoding = _decoded(data, name)
    separator_line = _SEPARATOR_LINE.match(text)
    if separator_line:
        separator, start = separator_line[1], separator_line.end()
    else:
        separator, start = _separator(texts, text), 0
    if text.count(separator) > limits.cells:  # before a row of that many cells is held
        raise UnreadableFile("too-many-cells", name=name, most=limits.cells)
    grid = grid_of(_rows(text[start:], separator, name, 1 + bool(separator_line)), name, limits)
    return replace(grid, notes=(Note("encoding"),)) if encoding == "windows-1252" else grid


def _rows(text: str, separator: str, name: str, first: int) -> Iterator[Row]:
    """The rows of a text that begins on this line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = first
    try:
        for row in reader:
            yield row
            line = first + reader.line_num
    except csv.Error as error:
        raise UnreadableFile("not-csv", name=name, reason=str(error), line=line) from error


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    encoding = next((name for mark, name in ENCODING_MARKS if data.startswith(mark)), None) or _unmarked(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile("encoding", name=name) from error
    if "\0" in text:
        raise UnreadableFile("nul", name=name, line=text.count("\n", 0, text.index("\0")) + 1)
    return text, encoding


def _unmarked(data: bytes) -> str:
    """The encoding of text without a mark. The first letter that is not ASCII says which."""
    start = data[:_START]
    for encoding, zeros, letters in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if zeros.count(0) > len(zeros) // 2 and not letters.count(0):
            return encoding
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return "windows-1252" if data[: error.start].isascii() else "utf-8"
    return "utf-8"


def _separator(texts: AnswerTexts, text: str) -> str:
    """The separator with which most names are understood, or else the one that occurs most in the first rows."""

    def fits(separator: str) -> tuple[int, int]:
        rows = list(_first_rows(text[:_START], separator))
        return max((understood(texts, row) for row in rows), default=0), max(map(len, rows), default=0)

    return max(SEPARATORS, key=fits)


def _first_rows(text: str, separator: str) -> Iterator[list[str]]:
    with suppress(csv.Error):  # it is reported where the whole text is read
        yield from islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 2 * HEADER_ROWS)

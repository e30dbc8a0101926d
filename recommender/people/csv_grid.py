"""Text of any common encoding and separator as a grid."""

import codecs
import csv
import io
import re

from recommender.batch.answer_texts import AnswerTexts
from recommender.people.grid import HEADER_ROWS, Grid, GridBuilder
from recommender.people.header_row import understood
from recommender.people.limits import Limits
from recommender.people.messages import Note, UnreadableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = ",;\t"
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
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator, strict=True)
    builder = GridBuilder(name, limits)
    begins = 1
    try:
        for number, row in enumerate(reader, start=1):
            builder.add(number, row)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile("not-csv", name=name, reason=str(error), line=begins + bool(separator_line)) from error
    notes = (Note("encoding"),) if encoding == "windows-1252" else ()
    return Grid(builder.rows, builder.numbers, notes)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked(data)
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
        rows = _first_rows(text[:_START], separator)
        return max((understood(texts, row) for row in rows), default=0), max(map(len, rows), default=0)

    return max(_SEPARATORS, key=fits)


def _first_rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(rows) == HEADER_ROWS:
                break
            if any(map(str.strip, row)):
                rows.append(row)
    except csv.Error:  # reported where the whole text is read
        pass
    return rows

"""The text of a CSV file: how it is written, and its rows a block at a time.

Most blocks are plain: no cell in them is quoted, so that every line is a row. The others are read by `csv`.
"""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np

from recommender.batch.answer_texts import AnswerTexts

BLOCK = 1 << 22
"""Bytes read at once."""

BATCH = 1 << 14
"""Rows read at once by `csv`."""

Record = list[str]

ENCODING_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = ",;\t"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
"""What some spreadsheets write above the header."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written: its encoding, its separator, and the lines above its header."""

    encoding: str
    separator: str
    above: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole rows as UTF-8 without any quotation mark, each on one line; the number of the first line, and how many."""

    first: int
    count: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Records:
    """Rows as lists of cells, and for each of them the line on which it begins."""

    lines: tuple[int, ...]
    rows: tuple[Record, ...]


def dialect_of(file: io.BufferedReader, texts: AnswerTexts) -> Dialect:
    """How the file is written, from its beginning; the encoding may need all of it. It is left at its start."""
    start = file.peek()
    encoding = next((name for mark, name in ENCODING_MARKS if start.startswith(mark)), None) or _unmarked(file)
    text = codecs.getincrementaldecoder(encoding)().decode(start)
    above = _SEPARATOR_LINE.match(text)
    if above:
        return Dialect(encoding, above[1], 1)

    def understood(separator: str) -> tuple[int, int]:
        names = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        return sum(texts.column(name) is not None for name in names), len(names)

    return Dialect(encoding, max(SEPARATORS, key=understood), 0)


def _unmarked(file: io.BufferedReader) -> str:
    """The encoding of text without a mark: the first line that is not ASCII says which. A pipe is read only once."""
    if not file.seekable():
        return "utf-8"
    line = b""
    while not line and (some := file.read(BLOCK)):
        if not some.isascii():
            file.seek(-len(some), io.SEEK_CUR)
            lines = iter(partial(file.readline, BLOCK), b"")
            line = next(line for line in lines if not line.isascii())
    file.seek(0)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(line, final=len(line) < BLOCK)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


class CsvText:
    """The rows of a file, from its header on. `read_on` is called after each block that is read."""

    def __init__(self, file: io.BufferedReader, dialect: Dialect, read_on: Callable[[], None]) -> None:
        self._separator = dialect.separator
        self._lines = _LineByLine(_blocks(file, dialect.encoding, read_on), 1)
        for _ in range(dialect.above):
            next(self._lines, "")

    def header(self) -> Record:
        """The first row that is not blank; no cells, where there is none."""
        rows = csv.reader(self._lines, delimiter=self._separator, strict=True)
        return next((row for row in rows if not is_blank(row)), [])

    def parts(self) -> Iterator[Lines | Records]:
        """The rows after the header."""
        while text := self._lines.block():
            first = self._lines.number
            if is_plain(text):
                count = int(np.count_nonzero(np.frombuffer(text, np.uint8) == ord("\n"))) + (not text.endswith(b"\n"))
                self._lines.number += count
                yield Lines(first, count, text)
            else:
                self._lines.put_back(text)
                yield from _batches(self._lines, self._separator)


def is_plain(text: bytes) -> bool:
    """Whether nothing is quoted, and each line ends in the same way."""
    if b'"' in text:
        return False
    return b"\r" not in text or text.count(b"\r") == text.count(b"\r\n") == text.count(b"\n")


def is_blank(row: Record) -> bool:
    return not any(map(str.strip, row))


def records_of(lines: Lines, separator: str) -> Records:
    """The rows of plain lines, as `csv` reads them."""
    read = _LineByLine(iter(()), lines.first)
    read.put_back(lines.text)
    return _together(_records(read, separator))


class _LineByLine:
    """The lines of blocks, and the number of the next."""

    def __init__(self, blocks: Iterator[bytes], number: int) -> None:
        self._blocks, self.number = blocks, number
        self.waiting = deque[str]()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.waiting:
            self.put_back(next(self._blocks))
        self.number += 1
        return self.waiting.popleft()

    def block(self) -> bytes:
        """All lines that are waiting, or else those of the next block; b"" after the last."""
        text = "".join(self.waiting).encode() or next(self._blocks, b"")
        self.waiting.clear()
        return text

    def put_back(self, text: bytes) -> None:
        """Let these lines wait."""
        self.waiting.extend(_LINE.findall(text.decode()))


def _blocks(file: io.BufferedReader, encoding: str, read_on: Callable[[], None]) -> Iterator[bytes]:
    """The text in blocks of whole lines, as UTF-8."""
    for block in _whole_lines(_utf_8(file) if encoding.startswith("utf-8") else _decoded(file, encoding)):
        if not block.isascii():
            block.decode()  # if it cannot be, it is known here
        read_on()
        yield block


def _utf_8(file: io.BufferedReader) -> Iterator[bytes]:
    if file.peek().startswith(codecs.BOM_UTF8):
        file.read(len(codecs.BOM_UTF8))
    while some := file.read(BLOCK):
        yield some


def _decoded(file: io.BufferedReader, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    while some := file.read(BLOCK):
        yield decoder.decode(some).encode()
    yield decoder.decode(b"", final=True).encode()


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same text, each piece up to its last line's end: a carriage return alone, only if there is no other."""
    rest: list[bytes] = []
    for some in pieces:
        end = some.rfind(b"\n") + 1 or some.rfind(b"\r", 0, -1) + 1  # behind the last byte may be its "\n"
        if end:
            yield b"".join((*rest, some[:end]))
            rest = []
        rest.append(some[end:])
    if last := b"".join(rest):
        yield last


def _records(lines: _LineByLine, separator: str) -> Iterator[tuple[int, Record]]:
    """The rows that begin in the lines that wait, without the blank ones, each with the line on which it begins."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while lines.waiting:
        first = lines.number
        if not is_blank(row := next(reader)):
            yield first, row


def _batches(lines: _LineByLine, separator: str) -> Iterator[Records]:
    records = _records(lines, separator)
    while (batch := _together(islice(records, BATCH))).rows:
        yield batch


def _together(records: Iterable[tuple[int, Record]]) -> Records:
    lines, rows = tuple(zip(*records, strict=True)) or ((), ())
    return Records(lines, rows)

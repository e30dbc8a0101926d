"""A file of people, read whole: what each cell says, which columns are answers, and what was understood how."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import pyarrow as pa

from recommender.batch.answer_texts import AnswerTexts
from recommender.core.model import SCREENING, VIEW
from recommender.people.csv_grid import csv_grid
from recommender.people.excel_grid import excel_grid
from recommender.people.grid import Grid, Row
from recommender.people.header_row import Header, header_of, header_place
from recommender.people.limits import Limits
from recommender.people.messages import KNOWN_KINDS, Note, UnreadableFile
from recommender.people.parquet_columns import parquet_columns

__all__ = ["Limits", "Note", "PeopleFile", "UnreadableFile", "read_people"]

_ZIP = b"PK\x03\x04"
_PARQUET = b"PAR1"
_ENCRYPTED_PARQUET = b"PARE"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream that holds a new workbook under a password, inside a file of the old kind."""

_NO_TABLES = (b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")


@dataclass(frozen=True, slots=True, eq=False)
class PeopleFile:
    """A table with one row for each person.

    `frame` has every cell as text ("" if empty), under the names that its columns have in the file, made unique; its
    index counts from 0. `rows` has for each of its rows the number in the person's own sheet. `columns` names the
    column for the view, for the screening, and for each question that has one. `reference` is the column that the
    template has for the leader's own reference, or None. `malformed` has, by row of the frame, the number of cells of
    those rows that do not fit the header.
    """

    name: str
    frame: pd.DataFrame
    rows: Sequence[int]
    columns: Mapping[str, str]
    reference: str | None
    malformed: Mapping[int, int]
    notes: tuple[Note, ...]

    @property
    def own_columns(self) -> list[str]:
        """The columns that are no answers, in the file's order."""
        answers = set(self.columns.values())
        return [str(name) for name in self.frame.columns if name not in answers]

    def cell(self, row: int, meant: str) -> str:
        """What this row of the frame has for a question (or `view`, `screening`); "" where there is no such column."""
        return str(self.frame[self.columns[meant]].iat[row]) if meant in self.columns else ""

    def with_entry(self, texts: AnswerTexts, meant: str, entry: str, text: str, rows: Sequence[int]) -> "PeopleFile":
        """The same with one entry replaced in these rows of the frame, in a question's column, `view` or `screening`.

        A screening cell may hold several flags, as ids or as texts, of which the others stay.
        """

        def flags(cell: str) -> str:
            found = texts.flags(cell)
            mended = (text if flag == entry else flag for flag in found)
            return " ".join(filter(None, mended)) if entry in found else cell

        column = self.columns[meant]
        cells = self.frame[column].copy()
        some = cells.iloc[[*rows]]
        several = meant == SCREENING
        cells.iloc[[*rows]] = some.map(flags) if several else some.mask(some.str.strip() == entry, text)
        frame = self.frame.copy(deep=False)
        frame[column] = cells
        return replace(self, frame=frame)


def read_people(texts: AnswerTexts, data: bytes, name: str, limits: Limits = Limits()) -> PeopleFile:  # noqa: B008
    """The people in a file, whose kind is told by what is in it. `name` is for messages.

    A column for the view or the screening may be missing; scoring asks for it. Raises UnreadableFile.
    """
    if len(data) > limits.size:
        raise UnreadableFile("too-big", name=name, bytes=len(data), most=limits.size)
    if data.startswith(_PARQUET):
        return _from_parquet(texts, data, name, limits)
    if data.startswith(_ENCRYPTED_PARQUET) or (data.startswith(_OLD_OFFICE) and _ENCRYPTED_PACKAGE in data):
        raise UnreadableFile("password", name=name)
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile("old-excel", name=name)
    if data.startswith(_NO_TABLES) or data[:64].lstrip().lower().startswith(_MARKUP):
        raise UnreadableFile("unknown-kind", name=name, known=KNOWN_KINDS)
    grid_of = excel_grid if data.startswith(_ZIP) else csv_grid
    return _from_grid(texts, grid_of(texts, data, name, limits), name, limits)


def _from_grid(texts: AnswerTexts, grid: Grid, name: str, limits: Limits) -> PeopleFile:
    place = header_place(texts, grid, name)
    header = header_of(texts, grid.rows[place], name, limits, grid.numbers[place])
    width, view = len(header.titles), header.places.get(VIEW, len(header.titles))
    people = [
        (number, row)
        for number, row in zip(grid.numbers[place + 1 :], grid.rows[place + 1 :], strict=True)
        if any(map(str.strip, row[:view])) or any(map(str.strip, row[view + 1 :]))  # templates have the view filled in
    ]
    if not people:
        raise UnreadableFile("header-only", name=name)
    if len(people) > limits.rows:
        raise UnreadableFile("too-many-rows", name=name, most=limits.rows)
    numbers, rows = zip(*people, strict=True)
    malformed = {number: len(row) for number, row in enumerate(rows) if len(row) != width and _misfits(row, width)}
    columns = zip(header.titles, zip(*(_fitted(row, width) for row in rows), strict=True), strict=True)
    cells = {
        place: pa.array(column, pa.large_string()).to_pandas()
        for place, (title, column) in enumerate(columns)
        if title or any(map(str.strip, column))
    }
    merged = tuple(cells for last, cells in grid.merged if last >= header.row)
    notes = (
        *grid.notes,
        *([Note("merged", {"cells": merged})] if merged else []),
        *([Note("header-row", {"row": header.row})] if place else []),
    )
    return _people(texts, header, cells, name, numbers, malformed, notes)


def _from_parquet(texts: AnswerTexts, data: bytes, name: str, limits: Limits) -> PeopleFile:
    titles, cells = parquet_columns(data, name, limits, lambda title: texts.column(title) is not None)
    header = header_of(texts, titles, name, limits)
    if not cells:
        raise UnreadableFile("header-only", name=name)
    return _people(texts, header, dict(enumerate(cells)), name, range(2, len(cells[0]) + 2), {}, ())


def _people(
    texts: AnswerTexts,
    header: Header,
    cells: Mapping[int, pd.Series],
    name: str,
    rows: Sequence[int],
    malformed: Mapping[int, int],
    notes: tuple[Note, ...],
) -> PeopleFile:
    """The people under a header, with the cells of each column by its place."""
    names = header.names
    frame = pd.DataFrame({names[place]: column for place, column in cells.items()})
    columns = {meant: names[place] for meant, place in header.places.items()}
    read_as = tuple(_read_as(unmatched(texts), frame, columns))
    reference = None if header.reference is None else names[header.reference]
    return PeopleFile(name, frame, rows, columns, reference, malformed, (*notes, *header.notes, *read_as))


def unmatched(texts: AnswerTexts) -> AnswerTexts:
    """The same texts, with nothing matched yet: what one file says is not kept for the next."""
    own = copy.copy(texts)
    own.matched = {}
    return own


def _read_as(texts: AnswerTexts, frame: pd.DataFrame, columns: Mapping[str, str]) -> Iterator[Note]:
    """A note on each text that is read as an id."""
    for meant, column in columns.items():
        for cell in frame[column].unique():
            if meant == SCREENING:
                texts.flags(cell)
            else:
                texts.answer(meant, cell)
        for text, ids in texts.matched.get(meant, {}).items():
            yield Note("cell-read-as", {"column": column, "text": text, "meant": ids})


def _misfits(row: Row, width: int) -> bool:
    return len(row) < width or any(map(str.strip, row[width:]))


def _fitted(row: Row, width: int) -> Row:
    return row if len(row) == width else (*row, *[""] * width)[:width]

"""A file of people, read whole: what each cell says, which columns are answers, and what was understood how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from recommender.batch.answer_texts import AnswerTexts
from recommender.people.csv_grid import csv_grid
from recommender.people.header_row import Columns, columns_of, understood
from recommender.people.limits import Limits
from recommender.people.messages import Note, UnreadableFile

__all__ = ["Limits", "Note", "PeopleFile", "UnreadableFile", "read_people"]


@dataclass(frozen=True, slots=True, eq=False)
class PeopleFile:
    """A table with one row for each person.

    `frame` has every cell as text ("" if empty), under the names that its columns have in the file, made unique; its
    index counts from 0. `rows` has for each of its rows the number in the person's own sheet. `columns` names the
    column for the view, for the screening, and for each question that has one. `reference` is the column of the
    leader's own reference, or None. `malformed` has, by row of the frame, the number of cells of those rows that do not
    fit the header.
    """

    name: str
    frame: pd.DataFrame
    rows: Sequence[int]
    columns: Mapping[str, str]
    reference: str | None
    malformed: Mapping[int, int]
    notes: tuple[Note, ...]

    def cell(self, row: int, meant: str) -> str:
        """What this row of the frame has for a question (or `view`, `screening`); "" where there is no such column."""
        return str(self.frame[self.columns[meant]].iat[row]) if meant in self.columns else ""

    def with_cell(self, row: int, column: str, text: str) -> "PeopleFile":
        """The same with one cell mended: `row` of the frame, in the column of this name."""
        frame = self.frame.copy(deep=False)
        cells = frame[column].copy()
        cells.iloc[row] = text
        frame[column] = cells
        return replace(self, frame=frame)


def read_people(texts: AnswerTexts, data: bytes, name: str, limits: Limits = Limits()) -> PeopleFile:  # noqa: B008
    """The people in a file, whose kind is told by what is in it.

    A column for the view or the screening may be missing; scoring asks for it. Raises UnreadableFile.
    """
    if len(data) > limits.size:
        raise UnreadableFile("too-big", name=name, bytes=len(data), most=limits.size)
    if not data.strip():
        raise UnreadableFile("empty", name=name)
    grid = csv_grid(data, name, limits, lambda names: understood(texts, names))
    return _people(name, columns_of(texts, grid, name, limits))


def _people(name: str, columns: Columns) -> PeopleFile:
    frame = pd.DataFrame(dict(zip(columns.names, columns.cells, strict=True)), dtype="str")
    return PeopleFile(name, frame, columns.numbers, columns.meant, columns.reference, columns.malformed, columns.notes)

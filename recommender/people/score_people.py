"""The people of a file scored: a result for each row, and each cell that has to be mended first."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.dataframe_columns import Categories, column_of
from recommender.batch.encoded_columns import InputColumn
from recommender.batch.output_columns import Category, Integers, result_columns
from recommender.batch.row_errors import BadCell
from recommender.batch.score_rows import score_rows
from recommender.core.hints import did_you_mean
from recommender.core.model import SCREENING, VIEW, VIEWS, AnswerSheet
from recommender.people.column_words import allowed
from recommender.people.messages import UnreadableFile
from recommender.people.people_file import PeopleFile, unmatched


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """A cell that has to be mended: its row in the frame and in the person's own sheet, and its column by name.

    `meant` is the question (or `view`, `screening`) of the column, and `allowed` are the ids that may stand there, in
    the row's `view` if that is known. A row that does not fit the header has no column, and its number of cells as
    `value`.
    """

    row: int
    sheet_row: int
    column: str
    meant: str
    value: str
    view: str | None
    allowed: tuple[str, ...]

    def __str__(self) -> str:
        if not self.column:
            return f"row {self.sheet_row}: {self.value} cells, which is not as many as the header has"
        hint = did_you_mean(self.value, self.allowed)
        return f"row {self.sheet_row}, column '{self.column}': '{self.value}' is not known here ({hint})"


@dataclass(frozen=True, slots=True, eq=False)
class ScoredPeople:
    """The results of a file of people.

    `results` has a row for each of the frame, with the result columns: a row with a faulty cell has none, one that
    a screening flag stops only an outcome and reasons. `faults` are the first faulty cells of `fault_count`.
    `unanswered` counts the rows without any answer, `unscreened` those whose screening cell is empty.
    """

    people: PeopleFile
    view: str | None
    results: pd.DataFrame
    faults: tuple[FaultyCell, ...]
    fault_count: int
    faulty_rows: int
    unanswered: int
    unscreened: int
    texts: AnswerTexts

    def sheet_of(self, row: int) -> AnswerSheet:
        """The answers in this row of the frame. A faulty cell is an answer that no rule base knows."""
        people = self.people
        cells = {meant: people.cell(row, meant) for meant in people.columns if meant not in (VIEW, SCREENING)}
        answers = {question: self.texts.answer(question, text) for question, text in cells.items() if text.strip()}
        return AnswerSheet(self.view_of(row), answers, frozenset(self.texts.flags(people.cell(row, SCREENING))))

    def view_of(self, row: int) -> str:
        """The view of this row of the frame, or what stands in its place."""
        return self._view(self.people.cell(row, VIEW))

    def views(self) -> list[str]:
        """The view of each row."""
        if VIEW not in self.people.columns:
            return [self._view("")] * len(self.people.frame)
        cells = self.people.frame[self.people.columns[VIEW]]
        found = {cell: self._view(cell) for cell in cells.unique()}
        return [found[cell] for cell in cells.tolist()]

    def _view(self, cell: str) -> str:
        return self.texts.answer(VIEW, cell) or self.view or ""


def score_people(
    texts: AnswerTexts, people: PeopleFile, *, view: str | None = None, assume_screened: bool = False
) -> ScoredPeople:
    """The results of a file of people.

    `view` is that of each row that has none. A file without a column for the screening is refused, unless the caller
    says with `assume_screened` that nothing of it applies to anyone. Raises UnreadableFile.
    """
    if VIEW not in people.columns and view is None:
        raise UnreadableFile("no-view", name=people.name)
    if SCREENING not in people.columns and not assume_screened:
        raise UnreadableFile("no-screening", name=people.name)
    own = unmatched(texts)
    rows = len(people.frame)
    columns = {meant: column_of(people.frame[column]) for meant, column in people.columns.items()}
    columns[VIEW] = _views(people, view)
    columns.setdefault(SCREENING, _constant("", rows))
    malformed = [BadCell(row + 1, "", str(cells), "") for row, cells in people.malformed.items()]
    scored = score_rows(own, columns, rows, malformed=malformed)
    results = {name: _series(column) for name, column in result_columns(own.table.rules, scored, ()).items()}
    done = ScoredPeople(
        people,
        view,
        pd.DataFrame(results, index=people.frame.index),
        (),
        scored.bad.cells,
        scored.bad.rows,
        scored.unanswered,
        scored.unscreened,
        own,
    )
    return replace(done, faults=tuple(_faulty(done, cell) for cell in scored.bad.reported))


def _views(people: PeopleFile, view: str | None) -> InputColumn:
    if VIEW not in people.columns:
        return _constant(view or "", len(people.frame))
    cells = people.frame[people.columns[VIEW]]
    return column_of(cells if view is None else cells.where(cells.str.strip() != "", view))


def _constant(word: str, rows: int) -> InputColumn:
    return Categories(np.zeros(rows, np.uint8), (word,))


def _series(column: Category | Integers) -> pd.Series:
    if isinstance(column, Integers):
        return pd.Series(pd.arrays.IntegerArray(column.numbers, column.missing.copy()))
    return pd.Series(np.array([*column.words, None], object)[column.codes], dtype=object)


def _faulty(scored: ScoredPeople, cell: BadCell) -> FaultyCell:
    row, people = cell.row - 1, scored.people
    if not cell.column:
        return FaultyCell(row, people.rows[row], "", "", cell.value, None, ())
    view = scored.view_of(row)
    known = view if view in VIEWS else None
    ids = allowed(scored.texts.table.rules, cell.column, known)
    return FaultyCell(row, people.rows[row], people.columns[cell.column], cell.column, cell.value, known, ids)

"""A sheet of an Excel workbook as a grid: dates and numbers become the text that stands for them."""

import io
from dataclasses import replace

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from recommender.batch.answer_texts import AnswerTexts
from recommender.people.grid import HEADER_ROWS, Grid, grid_of, letters
from recommender.people.header_row import own_sheets, understood
from recommender.people.limits import Limits
from recommender.people.messages import Note, UnreadableFile
from recommender.people.workbook_parts import watched_workbook

_MOST_EXACT = 1 << 53
"""From here on a float is no exact whole number."""


def excel_grid(texts: AnswerTexts, data: bytes, name: str, limits: Limits) -> Grid:
    """The rows of the visible sheet in which most names of columns are known; of equal ones, the first.

    Raises UnreadableFile.
    """
    packed, formulas = watched_workbook(data, name, limits)
    try:
        return _best_sheet(texts, packed, formulas, name, limits)
    except CalamineError as error:
        raise UnreadableFile("damaged", name=name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a panic of the reader, which is written in Rust
            raise
        raise UnreadableFile("damaged", name=name) from error


def _best_sheet(texts: AnswerTexts, packed: bytes, formulas: int, name: str, limits: Limits) -> Grid:
    best, most, chosen, read = Grid((), ()), -1, "", []
    with CalamineWorkbook.from_filelike(io.BytesIO(packed)) as workbook:
        sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
        for sheet in visible:
            grid = _grid(workbook.get_sheet_by_name(sheet), name, limits)
            if grid.rows:
                read.append(sheet)
                known = max(understood(texts, row) for row in grid.rows[:HEADER_ROWS])
                if known > most:
                    best, most, chosen = grid, known, sheet
    notes = [Note("formulas", {"count": formulas})] if formulas else []
    explained = own_sheets(texts)
    if others := tuple(sheet for sheet in read if sheet not in (chosen, *explained)):
        notes.append(Note("sheet", {"sheet": chosen, "others": others}))
    if hidden := tuple(sheet.name for sheet in sheets if sheet.name not in (*visible, *explained)):
        notes.append(Note("hidden-sheets", {"sheets": hidden}))
    return replace(best, notes=tuple(notes))


def _grid(sheet: CalamineSheet, name: str, limits: Limits) -> Grid:
    before = [""] * (sheet.start or (0, 0))[1]  # the reader leaves out empty columns before the first, but no rows
    rows = (before + [cell if type(cell) is str else _text(cell) for cell in row] for row in sheet.iter_rows())
    merged = [(end[0] + 1, _range(start, end)) for start, end in sheet.merged_cell_ranges or ()]
    return grid_of(rows, name, limits, merged)


def _range(start: tuple[int, int], end: tuple[int, int]) -> str:
    return ":".join(f"{letters(column)}{row + 1}" for row, column in (start, end))


def _text(cell: object) -> str:
    """A cell as its text: whole numbers without a point, and truth values as a spreadsheet shows them."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _MOST_EXACT:
        return str(int(cell))
    return str(cell)

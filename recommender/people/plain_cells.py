"""Text that a spreadsheet must take for text: never a formula, a link or a number."""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from xlsxwriter import Workbook

from recommender.batch.csv_output import NUMBER
from recommender.content.words import Wording
from recommender.core.model import RuleBase

Cell = str | int

_FORMULA = re.compile("[ ]*[-=+@\t\r\n＝＋－＠]")
"""How text begins that some spreadsheet takes for a formula, unless all of it is a number."""

_MOST_LETTERS = 32_767
"""In one cell of a workbook."""

_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def workbook(target: io.BytesIO, rules: RuleBase) -> Workbook:
    """A workbook that takes text as it is. The same words make the same file: its day is that of the rules."""
    book = Workbook(target, _AS_TEXT)
    book.set_properties({"created": datetime.datetime.combine(rules.date, datetime.time())})
    return book


def write_row(sheet: Any, row: int, cells: Iterable[Cell], style: Any = None) -> None:
    """Write a row of cells, text as text and whole numbers as numbers. An empty cell stays empty."""
    for place, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(row, place, cell, style)
        elif cell:
            sheet.write_string(row, place, cell[:_MOST_LETTERS], style)


def csv_bytes(rows: Iterable[Sequence[Cell]], separator: str = ",") -> bytes:
    """Rows as a CSV file, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(map(_neutral, rows))
    return text.getvalue().encode("utf-8-sig")


def separator_of(wording: Wording) -> str:
    """What a spreadsheet in this language takes for the separator of a CSV file."""
    return "," if wording.pages["language"].startswith("en") else ";"


def _neutral(cells: Sequence[Cell]) -> list[Cell]:
    return [f"'{cell}" if isinstance(cell, str) and _runs(cell) else cell for cell in cells]


def _runs(cell: str) -> bool:
    return bool(_FORMULA.match(cell)) and not NUMBER.fullmatch(cell)

"""Templates to fill in: a row for each person, a column for each question, and the answers to choose from."""

import io
from typing import Any

from recommender.content.words import Wording
from recommender.core.model import SCREENING, VIEW, RuleBase
from recommender.people.column_words import column_ids, entries, heading
from recommender.people.grid import letters
from recommender.people.plain_cells import csv_bytes, separator_of, workbook, write_row

ROWS = 1_000
"""Rows of the Excel template with lists to choose from. The view is filled in there, since it is always the same."""

_HELP = ("rows", "choose", "names", "screening", "several", "back", "own")
_MOST_OF_A_MESSAGE = 255
"""Letters."""


def csv_template(rules: RuleBase, wording: Wording, view: str) -> bytes:
    """The header alone: an example would be scored with the others."""
    return csv_bytes([_header(rules, wording, view)], separator_of(wording))


def excel_template(rules: RuleBase, wording: Wording, view: str) -> bytes:
    """A sheet to fill in, with lists of answers, and one that explains each column and answer."""
    target, say = io.BytesIO(), wording.pages
    with workbook(target, rules) as book:
        sheet, explained, lists = (
            book.add_worksheet(say[f"template.{name}"]) for name in ("sheet", "help-sheet", "list-sheet")
        )
        _write_lists(book, lists, rules, wording, view)
        _write_answers(book, sheet, rules, wording, view)
        _write_help(book, explained, rules, wording, view)
    return target.getvalue()


def _header(rules: RuleBase, wording: Wording, view: str) -> list[str]:
    return [wording.pages["template.reference"], *(heading(wording, c, view) for c in column_ids(rules, view))]


def _write_lists(book: Any, sheet: Any, rules: RuleBase, wording: Wording, view: str) -> None:
    """The allowed answers of each column, as a named range: lists within a cell may have no more than 255 letters."""
    quoted = wording.pages["template.list-sheet"].replace("'", "''")
    for place, column in enumerate(column_ids(rules, view)):
        words = entries(rules, wording, column, view).values()
        for row, text in enumerate(words):
            sheet.write_string(row, place, text)
        letter = letters(place)
        book.define_name(_range_name(column), f"='{quoted}'!${letter}$1:${letter}${len(words)}")
    sheet.hide()


def _range_name(column: str) -> str:
    return f"answers_{column.replace('-', '_')}"


def _write_answers(book: Any, sheet: Any, rules: RuleBase, wording: Wording, view: str) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    write_row(sheet, 0, _header(rules, wording, view), _heading_style(book))
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 75)
    sheet.set_column(0, 0, 20, wrapped)
    sheet.set_column(1, len(column_ids(rules, view)), 32, wrapped)
    only = entries(rules, wording, VIEW, view)[view]
    for row in range(1, ROWS + 1):
        sheet.write_string(row, 1, only, wrapped)
    for place, column in enumerate(column_ids(rules, view), start=1):
        sheet.data_validation(1, place, ROWS, place, _choices(wording, column))


def _choices(wording: Wording, column: str) -> dict[str, Any]:
    """What a cell of this column lists. Several screening flags may be written in one cell, so others only warn."""
    several = column == SCREENING
    text = wording.pages["template.help-several" if several else "template.not-listed"][:_MOST_OF_A_MESSAGE]
    return {
        "validate": "list",
        "source": f"={_range_name(column)}",
        "input_message": text if several else None,
        "error_message": text,
        "error_type": "warning" if several else "stop",
    }


def _write_help(book: Any, sheet: Any, rules: RuleBase, wording: Wording, view: str) -> None:
    say, wrapped = wording.pages, book.add_format({"text_wrap": True, "valign": "top"})
    style = _heading_style(book)
    sheet.set_column(0, 1, 50, wrapped)
    sheet.set_column(2, 2, 16, wrapped)
    sheet.set_column(3, 3, 70, wrapped)
    sheet.write_string(0, 0, say["template.help"], book.add_format({"bold": True, "font_size": 14}))
    for row, name in enumerate(_HELP, start=1):
        sheet.merge_range(row, 0, row, 3, say[f"template.help-{name}"], wrapped)
    top = len(_HELP) + 2
    write_row(sheet, top, [say[f"template.{name}"] for name in ("column", "answer", "short", "meaning")], style)
    rows = [
        (heading(wording, column, view), text, entry, _meaning(wording, column, entry, view))
        for column in column_ids(rules, view)
        for entry, text in entries(rules, wording, column, view).items()
    ]
    for row, cells in enumerate(rows, start=top + 1):
        write_row(sheet, row, cells, wrapped)


def _meaning(wording: Wording, column: str, entry: str, view: str) -> str:
    """What a screening flag leads to."""
    flag = wording.gates.get(entry) if column == SCREENING else None
    return f"{flag.title}. {flag.say[view]}" if flag else ""


def _heading_style(book: Any) -> Any:
    return book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EAF1F4"})

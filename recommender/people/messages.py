"""What is said about a file of people: a kind and its values, so that it can be worded in any language.

As text, each is the English sentence of the command line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from recommender.core.errors import InvalidTable

Value = str | int | tuple[str, ...]

KNOWN_KINDS = ("CSV (.csv)", "Excel (.xlsx)", "Parquet (.parquet)")

_ERRORS = {
    "empty": "{name} is empty. One of its rows must name the columns.",
    "header-only": "{name} has no rows under its header. Add one for each person.",
    "too-big": "{name} has {bytes} bytes, and {most} is the most there can be. Split it.",
    "too-many-rows": "{name} has more than {most} rows. Split it.",
    "too-many-columns": "{name} has {columns} columns, and {most} is the most there can be. Keep those with answers.",
    "too-many-cells": "{name} has more than {most} cells. Keep the columns with answers, or split it.",
    "unknown-kind": "{name} is not a file of a kind that can be read. Those are {known}.",
    "old-excel": "{name} is a spreadsheet of another format. Save it as an Excel workbook (.xlsx).",
    "password": "{name} is protected with a password. Save it without one.",
    "damaged": "{name} is damaged, or is not what it seems. Open it in your program and save it again.",
    "bomb": "{name} unpacks to more than {most} bytes. Keep only the sheet with the answers.",
    "encoding": "{name} is not UTF-8 text, or it is damaged. Save it as 'CSV UTF-8'.",
    "nul": "{name} has NUL bytes on line {line}, which no text has. Save it again as 'CSV UTF-8'.",
    "not-csv": "{name} is not a CSV file ({reason}). Look for a quotation mark that is not closed, on line {line}.",
    "no-header": "{name} has no column named after a question. Its columns: {hinted}. The questions: {questions}.",
    "duplicate": "In {name}, the columns '{first}' and '{second}' are both read as '{meant}'. Rename one of them.",
    "nested": "In {name}, the column '{column}' holds {type}, with values inside values. Leave it out.",
    "not-text": "In {name}, the column '{column}' holds {type}, not text. Write ids or the texts of answers.",
    "no-view": "{name} has no column 'view'. Add one, with self or leader for each person.",
    "no-screening": "{name} has no column 'screening'. Add one, with the flags that apply, or 'none'.",
}

_NOTES = {
    "encoding": "read as Windows-1252, since it is not UTF-8",
    "header-row": "the names of the columns are taken from row {row}",
    "sheet": "the sheet '{sheet}' is read, and not {others}",
    "hidden-sheets": "hidden sheets are left out: {sheets}",
    "merged": "{cells} are merged, and only the first cell of each has a value",
    "formulas": "{count} cells hold formulas, and are read by their last value",
    "column-read-as": "column '{column}' is read as '{meant}'",
    "cell-read-as": "column '{column}': '{text}' is read as '{meant}'",
    "near": "column '{column}' is not used (did you mean '{meant}'?)",
    "unused": "columns not used: {columns}",
    "missing": "no column '{question}': it counts as 'not-sure' in every row",
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was understood otherwise than it was written, or was not used."""

    kind: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return _worded(_NOTES[self.kind], self.values)


class UnreadableFile(InvalidTable):
    """A file of people that cannot be read. The message says what is wrong and what to do."""

    def __init__(self, kind: str, **values: Value) -> None:
        self.kind, self.values = kind, values
        super().__init__(_worded(_ERRORS[kind], values))


def _worded(text: str, values: Mapping[str, Value]) -> str:
    """The text with its values: several words with commas between them, and so are the thousands of numbers."""
    shown = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return text.format_map({name: f"{value:,}" if isinstance(value, int) else value for name, value in shown.items()})

"""Cells that cannot be scored, with what is needed to mend them: the row, the column, the value, and a hint."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_REPORTED = 1000
"""How many bad cells are reported, however many there are."""


@dataclass(frozen=True, slots=True, order=True)
class BadCell:
    """A cell that cannot be scored, or, with no column, a row.

    `row` counts rows from 1, the header left out; `line` is the line of a text file, or 0.
    """

    row: int
    column: str
    value: str
    hint: str
    line: int = 0

    def __str__(self) -> str:
        row = f"row {self.row} (line {self.line})" if self.line else f"row {self.row}"
        if not self.column:
            return f"{row}: {self.value} ({self.hint})"
        return f"{row}, column '{self.column}': '{self.value}' is not known here ({self.hint})"


@dataclass(frozen=True, slots=True)
class BadCells:
    """What could not be scored: the first MOST_REPORTED bad cells in order, and how many cells and rows are bad."""

    reported: tuple[BadCell, ...] = ()
    cells: int = 0
    rows: int = 0

    def __bool__(self) -> bool:
        return bool(self.cells)

    def followed_by(self, others: "BadCells") -> "BadCells":
        """These, and those of later rows."""
        reported = (*self.reported, *others.reported)[:MOST_REPORTED]
        return BadCells(reported, self.cells + others.cells, self.rows + others.rows)

    def shifted(self, rows: int, lines: Sequence[int] = ()) -> "BadCells":
        """The same with so many rows before them, and with the line of each row."""
        return replace(
            self,
            reported=tuple(
                replace(cell, row=cell.row + rows, line=lines[cell.row - 1] if lines else 0) for cell in self.reported
            ),
        )

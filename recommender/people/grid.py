"""A table as it is written, before anything in it is understood: rows of text, each with its number in the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.people.limits import Limits
from recommender.people.messages import Note, UnreadableFile

Row = Sequence[str]

HEADER_ROWS = 20
"""How many rows from the first are looked at for the names of the columns."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The rows that are not blank, and what is worth knowing about how they were read. `numbers` count from 1.

    `merged` has the ranges of merged cells, each with its last row.
    """

    rows: Sequence[Row]
    numbers: Sequence[int]
    notes: tuple[Note, ...] = ()
    merged: Sequence[tuple[int, str]] = ()


class GridBuilder:
    """The rows of a grid as they come. Raises UnreadableFile as soon as they are more than the limits."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self._cells = 0
        self.rows: list[Row] = []
        self.numbers: list[int] = []

    def add(self, number: int, row: Row) -> None:
        """Add a row, unless it is blank."""
        if not any(map(str.strip, row)):
            return
        self.rows.append(row)
        self.numbers.append(number)
        self._cells += len(row)
        if len(self.rows) > self._limits.rows + HEADER_ROWS:
            raise UnreadableFile("too-many-rows", name=self._name, most=self._limits.rows)
        if self._cells > self._limits.cells:
            raise UnreadableFile("too-many-cells", name=self._name, most=self._limits.cells)


def letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, counted from 0."""
    high, low = divmod(place, 26)
    return (letters(high - 1) if high else "") + chr(ord("A") + low)

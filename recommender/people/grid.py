"""A table as it is written, before anything in it is understood: rows of text, each with its number in the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.people.limits import Limits
from recommender.people.messages import Note, UnreadableFile

Row = Sequence[str]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The rows that are not blank, and what is worth knowing about how they were read. `numbers` count from 1."""

    rows: Sequence[Row]
    numbers: Sequence[int]
    notes: tuple[Note, ...] = ()


class GridBuilder:
    """A grid as it grows row by row. Raises UnreadableFile as soon as it is larger than the limits."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self._rows: list[Row] = []
        self._numbers: list[int] = []
        self._cells = 0

    def add(self, number: int, row: Row) -> None:
        """Add a row, unless it is blank."""
        if not any(map(str.strip, row)):
            return
        self._rows.append(row)
        self._numbers.append(number)
        self._cells += len(row)
        if len(self._rows) > self._limits.rows + HEADER_ROWS:
            raise UnreadableFile("too-many-rows", name=self._name, most=self._limits.rows)
        if self._cells > self._limits.cells:
            raise UnreadableFile("too-many-cells", name=self._name, most=self._limits.cells)

    def grid(self, *notes: Note) -> Grid:
        """What has been added."""
        return Grid(self._rows, self._numbers, notes)


HEADER_ROWS = 20
"""How many rows from the first are looked at for the names of the columns."""

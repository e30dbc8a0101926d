"""A table as it is written, before anything in it is understood: rows of text, each with its number in the sheet."""

from collections.abc import Iterable, Sequence
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


def grid_of(rows: Iterable[Row], name: str, limits: Limits, merged: Sequence[tuple[int, str]] = ()) -> Grid:
    """A grid of all rows of a sheet in order. Raises UnreadableFile as soon as there are more than the limits."""
    kept: list[Row] = []
    numbers: list[int] = []
    for number, row in enumerate(rows, start=1):
        if any(map(str.strip, row)):
            kept.append(row)
            numbers.append(number)
            if len(kept) > limits.rows + HEADER_ROWS:
                raise UnreadableFile("too-many-rows", name=name, most=limits.rows)
    return Grid(kept, numbers, (), merged)


def letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, counted from 0."""
    high, low = divmod(place, 26)
    return (letters(high - 1) if high else "") + chr(ord("A") + low)

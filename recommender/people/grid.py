"""A table as it is written, before anything in it is understood: rows of text, each with its number in the sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recommender.people.limits import Limits
from recommender.people.messages import Note, UnreadableFile

Row = Sequence[str]

HEADER_ROWS = 20
"""How many rows from the first are looked at for the names of the columns."""

_WIDEST = 1 << 14
"""Cells of a row in a spreadsheet. A row of CSV has no more, though many of them may be blank."""


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
            if len(row) > _WIDEST:
                raise UnreadableFile("too-many-columns", name=name, columns=len(row), most=limits.columns)
            if len(kept) > limits.rows + HEADER_ROWS:
                raise UnreadableFile("too-many-rows", name=name, most=limits.rows)
    return Grid(kept, numbers, (), merged)


def distinct(titles: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Names that differ from each other and from those taken: a second one alike has a number."""
    names, known = [], {*taken}
    for title in titles:
        name, number = title, 2
        while name in known:
            name, number = f"{title} ({number})", number + 1
        known.add(name)
        names.append(name)
    return names


def letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, counted from 0."""
    high, low = divmod(place, 26)
    return (letters(high - 1) if high else "") + chr(ord("A") + low)

"""Cells that cannot be scored, said so that they can be mended: the row, the column, what stands there, and a hint."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from recommender.core.errors import InvalidTable
from recommender.core.model import RESULTS, SCREENING, VIEW, VIEWS
from recommender.core.tally import Table

MOST_KEPT = 1000
"""How many bad cells are kept, however many there are."""


@dataclass(frozen=True, slots=True, order=True)
class BadCell:
    """A cell that cannot be scored, or, with no column, a row. `row` counts people from 1, the header left out."""

    row: int
    column: str
    value: str
    hint: str

    def __str__(self) -> str:
        if not self.column:
            return f"row {self.row}: {self.value} ({self.hint})"
        return f"row {self.row}, column '{self.column}': '{self.value}' is not known here ({self.hint})"


@dataclass(frozen=True, slots=True)
class BadCells:
    """What could not be scored: the first MOST_KEPT bad cells in order, how many there are, and in how many rows."""

    told: tuple[BadCell, ...] = ()
    cells: int = 0
    rows: int = 0

    def __bool__(self) -> bool:
        return bool(self.cells)

    def then(self, others: "BadCells") -> "BadCells":
        """These, and those of later rows."""
        told = (*self.told, *others.told)[:MOST_KEPT]
        return BadCells(told, self.cells + others.cells, self.rows + others.rows)

    def after(self, rows: int) -> "BadCells":
        """The same, with so many rows before them."""
        return replace(self, told=tuple(replace(cell, row=cell.row + rows) for cell in self.told))

    def as_data(self) -> Mapping[str, Any]:
        """As plain values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "BadCells":
        """From what `as_data` gave."""
        return cls(tuple(BadCell(**cell) for cell in data["told"]), data["cells"], data["rows"])


def missing_questions(table: Table, columns: Iterable[str]) -> tuple[str, ...]:
    """The questions that have no column: they count as "not sure" for everybody."""
    present = set(columns)
    return tuple(question.id for question in table.rules.questions if question.id not in present)


def check_columns(table: Table, columns: list[str]) -> None:
    """Raises InvalidTable where a column is missing, doubled, nearly has a known name, or has a result's name."""
    for name in (VIEW, SCREENING):
        if name not in columns:
            what = f"{' or '.join(VIEWS)}" if name == VIEW else "the ids of what was ticked, or nothing"
            raise InvalidTable(f"There is no column '{name}'. Add one, holding {what} for each person.")
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None:
        raise InvalidTable(f"Two columns are named '{twice}'. Give one of them another name.")
    known = [*table.answers, VIEW, SCREENING]
    for name in columns:
        plain = name.strip().lower().replace("_", "-").replace(" ", "-")
        if name not in known and plain in known:
            raise InvalidTable(f"The column '{name}' is not known by this name. Did you mean '{plain}'?")
    taken = [name for name in RESULTS if name in columns]
    if taken:
        raise InvalidTable(f"There is a column '{taken[0]}' already, which this adds. Give it another name.")

"""Why rows were not scored: for each of them, every cell that is not known, or not offered in the row's view."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.batch.encoded_columns import Coded, ColumnSource, TickSums
from recommender.batch.input_tables import in_order, known
from recommender.batch.row_errors import MOST_KEPT, BadCell, BadCells
from recommender.core.hints import did_you_mean
from recommender.core.model import SCREENING, VIEWS
from recommender.core.tally import Table

WINDOW = 1 << 16
"""Rows looked at together."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The columns that were scored: the view's and the questions' as codes, and the screening."""

    table: Table
    coded: Mapping[str, Coded]
    ticks: TickSums


def bad_cells(cells: Cells, bad: npt.NDArray[np.bool_], unfit: Sequence[BadCell]) -> BadCells:
    """What is wrong in the bad rows, in order, with the `unfit` rows among them."""
    found = BadCells()
    for start in range(0, len(bad), WINDOW):
        places = np.flatnonzero(bad[start : start + WINDOW])
        if len(places):
            here = [cell for cell in unfit if start < cell.row <= start + WINDOW]
            found = found.then(_in_window(cells, slice(start, min(start + WINDOW, len(bad))), places, here))
    return found


def _in_window(cells: Cells, rows: slice, places: npt.NDArray[np.intp], unfit: Sequence[BadCell]) -> BadCells:
    wrong: dict[str, npt.NDArray[np.integer | np.bool_]] = {name: _wrong(cells, name, rows) for name in cells.coded}
    wrong[SCREENING] = cells.ticks.unknown(rows)
    told = list(unfit)
    for place in places[:MOST_KEPT].tolist():
        for name in wrong:
            if wrong[name][place]:
                told += _told(cells, name, rows.start + place)
    count = sum(int(some[places].sum()) for some in wrong.values()) + len(unfit)
    return BadCells(tuple(sorted(told)[:MOST_KEPT]), count, len(places))


def _wrong(cells: Cells, name: str, rows: slice) -> npt.NDArray[np.bool_]:
    """For each row whether its cell in this column is bad."""
    labels = cells.coded[name].labels
    bad = np.ones((len(VIEWS) + 1, 256), np.bool_)
    for number, view in enumerate((*VIEWS, None)):
        bad[number, : len(labels)] = [known(cells.table, name, label, view) is None for label in labels]
    found: npt.NDArray[np.bool_] = bad[cells.ticks.views(rows), cells.coded[name][rows]]
    return found


def _told(cells: Cells, name: str, row: int) -> Iterator[BadCell]:
    here = slice(row, row + 1)
    view = (*VIEWS, None)[int(cells.ticks.views(here)[0])]
    value, has_word = _cell(cells.ticks.source if name == SCREENING else cells.coded[name].source, here)
    if name == SCREENING:
        allowed = [gate.id for gate in cells.table.rules.gates_for(str(view))]
        unknown = set(value.split()) - set(allowed)
        yield from (BadCell(row + 1, name, tick, did_you_mean(tick, allowed)) for tick in unknown)
    else:
        yield BadCell(row + 1, name, value, _hint(cells.table, name, value if has_word else None, view))


def _hint(table: Table, name: str, value: str | None, view: str | None) -> str:
    canonical = in_order(table)[name]
    if value is None:
        return f"numbers go from 0 to {len(canonical) - 1}, for {', '.join(canonical)}"
    if known(table, name, value) is None:
        return did_you_mean(value, canonical)
    return f"in the view '{view}', allowed: {', '.join(dict(table.offered[str(view)])[name])}"


def _cell(source: ColumnSource, row: slice) -> tuple[str, bool]:
    """A cell's word, or, where its code has none, its code; and whether it has one."""
    codes, words = next(iter(source.pieces(row)))
    code = int(codes[0])
    return (words[code].strip(), True) if 0 <= code < len(words) else (str(code), False)

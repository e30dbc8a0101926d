"""Why rows were not scored: for each of them, every cell that is not known, or not offered in the row's view."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.batch.encoded_columns import EncodedColumn, FlagSums
from recommender.batch.input_tables import in_order, known
from recommender.batch.row_errors import MOST_REPORTED, BadCell, BadCells
from recommender.core.hints import did_you_mean
from recommender.core.model import SCREENING, VIEWS
from recommender.core.tally import Table

WINDOW = 1 << 16
"""Rows checked together."""


@dataclass(frozen=True, slots=True, eq=False)
class InputColumns:
    """The columns that were scored: the view's and the questions' by name, and the screening."""

    table: Table
    encoded: Mapping[str, EncodedColumn]
    flags: FlagSums


def bad_cells(columns: InputColumns, bad: npt.NDArray[np.bool_], malformed: Sequence[BadCell]) -> BadCells:
    """What is wrong in the bad rows, in order, with the `malformed` rows among them."""
    found = BadCells()
    for start in range(0, len(bad), WINDOW):
        places = np.flatnonzero(bad[start : start + WINDOW])
        if len(places):
            here = [cell for cell in malformed if start < cell.row <= start + WINDOW]
            found = found.followed_by(_in_window(columns, slice(start, min(start + WINDOW, len(bad))), places, here))
    return found


def _in_window(
    columns: InputColumns, rows: slice, places: npt.NDArray[np.intp], malformed: Sequence[BadCell]
) -> BadCells:
    wrong: dict[str, npt.NDArray[np.integer | np.bool_]] = {}
    wrong |= {name: _wrong(columns, name, rows) for name in columns.encoded}
    wrong[SCREENING] = columns.flags.unknown(rows)
    found = list(malformed)
    for place in places[:MOST_REPORTED].tolist():
        for name in wrong:
            if wrong[name][place]:
                found += _bad_cells(columns, name, rows.start + place)
    count = sum(int(some[places].sum()) for some in wrong.values()) + len(malformed)
    return BadCells(tuple(sorted(found)[:MOST_REPORTED]), count, len(places))


def _wrong(columns: InputColumns, name: str, rows: slice) -> npt.NDArray[np.bool_]:
    """For each row whether its cell in this column is bad."""
    labels = columns.encoded[name].labels
    bad = np.ones((len(VIEWS) + 1, 256), np.bool_)
    for number, view in enumerate((*VIEWS, None)):
        bad[number, : len(labels)] = [known(columns.table, name, label, view) is None for label in labels]
    found: npt.NDArray[np.bool_] = bad[columns.flags.views(rows), columns.encoded[name][rows]]
    return found


def _bad_cells(columns: InputColumns, name: str, row: int) -> Iterator[BadCell]:
    here = slice(row, row + 1)
    view = (*VIEWS, None)[int(columns.flags.views(here)[0])]
    cells = columns.flags.cells if name == SCREENING else columns.encoded[name].cells
    codes, words = next(iter(cells.pieces(here)))
    value = words[int(codes[0])].strip()
    if name == SCREENING:
        allowed = [gate.id for gate in columns.table.rules.gates_for(str(view))]
        unknown = set(columns.flags.texts.flags(value)) - set(allowed)
        yield from (BadCell(row + 1, name, flag, did_you_mean(flag, allowed)) for flag in unknown)
    elif columns.flags.texts.answer(name, value) in in_order(columns.table)[name]:
        allowed = list(dict(columns.table.offered[str(view)])[name])
        yield BadCell(row + 1, name, value, f"in the view '{view}', allowed: {', '.join(allowed)}")
    else:
        yield BadCell(row + 1, name, value, did_you_mean(value, in_order(columns.table)[name]))

"""People in a Parquet file: read a batch of rows at a time, scored, and written as Parquet with the results added.

What is written is kept at the end of each piece, which is a whole Parquet file of its own, one after the other in one
file. The last footer has the row groups of all of them, so that nothing is copied or encoded again to join them.
"""

import struct
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from recommender.bad_cells import BadCells, check_columns
from recommender.errors import BadTable
from recommender.frames import score_frame
from recommender.model import SCREENING
from recommender.reading import in_order
from recommender.tally import Table
from recommender.unfinished import Output

BATCH = 1 << 17
"""Rows read, scored and written at once."""

PIECE = 1 << 20
"""Rows, at the least, after which what is written is kept; a piece ends with a row group of what is read."""

Item = TypeVar("Item")


def score_parquet(
    table: Table,
    source: Path,
    out: Output,
    told: Callable[[int, int], None],
    *,
    batch: int = BATCH,
    piece: int = PIECE,
) -> tuple[list[str], int, BadCells]:
    """Score a Parquet file into another: its columns, how many rows it has, and what could not be scored."""
    with _opened(table, source) as file:
        names, rows = file.schema_arrow.names, file.metadata.num_rows
        pieces = _pieces(file, piece)
        done, bad, ends = 0, BadCells(), []
        if out.notes is not None:
            done, bad, ends = out.notes["rows"], BadCells.from_data(out.notes["bad"]), out.notes["ends"]
        footers = [_footer(out, end) for end in ends]
        for number, groups in enumerate(pieces[len(ends) :], start=len(ends)):
            if number > len(ends):
                pass
    return names, rows, bad

"""The work that is timed: random answers to the shipped rules, as sheets, codes, frames and files."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from recommender import NOT_SURE, VIEWS, AnswerSheet, Table, load_rules, tabulate
from recommender.batch.input_tables import in_order
from recommender.core.model import SCREENING, VIEW

PROJECT = Path(__file__).resolve().parent.parent
RULES = PROJECT / "rules" / "rulebase.yaml"
ROW_GROUP = 1 << 20

Codes = dict[str, npt.NDArray[np.uint8]]
"""For each column the place of each answer in the column's labels (`in_order`)."""


def shipped() -> Table:
    """The rules that the guide ships with."""
    return tabulate(load_rules(RULES))


def sheets(table: Table, count: int, seed: int = 1) -> list[AnswerSheet]:
    """Sheets with every question answered at random, "not sure" as often as any option, without flags."""
    chance = random.Random(seed)
    views = [chance.choice(VIEWS) for _ in range(count)]
    return [
        AnswerSheet(
            view, {q.id: chance.choice([*(o.id for o in q.options_for(view)), NOT_SURE]) for q in table.rules.questions}
        )
        for view in views
    ]


def codes(table: Table, rows: int, seed: int = 1) -> Codes:
    """The same as codes."""
    chance = np.random.default_rng(seed)
    views = chance.integers(0, len(VIEWS), rows, dtype=np.uint8)
    columns = {VIEW: views}
    for question, labels in in_order(table).items():
        if question != VIEW:
            column = np.empty(rows, np.uint8)
            for number, view in enumerate(VIEWS):
                offered = np.array([labels.index(o) for o in dict(table.offered[view])[question]], np.uint8)
                rows_of_view = views == number
                column[rows_of_view] = chance.choice(offered, int(rows_of_view.sum()))
            columns[question] = column
    return columns


def as_numbers(table: Table, coded: Codes) -> pl.DataFrame:
    """A frame of 8-bit whole numbers, without any tick."""
    return _with_no_tick(pl.DataFrame({name: column.astype(np.int8) for name, column in coded.items()}))


def as_categories(table: Table, coded: Codes) -> pl.DataFrame:
    """A frame of Enum columns."""
    labels = in_order(table)
    return _with_no_tick(
        pl.DataFrame(
            {
                name: pl.Series(_dictionary(column, labels[name]), dtype=pl.Enum(labels[name]))
                for name, column in coded.items()
            }
        )
    )


def as_text(table: Table, coded: Codes) -> pl.DataFrame:
    """A frame of text."""
    return as_categories(table, coded).with_columns(pl.selectors.enum().cast(pl.String))


def write_parquet(table: Table, rows: int, path: Path) -> None:
    """A file of so many people with an id, their answers as text, in pieces that fit memory."""
    writer = None
    for start, size in _pieces(rows):
        columns = {
            "id": pa.array(np.arange(start, start + size)),
            SCREENING: _dictionary(np.zeros(size, np.uint8), ("",)),
        }
        labels = in_order(table)
        columns |= {name: _dictionary(column, labels[name]) for name, column in codes(table, size, seed=start).items()}
        piece = pa.table(columns)
        writer = writer or pq.ParquetWriter(path, piece.schema, compression="zstd", store_schema=False)
        writer.write_table(piece)
    if writer:
        writer.close()


def write_csv(source: Path, path: Path) -> None:
    """The same people as a Parquet file that was written has, as CSV without any quotation mark."""
    file = pq.ParquetFile(source)
    with path.open("wb") as out:
        out.write(f"{','.join(file.schema_arrow.names)}\n".encode())
        for rows in file.iter_batches(ROW_GROUP):
            csv.write_csv(rows, out, csv.WriteOptions(include_header=False, quoting_style="none"))


def _pieces(rows: int) -> Iterator[tuple[int, int]]:
    for start in range(0, rows, ROW_GROUP):
        yield start, min(ROW_GROUP, rows - start)


def _dictionary(column: npt.NDArray[np.uint8], labels: tuple[str, ...]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(column.astype(np.int8)), pa.array(labels))


def _with_no_tick(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.lit("", dtype=pl.Enum([""])).alias(SCREENING))

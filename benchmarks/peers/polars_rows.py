"""Polars: columns of codes, of Enums or of text, and from Parquet to Parquet."""

import functools
import operator
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.peers.expressions import (
    FIRST,
    SECOND,
    Given,
    Language,
    Leads,
    decision_of,
    points_of,
    write,
)
from benchmarks.peers.many import CERTAIN, WORDS, fields_of, labels_of, runs_of, totals_of, width_of
from recommender.core.decision import AHEAD
from recommender.core.tally import Field, Table


def polars_codes(table: Table) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """polars, of Int8 codes, by when/then.

    On a million rows, in millions of rows a second on two threads: the sums by when/then on 16 bits for all totals at
    once 50 to 60, on 8 bits for each total 45, by `gather` 24 (64 bits) and 10 (one for each total), by
    `replace_strict` 3; all in one expression 15, with conditions and totals as columns first 26. Tested for one range
    of codes conditions are quicker than code by code or with `is_in`. The streaming engine is no slower than the other.
    """
    return lambda frame: _places(table, frame.lazy()).collect(engine="streaming")


def polars_enums(table: Table) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """polars, of Enum columns with the labels as categories: their codes are there already."""
    codes = [pl.col(name).to_physical() for name in labels_of(table)]
    return lambda frame: _worded(_places(table, frame.lazy().with_columns(codes))).collect(engine="streaming")


def polars_strings(table: Table) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """polars, of String columns, made codes first."""
    return lambda frame: _worded(_places(table, _coded(table, frame.lazy()))).collect(engine="streaming")


def polars_parquet(table: Table) -> Callable[[Path, Path], None]:
    """polars from a Parquet file of words to another, both streamed, `id` kept."""

    def decide(source: Path, target: Path) -> None:
        placed = _places(table, _coded(table, pl.scan_parquet(source)), "id")
        _worded(placed).sink_parquet(target, compression="zstd")

    return decide


def polars_csv(table: Table) -> Callable[[Path, Path], None]:
    """polars from a CSV file of words to another, both streamed, `id` kept.

    Read as Enums, which is quicker than as text that is made Enums.
    """
    enums = {name: pl.Enum(of) for name, of in labels_of(table).items()}

    def decide(source: Path, target: Path) -> None:
        coded = pl.scan_csv(source, schema_overrides=enums).with_columns(pl.col(name).to_physical() for name in enums)
        _worded(_places(table, coded, "id")).sink_csv(target)

    return decide


def _worded(frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.with_columns(pl.col(name).cast(pl.UInt8).cat.to(pl.Enum(of)) for name, of in WORDS.items())


def _coded(table: Table, frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.with_columns(pl.col(name).cast(pl.Enum(of)).to_physical() for name, of in labels_of(table).items())


def _places(table: Table, frame: pl.LazyFrame, *kept: str) -> pl.LazyFrame:
    """The results of a frame of codes, beside the columns that are kept."""
    decision, conditions = decision_of(table), dict[Given, str]()
    dtype = next(
        kind for kind in (pl.Int16, pl.Int32, pl.Int64) if width_of(table) < 8 * np.dtype(kind.to_python()).itemsize
    )
    language = _when(pl.Int8, lambda part: pl.col(conditions.setdefault(part, f"given {len(conditions)}")))
    ends = [write(decision.verdict, language).alias("verdict"), write(decision.most, language).alias("most")]
    sums = _when(dtype, lambda part: _range(table, part))
    points = [write(number, sums) for number in points_of(table, totals_of(table))]
    tested = [_range(table, part).alias(name) for part, name in conditions.items()]
    return (
        frame.with_columns(*tested, sum=functools.reduce(operator.add, points))
        .with_columns(_taken_out(field, dtype).cast(pl.Int8).alias(name) for name, field in fields_of(table).items())
        .with_columns(ends)
        .select(
            *kept,
            pl.col("verdict").floordiv(pl.lit(CERTAIN, pl.Int8)).alias("outcome"),
            pl.min_horizontal(pl.col("verdict") % pl.lit(CERTAIN, pl.Int8), "most").alias("certainty"),
            FIRST,
            SECOND,
        )
    )


def _taken_out(field: Field, dtype: Any) -> pl.Expr:
    mask = pl.lit((1 << field.width) - 1, dtype)
    return pl.col("sum").floordiv(pl.lit(1 << field.shift, dtype)) & mask if field.shift else pl.col("sum") & mask


def _range(table: Table, part: Given) -> pl.Expr:
    column = pl.col(part.question)
    runs = (
        column == pl.lit(first, pl.Int8)
        if first == last
        else (column >= pl.lit(first, pl.Int8)) & (column <= pl.lit(last, pl.Int8))
        for first, last in runs_of(table, part)
    )
    return functools.reduce(operator.or_, runs)


def _when(dtype: Any, given: Callable[[Given], pl.Expr]) -> Language[pl.Expr]:
    def leads(part: Leads) -> pl.Expr:
        return pl.col(part.side) - pl.col(part.other) >= pl.lit(part.by, pl.Int8)

    def choose(cases: Sequence[tuple[pl.Expr, pl.Expr]], otherwise: pl.Expr) -> pl.Expr:
        for truth, number in reversed(cases):
            otherwise = pl.when(truth).then(number).otherwise(otherwise)
        return otherwise

    return Language(
        given=given,
        leads=leads,
        exceeds=lambda part: pl.col(part.side) >= pl.col(part.other) * pl.lit(AHEAD, pl.Int8),
        reaches=lambda part: pl.col(part.total) >= pl.lit(part.least, pl.Int8),
        all_of=lambda parts: functools.reduce(operator.and_, parts),
        some_of=lambda parts: functools.reduce(operator.or_, parts),
        choose=choose,
        number=lambda number: pl.lit(number, dtype),
    )

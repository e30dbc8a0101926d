"""Peers that decide many sheets at once: each function here compiles the rules, and returns what decides columns.

Columns are named by the questions and `view`. As codes they hold places: of an option among its question's, "not sure"
last, and of a view in VIEWS. As words they hold ids. Each row gets the place of its outcome in OUTCOMES and of its
certainty in CERTAINTIES, and both totals; from a frame of words, and from Parquet to Parquet, it gets words.

All sum one number for each answer, the table's tally or what of it is a total, and take the totals out of the sum.
"""

import functools
import operator
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl
import pyarrow as pa

from benchmarks.peers.expressions import (
    COACHING,
    MENTORING,
    UNANSWERED,
    Given,
    Language,
    Leads,
    decided_by,
    decided_by_lead,
    decision_of,
    points_of,
    write,
)
from recommender.core.decision import AHEAD
from recommender.core.model import CERTAINTIES, OUTCOMES, VIEW, VIEWS
from recommender.core.tally import Field, Table

CERTAIN = len(CERTAINTIES)
Array = npt.NDArray[Any]
Results = Mapping[str, Array]


def labels_of(table: Table) -> dict[str, list[str]]:
    """What each column's codes stand for."""
    return {question: list(tallies) for question, tallies in table.answers.items()} | {VIEW: list(VIEWS)}


def _fields(table: Table) -> dict[str, Field]:
    return {COACHING: table.coaching, MENTORING: table.mentoring, UNANSWERED: table.unanswered}


def _width(table: Table) -> int:
    """How many bits of a tally are totals."""
    return table.unanswered.shift + table.unanswered.width


def _totals_of(table: Table) -> Callable[[int], int]:
    return lambda tally: tally & (1 << _width(table)) - 1


# NumPy and pandas


def numpy_gathers(table: Table) -> Callable[[Mapping[str, Array]], Results]:
    """Plain NumPy, of codes: a tally fetched for each answer by its code, and whole arrays from then on."""
    tallies = {VIEW: table.views, **table.answers}
    arrays = {name: np.array(list(tallies[name].values()), np.int64) for name in tallies}
    ends = _ends(table)

    def decide(codes: Mapping[str, Array]) -> Results:
        tally = arrays[VIEW][codes[VIEW]]
        for question in table.answers:
            tally += arrays[question][codes[question]]
        return _results(table, tally, ends)

    return decide


def pandas_map(table: Table) -> Callable[[pd.DataFrame], Results]:
    """pandas, of words: `Series.map` with a dictionary of tallies for each column, and NumPy from then on."""
    tallies = {VIEW: dict(table.views)} | {question: dict(each) for question, each in table.answers.items()}
    ends = _ends(table)

    def decide(frame: pd.DataFrame) -> Results:
        tally = np.zeros(len(frame), np.int64)
        for name, of in tallies.items():
            tally += frame[name].map(of).to_numpy(np.int64)
        return _results(table, tally, ends)

    return decide


def _ends(table: Table) -> npt.NDArray[np.int8]:
    """The verdict for each pattern that can give the outcome, and for none of them, and each value of the totals."""
    fields, values = _fields(table), np.arange(1 << _width(table))
    totals = {name: values >> field.shift & (1 << field.width) - 1 for name, field in fields.items()}
    language: Language[Any] = Language(
        given=_not_here,
        leads=lambda part: totals[part.side] - totals[part.other] >= part.by,
        exceeds=lambda part: totals[part.side] >= AHEAD * totals[part.other],
        reaches=lambda part: totals[part.total] >= part.least,
        all_of=np.logical_and.reduce,
        some_of=np.logical_or.reduce,
        choose=lambda cases, otherwise: np.select([truth for truth, _ in cases], [end for _, end in cases], otherwise),
        number=lambda number: np.full(len(values), number),
    )
    verdicts = np.array([write(number, language) for number in _numbers(table)])
    most = np.full(len(values), CERTAIN - 1)
    for cap in table.rules.bands.unanswered:
        np.minimum(most, CERTAINTIES.index(cap.cap), out=most, where=totals[UNANSWERED] >= cap.count)
    lowered: npt.NDArray[np.int64] = verdicts // CERTAIN * CERTAIN + np.minimum(verdicts % CERTAIN, most)
    return lowered.astype(np.int8)


def _numbers(table: Table) -> list[Any]:
    """What each pattern that gives an outcome decides, in order, and, last, what the lead does."""
    decisive = dict.fromkeys(number for _, number in table.deciding)
    return [*(decided_by(table, table.rules.patterns[number]) for number in decisive), decided_by_lead(table)]


def _not_here(part: Given) -> Any:
    raise TypeError(f"{part} is no question of totals")


def _results(table: Table, tally: npt.NDArray[np.int64], ends: npt.NDArray[np.int8]) -> Results:
    decisive = list(dict.fromkeys(number for _, number in table.deciding))
    decided = np.full(len(tally), len(decisive), np.int8)
    for line, number in reversed(table.deciding):
        decided[tally & line == line] = decisive.index(number)
    verdict = ends[decided, tally & (1 << _width(table)) - 1]
    certainty = verdict % CERTAIN
    for line, number in table.capping:
        cap = CERTAINTIES.index(table.rules.patterns[number].cap or CERTAINTIES[-1])
        np.minimum(certainty, cap, out=certainty, where=tally & line == line)
    coaching, mentoring = (
        (tally >> field.shift & (1 << field.width) - 1).astype(np.int8) for field in (table.coaching, table.mentoring)
    )
    return {"outcome": verdict // CERTAIN, "certainty": certainty, COACHING: coaching, MENTORING: mentoring}


# polars


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


_WORDS = {"outcome": OUTCOMES, "certainty": CERTAINTIES}


def _worded(frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.with_columns(pl.col(name).cast(pl.UInt8).cat.to(pl.Enum(of)) for name, of in _WORDS.items())


def _coded(table: Table, frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.with_columns(pl.col(name).cast(pl.Enum(of)).to_physical() for name, of in labels_of(table).items())


def _places(table: Table, frame: pl.LazyFrame, *kept: str) -> pl.LazyFrame:
    """The results of a frame of codes, beside the columns that are kept."""
    decision, conditions = decision_of(table), dict[Given, str]()
    dtype = next(
        kind for kind in (pl.Int16, pl.Int32, pl.Int64) if _width(table) < 8 * np.dtype(kind.to_python()).itemsize
    )
    language = _when(pl.Int8, lambda part: pl.col(conditions.setdefault(part, f"given {len(conditions)}")))
    ends = [write(decision.verdict, language).alias("verdict"), write(decision.most, language).alias("most")]
    sums = _when(dtype, lambda part: _range(table, part))
    points = [write(number, sums) for number in points_of(table, _totals_of(table))]
    tested = [_range(table, part).alias(name) for part, name in conditions.items()]
    return (
        frame.with_columns(*tested, sum=functools.reduce(operator.add, points))
        .with_columns(_taken_out(field, dtype).cast(pl.Int8).alias(name) for name, field in _fields(table).items())
        .with_columns(ends)
        .select(
            *kept,
            pl.col("verdict").floordiv(pl.lit(CERTAIN, pl.Int8)).alias("outcome"),
            pl.min_horizontal(pl.col("verdict") % pl.lit(CERTAIN, pl.Int8), "most").alias("certainty"),
            COACHING,
            MENTORING,
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
        for first, last in _runs(table, part)
    )
    return functools.reduce(operator.or_, runs)


def _runs(table: Table, part: Given) -> list[tuple[int, int]]:
    """The codes with which a condition is met, as runs from the first to the last."""
    labels = labels_of(table)[part.question]
    runs: list[tuple[int, int]] = []
    for code, label in enumerate(labels):
        if (label in part.options) == part.among:
            first = runs.pop()[0] if runs and runs[-1][1] == code - 1 else code
            runs.append((first, code))
    return runs


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


# DuckDB


def duckdb_codes(table: Table) -> Callable[[pa.Table], pa.Table]:
    """DuckDB, of an Arrow table of int8 codes: one SELECT of CASE.

    Of a million rows it does 6 million a second on two threads, with conditions as ranges; with IN 4, with look-ups in
    lists 5, with CASE of the column and WHEN of each code 5, with conditions as columns first 5, with masks of one
    64-bit sum 6.
    """
    return _from_arrow(_select(table, "people", functools.partial(_sql_range, table)))


def duckdb_words(table: Table) -> Callable[[pa.Table], pa.Table]:
    """DuckDB, of an Arrow table of words, as text or as a dictionary."""
    return _from_arrow(_select(table, "people", _sql_words))


def duckdb_parquet(table: Table) -> Callable[[Path, Path], None]:
    """DuckDB from a Parquet file of words to another by COPY, `id` kept."""
    connection = duckdb.connect()

    def decide(source: Path, target: Path) -> None:
        places = _select(table, f"read_parquet('{source}')", _sql_words, "id")
        outcome, certainty = (f"{list(of)}[{name} + 1] AS {name}" for name, of in _WORDS.items())
        words = f"SELECT id, {outcome}, {certainty}, {COACHING}, {MENTORING} FROM ({places})"
        connection.execute(f"COPY ({words}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")

    return decide


def _from_arrow(select: str) -> Callable[[pa.Table], pa.Table]:
    connection = duckdb.connect()

    def decide(people: pa.Table) -> pa.Table:
        return duckdb.from_arrow(people, connection=connection).query("people", select).to_arrow_table()

    return decide


def _select(table: Table, source: str, given: Callable[[Given], str], *kept: str) -> str:
    ends, sums = _case("TINYINT", given), _case("BIGINT" if _width(table) > 15 else "SMALLINT", given)
    decision = decision_of(table)
    totals = (
        f"(sum >> {field.shift} & {(1 << field.width) - 1})::TINYINT AS {name}"
        for name, field in _fields(table).items()
    )
    points = " + ".join(write(number, sums) for number in points_of(table, _totals_of(table)))
    columns = [*kept, f"verdict // {CERTAIN} AS outcome", f"least(verdict % {CERTAIN}, most) AS certainty"]
    return f"""
        WITH summed AS (SELECT *, {points} AS sum FROM {source}),
        taken_out AS (SELECT *, {", ".join(totals)} FROM summed),
        ended AS (SELECT *, {write(decision.verdict, ends)} AS verdict, {write(decision.most, ends)} AS most
            FROM taken_out)
        SELECT {", ".join(columns)}, {COACHING}, {MENTORING} FROM ended"""


def _case(kind: str, given: Callable[[Given], str]) -> Language[str]:
    def choose(cases: Sequence[tuple[str, str]], otherwise: str) -> str:
        return f"CASE {' '.join(f'WHEN {truth} THEN {number}' for truth, number in cases)} ELSE {otherwise} END"

    return Language(
        given=given,
        leads=lambda part: f"{part.side} - {part.other} >= {part.by}",
        exceeds=lambda part: f"{part.side} >= {AHEAD} * {part.other}",
        reaches=lambda part: f"{part.total} >= {part.least}",
        all_of=lambda parts: f"({' AND '.join(parts)})",
        some_of=lambda parts: f"({' OR '.join(parts)})",
        choose=choose,
        number=lambda number: f"{number}::{kind}",
    )


def _sql_range(table: Table, part: Given) -> str:
    runs = (
        f'"{part.question}" = {first}' if first == last else f'"{part.question}" BETWEEN {first} AND {last}'
        for first, last in _runs(table, part)
    )
    return f"({' OR '.join(runs)})"


def _sql_words(part: Given) -> str:
    options = ", ".join(f"'{option}'" for option in part.options)
    return f'"{part.question}" {"IN" if part.among else "NOT IN"} ({options})'

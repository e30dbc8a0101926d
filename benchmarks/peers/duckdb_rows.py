"""DuckDB: Arrow tables of codes or of words, and from Parquet to Parquet, by one SELECT."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks.peers.expressions import (
    FIRST,
    SECOND,
    Given,
    Language,
    decision_of,
    points_of,
    write,
)
from benchmarks.peers.many import CERTAIN, WORDS, fields_of, runs_of, totals_of, width_of
from recommender.core.decision import AHEAD
from recommender.core.model import SCREENING, VIEW
from recommender.core.tally import Table


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
    return _from_file(table, "read_parquet('{source}')", "FORMAT parquet, COMPRESSION zstd")


def duckdb_csv(table: Table) -> Callable[[Path, Path], None]:
    """DuckDB from a CSV file of words to another by COPY, `id` kept.

    It is told the columns, which it reads sooner than it finds them out; as ENUMs, or without quotes, it takes longer.
    """
    names = {"id": "BIGINT"} | dict.fromkeys((SCREENING, VIEW, *table.answers), "VARCHAR")
    return _from_file(
        table, f"read_csv('{{source}}', delim=',', header=true, auto_detect=false, columns={names})", "FORMAT csv"
    )


def _from_file(table: Table, reader: str, written: str) -> Callable[[Path, Path], None]:
    connection = duckdb.connect()

    def decide(source: Path, target: Path) -> None:
        places = _select(table, reader.replace("{source}", str(source)), _sql_words, "id")
        outcome, certainty = (f"{list(of)}[{name} + 1] AS {name}" for name, of in WORDS.items())
        words = f"SELECT id, {outcome}, {certainty}, {FIRST}, {SECOND} FROM ({places})"
        connection.execute(f"COPY ({words}) TO '{target}' ({written})")

    return decide


def _from_arrow(select: str) -> Callable[[pa.Table], pa.Table]:
    connection = duckdb.connect()

    def decide(people: pa.Table) -> pa.Table:
        return duckdb.from_arrow(people, connection=connection).query("people", select).to_arrow_table()

    return decide


def _select(table: Table, source: str, given: Callable[[Given], str], *kept: str) -> str:
    ends, sums = _case("TINYINT", given), _case("BIGINT" if width_of(table) > 15 else "SMALLINT", given)
    decision = decision_of(table)
    totals = (
        f"(sum >> {field.shift} & {(1 << field.width) - 1})::TINYINT AS {name}"
        for name, field in fields_of(table).items()
    )
    points = " + ".join(write(number, sums) for number in points_of(table, totals_of(table)))
    columns = [*kept, f"verdict // {CERTAIN} AS outcome", f"least(verdict % {CERTAIN}, most) AS certainty"]
    return f"""
        WITH summed AS (SELECT *, {points} AS sum FROM {source}),
        taken_out AS (SELECT *, {", ".join(totals)} FROM summed),
        ended AS (SELECT *, {write(decision.verdict, ends)} AS verdict, {write(decision.most, ends)} AS most
            FROM taken_out)
        SELECT {", ".join(columns)}, {FIRST}, {SECOND} FROM ended"""


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
        for first, last in runs_of(table, part)
    )
    return f"({' OR '.join(runs)})"


def _sql_words(part: Given) -> str:
    options = ", ".join(f"'{option}'" for option in part.options)
    return f'"{part.question}" {"IN" if part.among else "NOT IN"} ({options})'

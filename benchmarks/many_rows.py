"""How many rows a second are scored in memory, beside other ways to do it: `python -m benchmarks.many_rows`.

Rows of codes, of categories and of text. Whatever is timed has come to the same outcomes, certainties and totals first.
"""

from collections.abc import Callable, Mapping
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl
import pyarrow as pa

from benchmarks.peers import duckdb_rows, many, polars_rows
from benchmarks.peers.expressions import FIRST, SECOND
from benchmarks.timing import Work, medians
from benchmarks.work import Codes, as_categories, as_text, codes, shipped
from recommender import Table
from recommender.batch import kernel as scores
from recommender.batch.dataframes import score_frame
from recommender.batch.input_tables import Reading, in_order, reading
from recommender.batch.kernel import score

ROUNDS = {100_000: 15, 1_000_000: 7, 10_000_000: 5}
"""How often each number of rows is scored; the median counts."""

SLOW_FROM = 10_000_000
"""At so many rows, what does fewer than a million a second is left out."""

NUMBERS = ("outcome", "certainty", FIRST, SECOND)
BYTES_A_ROW = 15 + 6
"""Of codes, read and written: 14 answers and the view; outcome, certainty, two totals, lead, count of answers."""

Results = dict[str, npt.NDArray[np.int8]]
Peer = Callable[[], Any]


def of_codes(table: Table, coded: Codes) -> dict[str, Peer]:
    """Every way from columns of codes."""
    read = reading(table, tuple(in_order(table).items()))
    rows = len(next(iter(coded.values())))
    signed = {name: column.view(np.int8) for name, column in coded.items()}
    frame, arrow = pl.DataFrame(signed), pa.table(dict(signed))
    polars_codes, duckdb_codes = polars_rows.polars_codes(table), duckdb_rows.duckdb_codes(table)
    numpy_gathers = many.numpy_gathers(table)
    return {
        "ours": lambda: score(read, coded, rows),
        "ours, one thread": lambda: _one_thread(read, coded, rows),
        "NumPy gathers, one thread": lambda: numpy_gathers(signed),
        "polars expressions": lambda: polars_codes(frame),
        "DuckDB": lambda: duckdb_codes(arrow),
    }


def of_categories(table: Table, coded: Codes) -> dict[str, Peer]:
    """Every way from columns of categories: polars Enum, pandas categorical, arrow dictionary."""
    enums = as_categories(table, coded)
    arrow, answers = enums.to_arrow(), enums.drop("screening")
    polars_enums, duckdb_words, pandas_map = (
        polars_rows.polars_enums(table),
        duckdb_rows.duckdb_words(table),
        many.pandas_map(table),
    )
    peers: dict[str, Peer] = {
        "ours, polars": lambda: score_frame(table, enums, reasons=False)[0],
        "ours, polars, with reasons": lambda: score_frame(table, enums)[0],
        "polars expressions": lambda: polars_enums(answers),
        "DuckDB": lambda: duckdb_words(arrow),
    }
    if len(enums) < SLOW_FROM:
        frame = enums.to_pandas()
        peers["ours, pandas"] = lambda: score_frame(table, frame, reasons=False)[0]
        peers["pandas map"] = lambda: pandas_map(frame)
    return peers


def of_text(table: Table, coded: Codes) -> dict[str, Peer]:
    """Every way from columns of text."""
    text = as_text(table, coded)
    arrow, answers = text.to_arrow(), text.drop("screening")
    polars_strings, duckdb_words = polars_rows.polars_strings(table), duckdb_rows.duckdb_words(table)
    pandas_map = many.pandas_map(table)
    frame = text.to_pandas()
    peers: dict[str, Peer] = {
        "ours, polars": lambda: score_frame(table, text, reasons=False)[0],
        "ours, arrow": lambda: score_frame(table, arrow, reasons=False)[0],
        "ours, pandas": lambda: score_frame(table, frame, reasons=False)[0],
        "polars expressions": lambda: polars_strings(answers),
        "DuckDB": lambda: duckdb_words(arrow),
    }
    if len(text) < SLOW_FROM:
        peers["pandas map"] = lambda: pandas_map(frame)
    return peers


def numbers_of(results: Any) -> Results:
    """Any way's results as places in the outcomes and CERTAINTIES, and totals."""
    return {name: _column(results, name) for name in NUMBERS}


def _column(results: Any, name: str) -> npt.NDArray[np.int8]:
    column: Any
    if isinstance(results, scores.Scores):
        column = (results.outcome, results.certainty, *results.points)[NUMBERS.index(name)]
    elif isinstance(results, pl.DataFrame):
        column = results[name].to_physical().to_numpy()
    elif isinstance(results, pd.DataFrame):
        column = results[name].cat.codes if results[name].dtype == "category" else results[name]
    elif isinstance(results, pa.Table):
        column = results[name].combine_chunks()
        column = column.indices if pa.types.is_dictionary(column.type) else column
    else:
        column = results[name]
    return np.asarray(column, np.int8)


def check_equal(ways: Mapping[str, Peer]) -> None:
    """Stop where one way comes to something else than the first."""
    expected = numbers_of(ways["ours" if "ours" in ways else "ours, polars"]())
    for name, way in ways.items():
        found = numbers_of(way())
        for column in NUMBERS:
            if not np.array_equal(found[column], expected[column]):
                raise SystemExit(f"{name} gives another {column}: nothing is timed.")


def copied(rows: int) -> Work:
    """A copy that reads and writes as many bytes as scoring so many rows of codes must."""
    source = np.ones(rows * BYTES_A_ROW // 2, np.uint8)
    target = np.zeros_like(source)
    return lambda: np.copyto(target, source)


def _one_thread(read: Reading, coded: Codes, rows: int) -> scores.Scores:
    with mock.patch.object(scores, "THREADS", 1):
        return score(read, coded, rows)


def main() -> None:
    table = shipped()
    kinds = {"codes": of_codes, "categories": of_categories, "text": of_text}
    for kind, ways_of in kinds.items():
        for rows, rounds in ROUNDS.items():
            ways = ways_of(table, codes(table, rows))
            check_equal(ways)
            limit: dict[str, Work] = {"copying as many bytes, one thread": copied(rows)} if kind == "codes" else {}
            _print_table(kind, rows, medians({**ways, **limit}, rounds))


def _print_table(kind: str, rows: int, seconds: Mapping[str, float]) -> None:
    ours = next(iter(seconds.values()))
    print(f"{rows:,} rows of {kind}, all equal (medians of {ROUNDS[rows]})")
    for name, taken in seconds.items():
        print(f"  {name:<40}{rows / taken / 1e6:9.2f} million rows/s   {taken / ours:8.2f} times ours")


if __name__ == "__main__":
    main()

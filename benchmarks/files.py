"""From one file to another, Parquet or CSV: how long, beside polars and DuckDB, and in how much memory.

`python -m benchmarks.files`. The answers are text, and `id` is kept. Memory is what a process of its own takes at the
most, less what it took before it began.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from benchmarks.peers import duckdb_rows, polars_rows
from benchmarks.peers.expressions import FIRST, SECOND
from benchmarks.timing import Work, medians
from benchmarks.work import shipped, write_csv, write_parquet
from recommender import Table
from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.files import score_file
from recommender.batch.output_columns import OutputColumns

ROWS = (100_000, 1_000_000, 10_000_000)
ROUNDS = 5
KINDS = {".parquet": "Parquet", ".csv": "CSV"}
MEMORY_ROWS = (10_000_000, 100_000_000)
WITHOUT_REASONS = OutputColumns(("id",), reasons=False)
WITH_REASONS = OutputColumns(("id",), reasons=True)
COLUMNS = ("id", "outcome", "certainty", FIRST, SECOND)


def ours(table: Table, source: Path, target: Path, output: OutputColumns = WITHOUT_REASONS) -> None:
    """Score one file into another."""
    score_file(AnswerTexts(table), source, target, output)


def results(path: Path) -> pa.Table:
    """The results in the order of the ids, words as plain text."""
    table = csv.read_csv(path) if path.suffix == ".csv" else pq.read_table(path)
    read = table.select(list(COLUMNS)).sort_by("id")
    kinds = pa.schema([(name, pa.int64() if name == "id" else pa.string()) for name in COLUMNS])
    return read.cast(kinds)


def added_memory(source: Path, target: Path) -> int:
    """How many bytes scoring adds to what the process holds."""
    table = shipped()
    before = peak()
    ours(table, source, target)
    return peak() - before


def peak() -> int:
    """The most memory that this process has held. What `resource` tells starts from what its parent held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) * 1024


def _in_a_process_of_its_own(source: Path, target: Path) -> int:
    command = [sys.executable, "-m", "benchmarks.files", str(source), str(target)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def ways(table: Table, source: Path, folder: Path) -> dict[str, tuple[Work, Path]]:
    """Every way to score the file, and where it writes its results, in a file of the same kind."""
    peers = {
        ".parquet": (polars_rows.polars_parquet, duckdb_rows.duckdb_parquet),
        ".csv": (polars_rows.polars_csv, duckdb_rows.duckdb_csv),
    }
    polars_file, duckdb_file = (peer(table) for peer in peers[source.suffix])
    mine, with_reasons, polars, duckdb = (folder / f"{n}{source.suffix}" for n in ("ours", "why", "polars", "duckdb"))
    return {
        "ours": (lambda: ours(table, source, mine), mine),
        "ours, with reasons": (lambda: ours(table, source, with_reasons, WITH_REASONS), with_reasons),
        "polars": (lambda: polars_file(source, polars), polars),
        "DuckDB": (lambda: duckdb_file(source, duckdb), duckdb),
    }


def print_times(table: Table, source: Path, rows: int, folder: Path) -> None:
    """Time every way, once all have written the same."""
    every = ways(table, source, folder)
    for name, (work, target) in every.items():
        work()
        if not results(target).equals(results(every["ours"][1])):
            raise SystemExit(f"{name} writes other results: nothing is timed.")
    seconds = medians({name: work for name, (work, _) in every.items()}, ROUNDS)
    kind = KINDS[source.suffix]
    print(f"{rows:,} rows from {kind} to {kind}, all equal (medians of {ROUNDS})")
    for name, taken in seconds.items():
        print(f"  {name:<40}{taken:9.2f} s   {taken / seconds['ours']:8.2f} times ours")


def main() -> None:
    table = shipped()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, as_csv = folder / "people.parquet", folder / "people.csv"
        for rows in ROWS:
            write_parquet(table, rows, source)
            write_csv(source, as_csv)
            print_times(table, source, rows, folder)
            print_times(table, as_csv, rows, folder)
        for rows in MEMORY_ROWS:
            write_parquet(table, rows, source)
            added = _in_a_process_of_its_own(source, folder / "memory.parquet")
            print(f"{rows:,} rows from Parquet to Parquet add {added / 1e6:.0f} MB at the most")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(added_memory(Path(sys.argv[1]), Path(sys.argv[2])))
    else:
        main()

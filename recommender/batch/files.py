"""Files of many people: CSV or Parquet in, the same kind out with the results, whatever the size, in flat memory."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from recommender.batch.atomic_output import writing
from recommender.batch.csv_file import score_csv
from recommender.batch.output_choice import Wanted
from recommender.batch.parquet_file import score_parquet
from recommender.batch.row_errors import BadCells, missing_questions
from recommender.core.errors import InvalidTable
from recommender.core.tally import Table

PARQUET = (".parquet", ".pq")

Progress = Callable[[int, int], None]
"""Is told how much of how much has been read: rows, or, of a CSV file, bytes."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a file: how many rows it has, what could not be scored, and the questions without a column."""

    rows: int
    bad: BadCells
    missing: tuple[str, ...]


def score_file(table: Table, source: Path, target: Path, wanted: Wanted, progress: Progress) -> Report:
    """Score one file into another, which appears under its name when it is whole. A name ending says the kind.

    `progress` is told how much of how much is read. Stopped half-way, it goes on from there when it is called again.
    Raises InvalidTable where the one cannot be read, or does not fit, or the other cannot be written.
    """
    kinds = [path.suffix.lower() in PARQUET for path in (source, target)]
    if target.exists() and not target.is_file():
        kinds[1] = kinds[0]
    if kinds[0] != kinds[1]:
        raise InvalidTable(
            f"{source} and {target} are not of one kind. Let both names end in .csv, or both in .parquet."
        )
    score_kind = score_parquet if kinds[0] else score_csv
    with writing(target, _key(table, source, wanted)) as out:
        columns, rows, bad = score_kind(table, source, out, wanted, progress)
    return Report(rows, bad, missing_questions(table, columns))


def _key(table: Table, source: Path, wanted: Wanted) -> str:
    """What the outcome hangs on: an earlier run is gone on from only where all of it is the same."""
    if source.is_dir():
        raise InvalidTable(f"{source} is a folder. Name a file in it.")
    try:
        stat = source.stat()
    except OSError as error:
        raise InvalidTable(f"{source} cannot be opened: {error.strerror}.") from error
    parts = [table.rules.digest, str(source.resolve()), stat.st_size, stat.st_mtime_ns, wanted.keep, wanted.reasons]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

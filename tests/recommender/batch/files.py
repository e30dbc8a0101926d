"""Files of either kind to score, and what is in them afterwards."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from recommender import Table
from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.files import score_file
from recommender.batch.input_tables import in_order
from recommender.batch.output_columns import OutputColumns
from recommender.batch.report import FileReport
from recommender.core.model import SCREENING


def random_rows(table: Table, rows: int, *, bad: Sequence[int] = ()) -> pa.Table:
    """A table of random answers with an id; in the `bad` rows, from 1, the goal is not known."""
    chance = np.random.default_rng(7)
    offered_to_all = {
        name: [
            label
            for label in labels
            if all(label in dict(table.offered[view]).get(name, [label]) for view in table.views)
        ]
        for name, labels in in_order(table).items()
    }
    columns = {name: chance.choice(labels, rows).astype(object) for name, labels in offered_to_all.items()}
    columns["goal"][[row - 1 for row in bad]] = "habbit"
    columns[SCREENING] = chance.choice(["", "none", "", "job", "danger", "health-helped process"], rows).astype(object)
    return pa.table({"id": pa.array(range(rows)), **columns})


def write(path: Path, rows: pa.Table, *, group: int = 50) -> Path:
    """The table as a file of the kind that its name says."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(rows.column_names)
            writer.writerows(zip(*(column.to_pylist() for column in rows.columns), strict=True))
    else:
        pq.write_table(rows, path, row_group_size=group)
    return path


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a file of either kind, every cell as text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    return as_text(pq.read_table(path))


def as_text(table: pa.Table) -> list[dict[str, str]]:
    """The rows of a table, every cell as text."""
    return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in table.to_pylist()]


def score(table: Table, path: Path, target: Path, output: OutputColumns | None = None) -> FileReport:
    """Score one file into another, with ids alone and no words."""
    return score_file(AnswerTexts(table), path, target, output or OutputColumns())

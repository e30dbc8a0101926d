"""Parquet files keep what they were: types, metadata and columns of one name."""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recommender import InvalidTable, Table
from recommender.batch.dataframes import score_frame
from recommender.batch.input_tables import in_order
from recommender.batch.output_columns import OutputColumns
from tests.conftest import RESULTS
from tests.recommender.batch.files import as_text, random_rows, score, write

pytestmark = pytest.mark.usefixtures("small_batches")


def test_a_file_keeps_its_columns_types_and_metadata(table: Table, tmp_path: Path) -> None:
    rows = random_rows(table, 130)
    days = pa.array([None, *range(129)], pa.timestamp("ms", "Europe/London"))
    rows = rows.append_column("day", days).append_column("tags", pa.array([[1], []] * 65))
    rows = rows.append_column("kind", pa.array(["a", "b"] * 65).dictionary_encode())
    rows = rows.set_column(1, "view", rows["view"].cast(pa.large_string()))
    rows = rows.replace_schema_metadata({"owner": "trust"})
    score(table, write(tmp_path / "in.parquet", rows), tmp_path / "out.parquet")
    before, scored = pq.read_table(tmp_path / "in.parquet"), pq.read_table(tmp_path / "out.parquet")
    assert before.equals(rows)
    assert scored.select(rows.column_names).equals(before, check_metadata=True)
    assert scored.schema.field("outcome").type == pa.dictionary(pa.int8(), pa.string())
    assert scored.schema.metadata == {b"owner": b"trust"}


def test_answers_as_categories_score_as_text_does(table: Table, tmp_path: Path) -> None:
    rows = random_rows(table, 130)
    expected = as_text(score_frame(table, rows)[0].select([*RESULTS]))
    for name in in_order(table):
        rows = rows.set_column(rows.column_names.index(name), name, rows[name].dictionary_encode())
    score(table, write(tmp_path / "in.parquet", rows), tmp_path / "out.parquet")
    assert as_text(pq.read_table(tmp_path / "out.parquet", columns=list(RESULTS))) == expected


def test_numbers_are_not_taken_for_answers(table: Table, tmp_path: Path) -> None:
    rows = random_rows(table, 4)
    rows = rows.set_column(rows.column_names.index("experience"), "experience", pa.array([0, 1, 3, None]))
    report = score(table, write(tmp_path / "in.parquet", rows), tmp_path / "out.parquet")
    assert [(cell.row, cell.column, cell.value) for cell in report.bad.reported] == [
        (1, "experience", "0"),
        (2, "experience", "1"),
        (3, "experience", "3"),
    ]


@pytest.mark.parametrize("keep", [None, ("note",), ("a.b",), ("a",), ("goal", "note")])
def test_columns_of_one_name_and_names_with_dots_are_passed_through(
    table: Table, tmp_path: Path, keep: tuple[str, ...] | None
) -> None:
    names = ["note", "a", "view", "a.b", "screening", "note", "goal", "a"]
    cells = ["first", "1", "self", "2", "", "second", "habit", "3"]
    rows = pa.Table.from_arrays([pa.array([cell]) for cell in cells], names=names)
    score(table, write(tmp_path / "in.parquet", rows), tmp_path / "out.parquet", OutputColumns(keep))
    file = pq.ParquetFile(tmp_path / "out.parquet")
    (written,) = file.iter_batches()
    expected = [(name, cell) for name, cell in zip(names, cells, strict=True) if keep is None or name in keep]
    assert [(name, column[0].as_py()) for name, column in zip(written.schema.names, written.columns, strict=True)][
        : len(expected)
    ] == expected
    assert written.schema.names[len(expected) :] == list(RESULTS)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"view,screening\n", b"PAR1" + b"\0" * 50 + b"PAR1"])
def test_what_is_no_parquet_file_is_reported(table: Table, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "in.parquet").write_bytes(content)
    with pytest.raises(InvalidTable, match=r"in.parquet is (not a Parquet file, or it is damaged|damaged)"):
        score(table, tmp_path / "in.parquet", tmp_path / "out.parquet")
    assert os.listdir(tmp_path) == ["in.parquet"]


def test_a_file_that_is_damaged_half_way_is_reported_and_leaves_nothing(table: Table, tmp_path: Path) -> None:
    path = write(tmp_path / "in.parquet", random_rows(table, 400), group=30)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 3)
        file.write(b"\xff" * 2000)
    with pytest.raises(InvalidTable, match="is damaged"):
        score(table, path, tmp_path / "out.parquet")
    assert os.listdir(tmp_path) == [path.name]


def test_columns_that_are_missing_are_reported(table: Table, tmp_path: Path) -> None:
    path = write(tmp_path / "in.parquet", random_rows(table, 3).drop_columns(["view"]))
    with pytest.raises(InvalidTable, match="There is no column 'view'"):
        score(table, path, tmp_path / "out.parquet")

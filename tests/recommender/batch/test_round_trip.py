"""Whatever text a column holds that is only passed through, it reads back as it was, or, of CSV, as what cannot run."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import example, given
from hypothesis import strategies as st

from recommender import Table
from tests.recommender.batch.files import score

HARD = [*"\r\n\",;\t\0\ufeff\u2028\x85é' ", "\r\n", '""', "=1+1", "@x", "-1"]
"""What a CSV file, a spreadsheet or a codec could take for something else."""

pieces = st.one_of(st.sampled_from(HARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=5))
texts = st.lists(pieces, max_size=4).map("".join)
names = texts.filter(lambda name: not any(map(str.isalnum, name)))
"""Names that cannot be taken for a question's."""


@given(name=names, cells=st.lists(texts, min_size=1, max_size=4))
@example(name="note", cells=["a\rb", "c"])
@example(name="\ufeff", cells=["\ufeff"])
@example(name="", cells=["\0"])
def test_a_csv_file_reads_back_as_it_was(table: Table, name: str, cells: list[str]) -> None:
    given_text = io.StringIO(newline="")
    writer = csv.writer(given_text, quoting=csv.QUOTE_ALL)
    writer.writerows([[name, "view", "screening", "goal"], *([cell, "self", "none", "habit"] for cell in cells)])
    with TemporaryDirectory() as folder:
        path, out = Path(folder) / "in.csv", Path(folder) / "out.csv"
        path.write_bytes(given_text.getvalue().encode())
        score(table, path, out)
        text = out.read_bytes().decode()
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    assert header[0] in (name, f"'{name}")
    assert [row[0].removeprefix("'") for row in rows] == [cell.removeprefix("'") for cell in cells]
    assert not any(row[0].startswith(tuple("=+-@\t\r")) and not row[0][1:].isdecimal() for row in (header, *rows))
    assert {row[4] for row in rows} == {"coaching"}


@given(name=names, cells=st.lists(st.none() | texts, min_size=1, max_size=4))
def test_a_parquet_file_reads_back_as_it_was(table: Table, name: str, cells: list[str | None]) -> None:
    count = len(cells)
    columns = [pa.array(cells, pa.string()), *(pa.array([cell] * count) for cell in ("self", "none", "habit"))]
    with TemporaryDirectory() as folder:
        path, out = Path(folder) / "in.parquet", Path(folder) / "out.parquet"
        pq.write_table(pa.Table.from_arrays(columns, names=[name, "view", "screening", "goal"]), path)
        score(table, path, out)
        scored = pq.read_table(out)
    assert scored.column_names[0] == name
    assert scored.column(0).to_pylist() == cells
    assert set(scored["outcome"].to_pylist()) == {"coaching"}

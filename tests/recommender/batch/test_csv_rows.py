"""A CSV file scores alike however it is read: in plain lines as columns, or by `csv`, a row at a time."""

import csv
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import InvalidTable, Table
from recommender.batch import csv_text
from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.files import score_file
from recommender.batch.output_columns import OutputColumns
from recommender.batch.report import FileReport
from recommender.cli.score import notes
from tests.recommender.batch.files import score

HEADER = ("note", "view", "screening", "goal", "wants", "other")
CELLS = {
    "note": ["", "x", "café", "=1+1", "-5", "+44 20", "@me", "\0", "a  b", "“", "a word of more than twelve bytes"],
    "view": ["self", "self", "leader", "", " ", "selff"],
    "screening": ["", "none", "job", "danger process", "nonsense"],
    "goal": ["habit", "role", "not-sure", "", " habit ", "habbit", "a goal of more than twelve bytes", "habit\0"],
    "wants": ["tell", "show", "listen", *(f"w{number}" for number in range(40))],
    "other": ["", "0", "-", "-1,5", "=A1", "é"],
}
odd_lines = st.sampled_from(["", " ", "self", "=,self,none,habit", "x,self,,habit,tell,y,", "x,self,,habit,tell,y,z"])
plain_rows = st.tuples(*(st.sampled_from(CELLS[name]) for name in HEADER))
odd_rows = st.one_of(plain_rows.map(lambda row: ",".join(row[:-1]) + ',"a\n""b"""'), odd_lines)


def outcome(table: Table, text: str, keep: tuple[str, ...] | None, plain: bool, block: int) -> tuple[bytes, FileReport]:
    with (
        TemporaryDirectory() as folder,
        mock.patch.object(csv_text, "BLOCK", block),
        mock.patch.object(csv_text, "BATCH", 3),
        mock.patch.object(csv_text, "is_plain", csv_text.is_plain if plain else lambda _: False),
    ):
        path, out = Path(folder) / "in.csv", Path(folder) / "out.csv"
        path.write_bytes(text.encode())
        report = score(table, path, out, OutputColumns(keep))
        return out.read_bytes(), report


@given(
    rows=st.lists(st.one_of(plain_rows.map(",".join), plain_rows.map(",".join), odd_rows), max_size=8),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    separator=st.sampled_from(",;\t"),
    ended=st.booleans(),
    keep=st.sampled_from([None, (), ("note",), ("note", "goal", "other")]),
    block=st.sampled_from([1, 50, 100, 1 << 20]),
)
def test_a_file_scores_alike_however_it_is_read(
    table: Table,
    rows: list[str],
    line_end: str,
    separator: str,
    ended: bool,
    keep: tuple[str, ...] | None,
    block: int,
) -> None:
    text = line_end.join([",".join(HEADER), *rows]).replace(",", separator) + (line_end if ended else "")
    one_by_one = outcome(table, text, keep, False, 1 << 20)
    assert outcome(table, text, keep, True, block) == one_by_one


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_lines_are_numbered_on_through_plain_ones_and_others(table: Table, tmp_path: Path, line_end: str) -> None:
    rows = ["view,screening,goal", "self,,habit", "self,,habbit", 'self,,"habbit"', "self,,habit", "self,,habbit"]
    (tmp_path / "in.csv").write_bytes(line_end.join(rows).encode())
    with mock.patch.object(csv_text, "BLOCK", 30):
        report = score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    assert [(cell.row, cell.line) for cell in report.bad.reported] == [(2, 3), (3, 4), (5, 6)]


def test_a_blank_row_among_plain_ones_is_no_row(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("view,screening,goal\nself,,habit\n, ,\nself,,role\n", encoding="utf-8")
    report = score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    assert (report.rows, report.bad.rows) == (2, 0)


def test_long_words_in_plain_lines_are_reported_as_they_are(table: Table, tmp_path: Path) -> None:
    word = "a goal of more than twelve bytes"
    (tmp_path / "in.csv").write_text(f"view,screening,goal\nself,,habit\nself,,{word}\n", encoding="utf-8")
    report = score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    assert [(cell.row, cell.value) for cell in report.bad.reported] == [(2, word)]


def test_a_cell_that_is_too_long_for_csv_is_refused_in_plain_lines_too(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"view,screening,goal,note\nself,,habit,{'x' * 140_000}\n", encoding="utf-8")
    with pytest.raises(InvalidTable, match="is not a CSV file: field larger than field limit"):
        score(table, tmp_path / "in.csv", tmp_path / "out.csv")


def test_a_separator_that_is_not_ascii_is_understood(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("sep=§\nview§screening§goal\nself§§habit\n", encoding="utf-8")
    score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    assert "self§§habit§coaching§" in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_a_letter_beyond_the_first_block_says_the_encoding(table: Table, tmp_path: Path) -> None:
    text = "view,screening,goal,note\n" + "self,,habit,x\n" * 20 + "self,,habit,é\n"
    (tmp_path / "in.csv").write_bytes(text.encode("windows-1252"))
    with mock.patch.object(csv_text, "BLOCK", 30):
        report = score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    assert report.encoding == "windows-1252"
    assert "habit,é,coaching" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_lines_that_end_in_carriage_returns_alone_are_read_a_block_at_a_time(
    table: Table, tmp_path: Path, encoding: str
) -> None:
    text = "view,screening,goal,note\r" + "self,,habit,x\r" * 20 + "self,,habit,é\r" * 20
    (tmp_path / "in.csv").write_bytes(text.encode(encoding))
    read: list[int] = []
    with mock.patch.object(csv_text, "BLOCK", 30):
        score_file(
            AnswerTexts(table),
            tmp_path / "in.csv",
            tmp_path / "out.csv",
            progress=lambda done, _: read.append(done),
        )
    assert max(after - before for before, after in pairwise([0, *read])) < 100
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").count("habit,é,coaching") == 20


# formulas

RUN = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=", "-", "+44 20 7946", "=cmd|' /C calc'!A0", "-é"]
STAY = [
    "1",
    "-1",
    "+1",
    "-1.5",
    "-1,5",
    "+.5",
    "-1e-5",
    "-12%",
    "+447700900123",
    "x=1",
    " =1",
    "'=1",
    "",
    "é",
    "-1,000.5",
]


@pytest.mark.parametrize("quoted", [True, False], ids=["quoted", "plain"])
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe_and_is_counted(
    table: Table, tmp_path: Path, quoted: bool, separator: str
) -> None:
    cells = [cell for cell in (*RUN, *STAY) if quoted or not set(cell) & set(f"{separator}\r\t")]
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
        writer.writerows([["id", "note", "view", "screening", "goal"], *(["7", c, "self", "", "habit"] for c in cells)])
    report = score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        read = [row["note"] for row in csv.DictReader(file, delimiter=separator)]
    assert read == [f"'{cell}" if cell in RUN else cell for cell in cells]
    assert report.neutralised == sum(cell in RUN for cell in cells)


def test_the_name_of_a_column_does_not_run_and_what_is_not_kept_is_not_counted(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("=A1,view,screening,goal,note\n1,self,,habit,=B1\n", encoding="utf-8")
    report = score(table, tmp_path / "in.csv", tmp_path / "out.csv", OutputColumns(("=A1",)))
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("'=A1,outcome,")
    assert report.neutralised == 1


def test_a_negative_lead_is_a_plain_number(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("view,screening,goal\nself,,role\n", encoding="utf-8")
    score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    assert ",-2," in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_a_note_says_how_many_cells_were_neutralised(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("view,screening,goal,note\nself,,role,=A1\nself,,role,-\n", encoding="utf-8")
    told = list(notes(score(table, tmp_path / "in.csv", tmp_path / "out.csv"), {}))
    assert told[0] == "cells that begin as formulas do: 2; an apostrophe before each keeps them text"

"""CSV files as spreadsheets and form tools save them."""

import csv
import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from recommender import InvalidTable, Table
from recommender.batch.output_columns import OutputColumns
from tests.conftest import RESULTS, ROOT
from tests.recommender.batch.files import read, score

TEXT = "view,screening,goal,note\nself,,habit,café\nleader,job,role,“x”\n"


def scored(table: Table, folder: Path, content: bytes) -> bytes:
    (folder / "in.csv").write_bytes(content)
    report = score(table, folder / "in.csv", folder / "out.csv")
    assert not report.bad
    return (folder / "out.csv").read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize(("line_end", "above"), [("\n", ""), ("\r\n", "sep=\n"), ("\r", "")], ids=["LF", "CRLF", "CR"])
def test_a_spreadsheet_is_read_as_it_is_saved(
    table: Table, tmp_path: Path, encoding: str, separator: str, line_end: str, above: str
) -> None:
    text = (above.replace("=", f"={separator}") + TEXT.replace(",", separator)).replace("\n", line_end)
    out = scored(table, tmp_path, text.encode(encoding))
    assert out.startswith(b"\xef\xbb\xbf") == (encoding != "utf-8")
    rows = list(csv.DictReader(io.StringIO(out.decode("utf-8-sig"), newline=""), delimiter=separator))
    assert [(row["note"], row["goal"], row["outcome"]) for row in rows] == [
        ("café", "habit", "coaching"),
        ("“x”", "role", "fix-the-job-first"),
    ]
    assert list(rows[0]) == ["view", "screening", "goal", "note", *RESULTS]


def test_a_header_may_hold_other_separators_in_its_names(table: Table, tmp_path: Path) -> None:
    out = scored(table, tmp_path, b"view;screening;goal;what, if anything, else, is there\nself;;habit;1,5\n")
    assert out.splitlines()[1].startswith(b"self;;habit;1,5;coaching;")


def test_a_file_that_turns_out_damaged_is_reported(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes("view,screening,goal\nself,,é\n".encode() + b"self,,\xff\n")
    with pytest.raises(InvalidTable, match="in.csv is damaged, or not UTF-8 text. Save it as 'CSV UTF-8'."):
        score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    assert os.listdir(tmp_path) == ["in.csv"]


def test_blank_rows_and_nameless_columns_are_no_faults(table: Table, tmp_path: Path) -> None:
    out = scored(table, tmp_path, b"view,screening,goal,,\n\nself,,habit,,\n,,,,\n , ,,,\nself,,role,,,,\n,,,,\n")
    assert [line.split(b",")[:6] for line in out.splitlines()] == [
        [b"view", b"screening", b"goal", b"", b"", b"outcome"],
        [b"self", b"", b"habit", b"", b"", b"coaching"],
        [b"self", b"", b"role", b"", b"", b"mentoring"],
    ]


def test_columns_of_one_name_are_passed_through(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"note,view,screening,goal,note,lead\na,self,,habit,b,me\n")
    score(table, tmp_path / "in.csv", tmp_path / "all.csv")
    score(table, tmp_path / "in.csv", tmp_path / "note.csv", OutputColumns(("note",), reasons=False))
    score(table, tmp_path / "in.csv", tmp_path / "id.csv", OutputColumns(("view",)))
    assert (
        (tmp_path / "all.csv")
        .read_text(encoding="utf-8")
        .startswith(
            "note,view,screening,goal,note,lead,outcome,certainty,coaching,mentoring,scored-lead,answered,reasons\n"
            "a,self,,habit,b,me,coaching,close,2,0,2,1,"
        )
    )
    assert (tmp_path / "note.csv").read_text(encoding="utf-8").splitlines()[1] == "a,b,coaching,close,2,0,2,1"
    assert list(read(tmp_path / "id.csv")[0]) == ["view", *RESULTS]


def test_a_bad_cell_is_found_by_its_line(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b'note,view,screening,goal\n\n"a\nb\nc",self,,habit\n\n"d\ne",self,,habbit\n')
    report = score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    assert [(cell.row, cell.line) for cell in report.bad.reported] == [(2, 7)]
    assert str(report.bad.reported[0]).startswith("row 2 (line 7), column 'goal': 'habbit' is not known here")


@pytest.mark.parametrize("reasons", [True, False])
def test_a_row_of_the_wrong_length_is_reported_and_the_others_are_scored(
    table: Table, tmp_path: Path, reasons: bool
) -> None:
    (tmp_path / "in.csv").write_bytes(b"view,screening,goal\nself,,habit\nself,\nself,,habit,more\nself,,role\n")
    report = score(table, tmp_path / "in.csv", tmp_path / "out.csv", OutputColumns(reasons=reasons))
    assert [str(cell) for cell in report.bad.reported] == [
        "row 2 (line 3): 2 cells where the header has 3 (put a cell that holds a separator in quotes)",
        "row 3 (line 4): 4 cells where the header has 3 (put a cell that holds a separator in quotes)",
    ]
    assert (report.bad.rows, report.rows) == (2, 4)
    assert [row["outcome"] for row in read(tmp_path / "out.csv")] == ["coaching", "", "", "mentoring"]


BAD_FILES = {
    "a quotation mark that is not closed": (b'view,screening,goal\n"self,\n', "is not a CSV file: "),
    "empty": (b"", "is empty. Its first row must name the columns."),
    "blank": (b"\n,,\n", "is empty. Its first row must name the columns."),
    "a question twice": (b"view,screening,goal,goal\n", "Two columns are named 'goal'."),
    "binary": (bytes(range(256)) * 10, "is "),
    "half of a letter of UTF-16": ("view,screening,goal\n".encode("utf-16") + b"x", "is damaged"),
}


@pytest.mark.parametrize(("content", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_cannot_be_scored_is_reported_and_nothing_is_written(
    table: Table, tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "in.csv").write_bytes(content)
    with pytest.raises(InvalidTable, match=message):
        score(table, tmp_path / "in.csv", tmp_path / "out.csv")
    assert os.listdir(tmp_path) == ["in.csv"]


def test_a_file_that_fails_while_it_is_read_is_reported(table: Table, tmp_path: Path) -> None:
    with pytest.raises(InvalidTable, match="/proc/self/mem cannot be opened: Input/output error"):
        score(table, Path("/proc/self/mem"), tmp_path / "out.csv")


def test_a_pipe_is_read_once(table: Table, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_text(TEXT, encoding="utf-8"), daemon=True)
    writer.start()
    report = score(table, tmp_path / "pipe", tmp_path / "out.csv")
    writer.join(timeout=10)
    assert (report.rows, report.encoding) == (2, "utf-8")
    assert [row["note"] for row in read(tmp_path / "out.csv")] == ["café", "“x”"]


def test_rows_may_go_from_one_pipe_to_another() -> None:
    words = [sys.executable, "-m", "recommender", "score", "/dev/stdin", "-o", "/dev/stdout", "--keep", "goal"]
    ended = subprocess.run(words, cwd=ROOT, input=TEXT.encode(), capture_output=True, check=False)
    assert ended.stdout.decode().splitlines()[1].startswith("habit,coaching,close,2,0,2,1,")
    assert ended.stdout.count(b"\n") == 3
    assert b"2 of 2 rows scored, written to /dev/stdout" in ended.stderr

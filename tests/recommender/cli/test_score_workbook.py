"""`score` with an Excel workbook on either side."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from recommender.cli import score_notes
from recommender.cli.main import main
from tests.conftest import RESULTS
from tests.recommender.cli.commands import Printed, one_line_of_error
from tests.recommender.people.files import as_csv, as_workbook

PEOPLE = [
    ["who", "view", "screening", "goal", "lead"],
    ["=Ana", "self", "none", "habit", "me"],
    ["Ben", "leader", "", "", "you"],
    ["Cem", "self", "none", "habbit", ""],
]
RESULTS_BESIDE_LEAD = [name if name != "lead" else "scored-lead" for name in RESULTS]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.xlsx"
    path.write_bytes(as_workbook(PEOPLE))
    return path


def test_a_workbook_is_scored_into_another(people: Path, capsys: Printed) -> None:
    target = people.with_name("scored.xlsx")
    assert main(["score", str(people), "-o", str(target)]) == 1
    out, err = capsys.readouterr()
    assert out == f"2 of 3 rows scored, written to {target}\n"
    assert f"{people}: row 4, column 'goal': 'habbit' is not known here (did you mean 'habit'?)" in err
    assert "columns not used: who, lead" in err
    assert "'screening' is empty in 1 of 3 rows, which is read as 'none'" in err
    assert "no question is answered in 1 of 3 rows, so too little is known there" in err
    header, ana, _, cem = openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True)
    assert list(header) == [*PEOPLE[0], *RESULTS_BESIDE_LEAD]
    assert ana[:7] == ("=Ana", "self", "none", "habit", "me", "coaching", "close")
    assert cem[5:] == (None,) * 7


def test_a_workbook_is_scored_into_csv_of_the_columns_that_are_kept(people: Path, capsys: Printed) -> None:
    target = people.with_name("scored.csv")
    assert main(["score", str(people), "-o", str(target), "--keep", "who", "--no-reasons"]) == 1
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"), newline="")))
    assert rows[0] == ["who", *RESULTS[:-1]]
    assert rows[1] == ["'=Ana", "coaching", "close", "2", "0", "2", "1"]
    assert capsys.readouterr().err


def test_a_number_in_a_workbook_stays_one_in_csv(tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(as_workbook([["who", *PEOPLE[0][1:]], ["-5", *PEOPLE[1][1:]]]))
    assert main(["score", str(tmp_path / "people.xlsx"), "-o", str(tmp_path / "scored.csv"), "--keep", "who"]) == 0
    assert "\n-5,coaching," in (tmp_path / "scored.csv").read_text(encoding="utf-8-sig")


def test_csv_is_scored_into_a_workbook(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "people.csv").write_bytes(as_csv(PEOPLE[:2]))
    assert main(["score", str(tmp_path / "people.csv"), "-o", str(tmp_path / "scored.xlsx")]) == 0
    assert capsys.readouterr().out.startswith("1 of 1 rows scored")


def test_rows_can_go_to_standard_output(people: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["score", str(people), "-o", "/dev/stdout"])
    out, err = capfd.readouterr()
    assert out.startswith("\ufeffwho,view,")
    assert "2 of 3 rows scored, written to /dev/stdout" in err


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("scored.parquet", "Give it a name that ends in .xlsx or .csv."),
        ("people.xlsx", "is also the input. Write to another file."),
    ],
)
def test_a_target_that_does_not_fit_is_refused(people: Path, capsys: Printed, target: str, message: str) -> None:
    before = people.read_bytes()
    assert main(["score", str(people), "-o", str(people.with_name(target))]) == 1
    assert one_line_of_error(capsys).endswith(message)
    assert people.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.xlsx", None, "cannot be opened: No such file or directory."),
        ("old.xls", bytes.fromhex("d0cf11e0a1b11ae1"), "Save it as an Excel workbook (.xlsx)."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, capsys: Printed, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["score", str(tmp_path / name), "-o", str(tmp_path / "scored.xlsx")]) == 1
    assert one_line_of_error(capsys).endswith(message)
    assert not (tmp_path / "scored.xlsx").exists()


def test_a_file_that_fails_while_it_is_read_is_refused(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "people.xlsx").symlink_to("/proc/self/mem")
    assert main(["score", str(tmp_path / "people.xlsx"), "-o", str(tmp_path / "scored.xlsx")]) == 1
    assert one_line_of_error(capsys).endswith("people.xlsx cannot be opened: Input/output error.")


def test_only_the_first_faulty_cells_are_reported_one_by_one(
    people: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_notes, "MOST_REPORTED", 0)
    main(["score", str(people), "-o", str(people.with_name("scored.csv"))])
    err = capsys.readouterr().err
    assert "habbit" not in err
    assert "... and 1 more bad cells" in err

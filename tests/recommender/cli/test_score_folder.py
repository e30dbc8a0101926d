"""`score` of a folder: what it prints, and how it ends."""

import os
from pathlib import Path

import pytest

from recommender.cli.main import main
from tests.recommender.cli.commands import Printed, one_line_of_error

GOOD = "view,screening,goal\nself,none,habit\n"
BAD = "view,screening,goal\nself,none,habit\nself,none,habbit\n"
OTHER = "view,screening,block\nself,none,drive\n"


def people(folder: Path, **files: str) -> Path:
    """A folder with CSV files; an underscore in a name stands for a subfolder."""
    for name, text in files.items():
        path = folder / "people" / f"{name.replace('_', '/')}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "people"


def score(given: Path, *words: str) -> int:
    return main(["score", str(given), "-o", str(given.parent / "scored"), *words])


@pytest.mark.parametrize("how", [[], ["--workers", "1"]], ids=["threads", "workers"])
def test_every_file_is_scored(capsys: Printed, tmp_path: Path, how: list[str]) -> None:
    given = people(tmp_path, a=GOOD, sub_b=GOOD)
    assert score(given, "--no-reasons", *how) == 0
    out, err = capsys.readouterr()
    assert out == f"2 of 2 rows in 2 files scored, written to {tmp_path / 'scored'}\n"
    assert err.splitlines()[0] == "no column 'block': it counts as 'not-sure' in every row"
    expected = "view,screening,goal,outcome,certainty,coaching,mentoring,lead,answered\nself,none,habit,coaching,close,"
    for name in ("a.csv", "sub/b.csv"):
        assert (tmp_path / "scored" / name).read_text(encoding="utf-8").startswith(expected)


def test_notes_are_printed_once_for_all_files_with_the_same_columns(capsys: Printed, tmp_path: Path) -> None:
    given = people(tmp_path, a=GOOD, b=GOOD, c=OTHER)
    assert score(given) == 0
    err = capsys.readouterr().err.splitlines()
    assert f"{given}/a.csv and 1 file like it: no column 'block': it counts as 'not-sure' in every row" in err
    assert f"{given}/c.csv: no column 'goal': it counts as 'not-sure' in every row" in err
    assert len(err) == len(set(err))


def test_what_is_counted_is_counted_over_all_files(capsys: Printed, tmp_path: Path) -> None:
    formula = "view,screening,goal,note\nself,,habit,=1+1\nself,none,,\n"
    given = people(tmp_path, a=formula, sub_b=formula)
    for _ in range(2):
        assert score(given) == 0
        err = capsys.readouterr().err.splitlines()
        assert [line for line in err if "formulas" in line and "2" in line]
        assert "'screening' is empty in 2 of 4 rows, which is read as 'none'" in err
        assert "no question is answered in 2 of 4 rows, so too little is known there" in err


def test_each_bad_cell_is_reported_with_its_file_in_the_second_run_too(capsys: Printed, tmp_path: Path) -> None:
    given = people(tmp_path, a=BAD, sub_b=BAD)
    cells = [
        f"{given}/{name}: row 2 (line 3), column 'goal': 'habbit' is not known here (did you mean 'habit'?)"
        for name in ("a.csv", "sub/b.csv")
    ]
    for again in ([], ["2 files finished by an earlier run, not scored again"]):
        assert score(given) == 1
        out, err = capsys.readouterr()
        assert out.startswith("2 of 4 rows in 2 files scored")
        assert err.splitlines()[-2 - len(again) :] == [*cells, *again]


def test_of_many_bad_cells_the_first_hundred_are_reported_and_the_others_counted(
    capsys: Printed, tmp_path: Path
) -> None:
    given = people(tmp_path, a=BAD + "self,none,habbit\n" * 59, b=BAD + "self,none,habbit\n" * 40)
    assert score(given) == 1
    err = capsys.readouterr().err.splitlines()
    assert sum("is not known here" in line for line in err) == 100
    assert err[-1] == "... and 1 more bad cells"


def test_a_file_that_cannot_be_scored_is_reported_and_the_others_are_scored(capsys: Printed, tmp_path: Path) -> None:
    given = people(tmp_path, a=GOOD, b="goal\nhabit\n", c="")
    assert score(given) == 1
    out, err = capsys.readouterr()
    assert out.startswith("1 of 1 rows in 1 file scored")
    assert err.splitlines()[-3:] == [
        f"{given}/b.csv: There is no column 'view'. Add one, with self or leader for each person.",
        f"{given}/b.csv: There is no column 'screening'. Add one, with the ids of the flags that apply, or nothing.",
        f"{given}/c.csv is empty. Its first row must name the columns.",
    ]


def test_of_many_files_that_cannot_be_scored_a_hundred_are_named(capsys: Printed, tmp_path: Path) -> None:
    given = people(tmp_path, **{f"a{number}": "" for number in range(101)})
    assert score(given) == 1
    out, err = capsys.readouterr()
    assert out.startswith("0 of 0 rows in 0 files scored")
    assert err.splitlines()[100:] == ["... and 1 file more that could not be scored"]


def test_results_whose_input_is_gone_are_named(capsys: Printed, tmp_path: Path) -> None:
    given = people(tmp_path, a=GOOD, b=GOOD)
    assert score(given) == 0
    os.unlink(given / "b.csv")
    assert score(given) == 0
    gone = f"{tmp_path}/scored/b.csv is from an earlier run, and its input is gone. Delete it."
    assert gone in capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("words", [["--workers", "2"], ["--scheduler", "tcp://127.0.0.1:1"]])
def test_workers_are_for_a_folder(capsys: Printed, tmp_path: Path, words: list[str]) -> None:
    given = people(tmp_path, a=GOOD) / "a.csv"
    assert score(given, *words) == 1
    assert "a.csv is not a folder: --workers and --scheduler are for a folder of files." in one_line_of_error(capsys)


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_a_number_of_workers_that_makes_no_sense_is_not_understood(
    capsys: Printed, tmp_path: Path, number: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        score(tmp_path, f"--workers={number}")
    assert ended.value.code == 2
    assert f"'{number}' is not a number of processes. Write 1 or more." in capsys.readouterr().err

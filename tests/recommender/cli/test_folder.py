"""`--folder`: rules, words and cases of one's own in place of the shipped ones, wherever it stands in the command."""

import shutil
from pathlib import Path

import pytest

from recommender.cli.main import main
from tests.conftest import ROOT
from tests.recommender.cli.commands import Printed, copied_content, in_one_line, printed

CASE = "- {name: Someone able is coached, view: self, answers: {goal: habit}, outcome: coaching}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped rules under another version, with the words of one language."""
    (tmp_path / "content").mkdir()
    copied_content(tmp_path / "content")
    shutil.copytree(ROOT / "rules", tmp_path / "rules", ignore=shutil.ignore_patterns("released"))
    rules = tmp_path / "rules" / "rulebase.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("version: ", "version: 9.9.9 # ", 1), encoding="utf-8")
    return tmp_path


def test_the_rules_and_words_of_a_folder_are_read(folder: Path, capsys: Printed) -> None:
    told = printed(capsys, "--folder", str(folder), "check")
    assert told.startswith("Rules 9.9.9: ")
    assert "Languages: en. " in told
    assert printed(capsys, f"--folder={folder}", "check") == told


def test_a_file_that_is_named_stands_in_place_of_that_of_the_folder(folder: Path, capsys: Printed) -> None:
    shipped = str(ROOT / "rules" / "rulebase.yaml")
    assert not printed(capsys, "--folder", str(folder), "--rules", shipped, "check").startswith("Rules 9.9.9")


@pytest.mark.parametrize("where", ["cases", "tests/cases"])
def test_the_cases_of_a_folder_are_run(folder: Path, capsys: Printed, where: str) -> None:
    (folder / where).mkdir(parents=True)
    (folder / where / "own.yaml").write_text(CASE, encoding="utf-8")
    main(["--folder", str(folder), "cases"])
    assert "1 of 1" in in_one_line(capsys.readouterr().out)


def test_a_folder_without_cases_is_asked_for_them(folder: Path, capsys: Printed) -> None:
    with pytest.raises(SystemExit):
        main(["--folder", str(folder), "cases"])
    assert "FOLDER" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path, capsys: Printed) -> None:
    assert main(["--folder", str(tmp_path / "none"), "check"]) == 1
    assert "cannot be opened" in capsys.readouterr().err

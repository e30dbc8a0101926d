"""The command for those who keep the rules: what was said, once enough people said it."""

from pathlib import Path

import pytest

from tests.web.databases import closed_afterwards
from web.services.database import FILE
from web.services.fit_counts import FIT, FitCell
from web.services.fit_report import fit_report, main
from web.services.services import FOLDER, open_services

__all__ = ["closed_afterwards"]

CELL = FitCell("2.1.0", "both", "close", "now")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


def test_it_prints_shares_with_intervals_and_nothing_of_few_answers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = open_services({FIT: "on"}, folder).fit
    assert counts
    for answer, times in (("yes", 15), ("partly", 5)):
        for _ in range(times):
            counts.add(CELL, answer)
    counts.add(CELL._replace(asked="review"), "no")
    counts.add(CELL._replace(version="2.0.0"), "no")
    assert main() == 0
    _, newest, older = capsys.readouterr().out.split("\nRules ")
    assert newest.splitlines() == [
        "2.1.0",
        "  both, close, with the result  20 answers: yes 75 % (53 to 89), partly 25 % (11 to 47), no 0 % (0 to 16)",
        "  both, close, at the review    fewer than 20 answers",
    ]
    assert older.splitlines() == ["2.0.0", "  both, close, with the result  fewer than 20 answers"]


def test_where_nobody_answered_it_says_so_and_names_the_setting(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert FIT in capsys.readouterr().out
    assert FIT in fit_report(())


def test_without_a_database_it_says_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / FILE).write_text("This is something else altogether, and longer than a header of SQLite would be." * 9)
    assert main() == 1
    assert "The database does not answer" in capsys.readouterr().err


def test_a_setting_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://guide:secret@host/name")
    assert main() == 1
    said = capsys.readouterr().err
    assert "DATABASE_URL" in said
    assert "secret" not in said

"""`score`: what it prints and what it leaves on the disk."""

import csv
import fcntl
import os
import pty
import shutil
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recommender import AnswerSheet, RuleBase, Table, Wording, load_wording, recommend
from recommender.cli.main import main
from tests.conftest import RESULTS, ROOT
from tests.recommender.cli.commands import RULES, Printed, one_line_of_error

ABLE = {
    "goal": "habit",
    "finder": "me",
    "experience": "years",
    "ideas": "plenty",
    "wants": "tell",
    "readiness": "ready",
}


def write_csv(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path.write_text("\n".join(rows) + "\n", encoding=encoding)
    return path


def rows_of(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score(given: Path, out: Path) -> int:
    return main(["score", str(given), "-o", str(out)])


def test_score_writes_every_row_with_its_results_and_the_other_columns(
    capsys: Printed, tmp_path: Path, table: Table
) -> None:
    questions = [question.id for question in table.rules.questions]
    header = ",".join(["note", "view", *questions, "screening", "id"])
    able = ",".join(ABLE.get(question, "") for question in questions)
    given = write_csv(
        tmp_path / "in.csv", header, f'"a, ""b"", é",self,{able},none,007', f"NA,leader,{able},refused,008"
    )
    assert score(given, tmp_path / "out.csv") == 0
    out, err = capsys.readouterr()
    assert (out, err) == (
        f"2 of 2 rows scored, written to {tmp_path / 'out.csv'}\n",
        "columns not used: 'note', 'id'\n",
    )
    first, second = rows_of(tmp_path / "out.csv")
    assert list(first) == [*header.split(","), *RESULTS]
    assert [(row["note"], row["id"]) for row in (first, second)] == [('a, "b", é', "007"), ("NA", "008")]
    approach = recommend(table, AnswerSheet("self", ABLE)).decision.approach
    assert approach is not None
    assert (first["outcome"], first["certainty"], first["lead"]) == ("coaching", approach.certainty, str(approach.lead))
    assert (second["outcome"], second["certainty"], second["reasons"]) == ("talk-first", "", "first: refused")


def test_score_reports_which_questions_have_no_column_and_which_columns_no_question(
    capsys: Printed, tmp_path: Path, table: Table
) -> None:
    questions = [question.id for question in table.rules.questions]
    names = ["view", "screening", "who", "q1 goal", "Block", "shoe size", *questions[2:]]
    given = write_csv(tmp_path / "in.csv", ",".join(names), "self,,Ana,habit,drive,5" + "," * len(questions[2:]))
    assert score(given, tmp_path / "out.csv") == 0
    assert capsys.readouterr().err.splitlines() == [
        "column 'Block' is read as 'block'",
        "column 'q1 goal' is not used (did you mean 'goal'?)",
        "columns not used: 'who', 'shoe size'",
        "no column 'goal': it counts as 'not-sure' in every row",
        "'screening' is empty in 1 of 1 rows, which is read as 'none'",
    ]


def test_score_reports_rows_that_answer_nothing(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "self,none,", "self,none,not-sure", "self,none,habit")
    assert score(given, tmp_path / "out.csv") == 0
    assert "no question is answered in 2 of 3 rows, so too little is known there" in capsys.readouterr().err


def test_score_reads_the_export_of_a_form_tool_and_reports_what_it_read(
    capsys: Printed, tmp_path: Path, rules: RuleBase, wording: Wording
) -> None:
    """Questions as the header and options as cells; the words of a leader, in French, with a separator of its own."""
    french = load_wording(ROOT / "content" / "fr", rules)
    answers = {"goal": "habit", "experience": "years"}
    names = [french.ask(name, "leader", {"goal": "habit"}).replace("\u202f", "\xa0") for name in answers]
    cells = [french.questions[question].options[option].text["leader"] for question, option in answers.items()]
    flags = ", ".join(french.gates[gate].flag["leader"] for gate in ("refused", "job"))
    given = tmp_path / "in.csv"
    with given.open("w", encoding="windows-1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["view", "screening", *names], ["Leader", flags, *cells]])
    assert score(given, tmp_path / "out.csv") == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        (scored,) = csv.DictReader(file, delimiter=";")
    assert (scored["outcome"], scored["reasons"].split(";")[0]) == ("talk-first", "first: refused")
    err = capsys.readouterr().err.splitlines()
    assert "read as Windows-1252, since it is not UTF-8; written as UTF-8" in err
    for line in (
        f"column '{names[1]}' is read as 'experience'",
        f"column 'experience': '{cells[1]}' is read as 'years'",
        f"column 'screening': '{flags}' is read as 'refused job'",
        "column 'view': 'Leader' is read as 'leader'",
    ):
        assert line in err


def test_the_rules_are_never_written_over(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "self,none,habit")
    rules = tmp_path / "rules.csv"
    shutil.copy(RULES, rules)
    assert main(["--rules", str(rules), "score", str(given), "-o", str(rules)]) == 1
    assert one_line_of_error(capsys) == f"{rules} holds the rules. Write to another file."
    assert rules.read_bytes() == RULES.read_bytes()


def test_score_of_a_header_alone_writes_a_header_alone(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal")
    assert score(given, tmp_path / "out.csv") == 0
    assert capsys.readouterr().out.startswith("0 of 0 rows scored")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").strip() == ",".join(["view,screening,goal", *RESULTS])


def test_score_reports_a_bad_cell_and_writes_the_other_rows(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "self,,habit", "self,,habbit", "leader,x,role")
    assert score(given, tmp_path / "out.csv") == 1
    out, err = capsys.readouterr()
    assert out.startswith("1 of 3 rows scored")
    assert (
        f"{given}: row 2 (line 3), column 'goal': 'habbit' is not known here (did you mean 'habit'?)"
        in err.splitlines()
    )
    assert any(line.startswith(f"{given}: row 3 (line 4), column 'screening': 'x' ") for line in err.splitlines())
    assert [row["outcome"] for row in rows_of(tmp_path / "out.csv")] == ["coaching", "", ""]


@pytest.mark.parametrize(("rows", "reported", "last"), [(100, 100, ""), (101, 100, "... and 1 more bad cells")])
def test_of_many_bad_cells_the_first_hundred_are_reported_and_the_others_counted(
    capsys: Printed, tmp_path: Path, table: Table, rows: int, reported: int, last: str
) -> None:
    questions = [question.id for question in table.rules.questions]
    blank = "," * (len(questions) - 1)
    people = [f"self,none,habbit{blank}"] * rows
    given = write_csv(tmp_path / "in.csv", ",".join(["view", "screening", *questions]), *people)
    assert score(given, tmp_path / "out.csv") == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"0 of {rows} rows scored")
    bad = [line for line in err.splitlines() if line.startswith(f"{given}: row ")]
    assert len(bad) == reported
    assert [line.split(" (")[0] for line in bad] == [f"{given}: row {number}" for number in range(1, reported + 1)]
    assert err.splitlines()[reported:] == ([last] if last else [])


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    given, pipe, read = (
        write_csv(tmp_path / "in.csv", "view,screening,goal", "self,danger,habit"),
        tmp_path / "pipe",
        [],
    )
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert score(given, pipe) == 0
    reader.join(timeout=10)
    assert read[0].splitlines()[1].startswith("self,danger,habit,safeguarding-first,")
    assert pipe.is_fifo()
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "pipe"]


def test_a_device_is_written_to(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "self,danger,habit")
    assert score(given, Path(os.devnull)) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith(f"1 of 1 rows scored, written to {os.devnull}\n")
    assert Path(os.devnull).is_char_device()


def test_of_a_symbolic_link_the_file_that_it_leads_to_is_replaced(tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "self,danger,habit")
    (tmp_path / "folder").mkdir()
    real, link = write_csv(tmp_path / "folder" / "out.csv", "from before"), tmp_path / "link.csv"
    link.symlink_to(real)
    assert score(given, link) == 0
    assert link.is_symlink()
    assert [row["outcome"] for row in rows_of(real)] == ["safeguarding-first"]
    assert os.listdir(tmp_path / "folder") == ["out.csv"]


def test_a_folder_that_is_not_there_cannot_be_written_to(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "self,none,")
    assert score(given, tmp_path / "none" / "out.csv") == 1
    assert "cannot be written: No such file or directory." in one_line_of_error(capsys)


def test_a_folder_is_not_written_over_and_nothing_is_left_beside_it(capsys: Printed, tmp_path: Path) -> None:
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "self,none,")
    (tmp_path / "out.csv").mkdir()
    assert score(given, tmp_path / "out.csv") == 1
    assert "cannot be written: Is a directory." in one_line_of_error(capsys)
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "out.csv"]
    assert os.listdir(tmp_path / "out.csv") == []


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "stop"])
def test_a_file_that_could_not_be_finished_leaves_the_one_from_before(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failure: BaseException
) -> None:
    def fail(*_: Any) -> None:
        raise failure

    given = write_csv(tmp_path / "in.csv", "view,screening,goal", "self,none,")
    write_csv(tmp_path / "out.csv", "from before")
    monkeypatch.setattr(os, "replace", fail)
    assert score(given, tmp_path / "out.csv") == (1 if isinstance(failure, OSError) else 130)
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "out.csv"]
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "from before\n"


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.set_blocking(ours, False)
    yield ours, theirs
    os.close(theirs)
    os.close(ours)


def test_on_a_terminal_there_is_a_progress_bar(tmp_path: Path, terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    given = write_csv(tmp_path / "in.csv", "view,screening,goal", *["self,none,habit"] * 50)
    words = [sys.executable, "-m", "recommender", "score", str(given), "-o", str(tmp_path / "out.csv")]
    ended = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, check=False)
    assert b"50 of 50 rows scored" in ended.stdout
    assert b"%|" in os.read(ours, 1 << 16)

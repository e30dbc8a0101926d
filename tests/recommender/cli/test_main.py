"""The command line as a whole: every path that can be wrong, exit codes, and output that cannot be written."""

import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from recommender.batch.atomic_output import writing
from recommender.cli import check
from recommender.cli.main import EXIT_CODES, main
from tests.conftest import ROOT
from tests.recommender.cli.commands import RULES, Printed, one_line_of_error


def test_the_module_itself_runs_the_command_line(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["recommender", "check"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("recommender", run_name="__main__")
    assert ended.value.code == 0
    assert "No faults." in capsys.readouterr().out


def test_a_command_is_needed(capsys: Printed) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


def run_module(words: list[str], stdout: int) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "recommender", *words],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


@pytest.fixture
def pipe_without_a_reader() -> Iterator[int]:
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize(
    "words",
    [pytest.param(["check"], marks=pytest.mark.deep), ["questions"], ["questions", "--json"]],
    ids=" ".join,
)
def test_output_that_nobody_reads_any_more_ends_quietly(pipe_without_a_reader: int, words: list[str]) -> None:
    ended = run_module(words, stdout=pipe_without_a_reader)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_pipe_that_breaks_is_left_for_nowhere_so_that_closing_it_does_not_fail(
    pipe_without_a_reader: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with os.fdopen(os.dup(pipe_without_a_reader), "w", buffering=1, encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["check"]) == 0
        monkeypatch.undo()


def test_rows_that_nobody_reads_any_more_end_quietly(pipe_without_a_reader: int, tmp_path: Path) -> None:
    given = tmp_path / "in.csv"
    given.write_text("view,screening,goal\nself,none,habit\n", encoding="utf-8")
    with pytest.raises(BrokenPipeError), writing(Path(f"/dev/fd/{pipe_without_a_reader}")) as out:
        out.write(b"x")
    ended = run_module(["score", str(given), "-o", "/dev/stdout"], stdout=pipe_without_a_reader)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_full_output_is_reported_and_closing_it_does_not_fail(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["questions"]) == 1
        monkeypatch.undo()
    assert one_line_of_error(capsys) == "The output: No space left on device."


# every path that can be wrong


KINDS_OF_PATHS = [
    "missing",
    "folder",
    "empty",
    "binary",
    "not YAML",
    "another file",
    "too long",
    "below a file",
    "loop",
]


def wrong_path(kind: str, folder: Path) -> Path:
    """A path that cannot be what was asked for, named after what is wrong with it."""
    contents = {
        "empty": b"",
        "binary": bytes(range(256)),
        "not YAML": b"a: [b",
        "another file": b"a: b\n",
        "below a file": b"a: b\n",
    }
    path = folder / kind.replace(" ", "-")
    if kind in contents:
        path.write_bytes(contents[kind])
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "too long":
        path = folder / ("x" * 300)
    return path / "x" if kind == "below a file" else path


USES_OF_PATHS = {
    "--rules": [["check"], ["questions"], ["explain"], ["analyse"], ["audit"], ["cases"], ["score", "IN", "-o", "OUT"]],
    "--content": [["check"], ["questions"], ["explain"], ["audit"], ["score", "IN", "-o", "OUT"]],
    "--guidance": [["check"]],
    "OLD": [["diff", "PATH", str(RULES)]],
    "NEW": [["diff", str(RULES), "PATH"]],
    "--cases": [["diff", str(RULES), str(RULES), "--cases", "PATH"]],
    "FOLDER": [["cases", "PATH"]],
    "IN": [["score", "PATH", "-o", "OUT"]],
    "OUT": [["score", "IN", "-o", "PATH"], ["score", "IN", "-o", "PATH/x.csv"]],
}
USES = [(option, words) for option, uses in USES_OF_PATHS.items() for words in uses]


@pytest.mark.parametrize("kind", KINDS_OF_PATHS)
@pytest.mark.parametrize(("option", "words"), USES, ids=[f"{option} {' '.join(words[:1])}" for option, words in USES])
def test_a_path_that_is_wrong_is_a_clear_error(
    capsys: Printed, tmp_path: Path, option: str, words: list[str], kind: str
) -> None:
    given = tmp_path / "people.csv"
    given.write_text("view,screening,goal\nself,none,habit\n", encoding="utf-8")
    path = wrong_path(kind, tmp_path)
    before = sorted(tmp_path.iterdir())
    places = {"IN": str(given), "OUT": str(tmp_path / "out.csv"), "PATH": str(path), "PATH/x.csv": str(path / "x.csv")}
    options = [option, str(path)] if option.startswith("--") and "PATH" not in words else []
    code = main([*options, *(places.get(word, word) for word in words)])
    out, err = capsys.readouterr()
    if code == 0:  # a file can be written into a folder
        assert (option, words[-1], kind) == ("OUT", "PATH/x.csv", "folder")
        return
    assert (code, out) == (1, "")
    assert path.name in err or err.startswith("There is no column 'view'. ")
    assert "Traceback" not in err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("content", ["de", "en/../de", "", "templates"])
@pytest.mark.parametrize("command", ["check", "questions", "explain", "audit"])
def test_a_language_that_is_not_there_is_reported_with_those_that_are(
    capsys: Printed, command: str, content: str
) -> None:
    assert main(["--content", str(ROOT / "content" / content), command]) == 1
    message = one_line_of_error(capsys)
    assert "is not a folder of words: it has no questions.yaml. Languages beside it: " in message
    assert message.endswith("none." if not content else "en, fr.")


@pytest.mark.parametrize("command", ["check", "questions", "explain"])
@pytest.mark.parametrize("written", ["content/fr", "content/fr/", "content/./fr", "content/en/../fr"])
def test_a_language_may_be_written_in_any_way(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch, command: str, written: str
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["--content", written, command]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["audit", "--today", "1"], "'1' is not a day. Write it as 2026-11-30."),
        (["audit", "--today", "2026-02-30"], "'2026-02-30' is not a day."),
        (["diff", "a.yaml", "b.yaml", "--cases"], "expected at least one argument"),
        (["explain", "--view", "boss"], "invalid choice: 'boss'"),
        (["score", "in.csv"], "required: -o/--output"),
        (["--content"], "expected one argument"),
        (["predict"], "invalid choice: 'predict'"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_a_command_line_that_is_not_understood_exits_with_2(capsys: Printed, words: list[str], message: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


def test_the_help_documents_the_exit_codes(capsys: Printed) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.endswith(EXIT_CODES)


def test_an_interrupted_command_exits_with_130(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "load_rules", interrupted)
    assert main(["check"]) == 130
    assert one_line_of_error(capsys) == "Interrupted."


def test_output_that_cannot_be_written_is_reported() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = run_module(["questions"], stdout=full.fileno())
    assert (ended.returncode, ended.stderr) == (1, "The output: No space left on device.\n")

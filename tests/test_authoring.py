"""The first page for authors is true: a test does what it says, in a folder of its own, and gets what it shows."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient
from streamlit.runtime.context import ContextProxy

from tests.conftest import ROOT
from tests.web.app import page
from tests.web.loaded import client_of
from tests.web.ui.desk.desks import HERE, is_there
from web.guide.edition import load_editions
from web.services.services import the_services

PAGE = ROOT / "docs" / "authoring.md"
MOST_LINES = 175

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`(mine/[\w./-]+)`")
_COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_STOPPED = re.compile(r"^make: \*\*\* .*\n?", re.MULTILINE)
"""What make says itself where a command has ended with faults."""


class Edit(NamedTuple):
    """A change of a file, as the page shows it: each line begins with its mark."""

    file: str
    lines: list[str]


class Command(NamedTuple):
    """What is typed, and what is shown below it."""

    typed: str
    shown: str


def steps(text: str) -> Iterator[Edit | Command]:
    """All that the page says to do, in its order. An edit is of the file that was last named before it."""
    for block in _BLOCK.finditer(text):
        if block[1] == "diff":
            yield Edit(_FILE.findall(text[: block.start()])[-1], block[2].splitlines())
        else:
            yield from (Command(*found) for found in _COMMAND.findall(block[2]))


def edit(folder: Path, file: str, lines: list[str]) -> None:
    """Make the change. What it replaces or follows has to be there once; a change of new lines alone is at the end."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    before = "".join(f"{line[1:]}\n" for line in lines if line[0] in "- ")
    after = "".join(f"{line[1:]}\n" for line in lines if line[0] in "+ ")
    assert not before or text.count(before) == 1, (file, before)
    path.write_text(text.replace(before, after) if before else text + after, encoding="utf-8")


def typed(words: list[str]) -> list[str]:
    """A command as it is run here: with this environment, which is set up already."""
    if words[0] == "make":
        return ["make", "-s", "-o", ".venv/.runs", f"BIN={Path(sys.executable).parent}", *words[1:]]
    return [sys.executable if word == ".venv/bin/python" else word for word in words]


def answer(folder: Path, command: str) -> str:
    """What a command prints, on both streams."""
    # below another make, its messages would name the level
    by_hand = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    ended = subprocess.run(
        typed(shlex.split(command)), cwd=folder, env=by_hand, capture_output=True, text=True, check=False
    )
    return ended.stdout + _STOPPED.sub("", ended.stderr)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which commands find the project, and leave nothing in it."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("Makefile", "recommender", "web", "rules", "content", "examples"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def home_of(folder: Path) -> TestClient:
    return client_of(editions=load_editions(folder / "mine"))


def test_the_page_does_what_it_shows(project: Path) -> None:
    checker, run = doctest.OutputChecker(), set()
    for step in steps(PAGE.read_text(encoding="utf-8")):
        if isinstance(step, Edit):
            edit(project, *step)
        elif step.typed.startswith("make run"):
            assert "A book or a course?" in home_of(project).get("/").text
        else:
            got = answer(project, step.typed)
            assert checker.check_output(step.shown, got, doctest.ELLIPSIS), f"{step.typed}\n{got}"
            run |= {*step.typed.split()}
    assert run >= {"new", "check", "diff", "cases", "audit", "release"}
    home = home_of(project)
    assert "When will you use it?" in home.get("/plain?view=self&goal=do").text
    assert "Start for someone in my class" in home.get("/").text


def test_the_order_of_the_work_names_files_that_are_there() -> None:
    work = PAGE.read_text(encoding="utf-8").split("## 4.")[1].split("## 5.")[0]
    named = re.findall(r"^\d\. \*\*(\w+)\*\*, `([\w/.]+)`", work, re.MULTILINE)
    assert [part for part, _ in named] == ["Rules", "Words", "Guidance", "Cases"]
    assert all((ROOT / "examples" / "start" / path).exists() for _, path in named)


def test_the_desk_opens_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    setting, view = re.findall(r"`(\w+=on) make run RULES=mine`.*?`/\?view=(\w+)`", PAGE.read_text(encoding="utf-8"))[0]
    monkeypatch.setenv(*setting.split("="))
    monkeypatch.setattr(ContextProxy, "headers", HERE)
    monkeypatch.setattr(ContextProxy, "ip_address", None)
    the_services.cache_clear()
    assert is_there(page({"view": view}))
    the_services.cache_clear()


def test_it_is_short() -> None:
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) <= MOST_LINES

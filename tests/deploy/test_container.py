"""The Containerfile: no fault by its linter, and what it copies is enough to run. No image is built here."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.server import PROJECT, SECONDS_TO_START, free_port, wait_until_up

CONTAINERFILE = PROJECT / "deploy" / "Containerfile"
TEXT = CONTAINERFILE.read_text(encoding="utf-8").replace("\\\n", "")
LAST = TEXT[TEXT.rindex("\nFROM ") :]
PORT = "8501"


def copied(text: str) -> list[str]:
    """What is copied from the project."""
    return re.findall(r"^COPY (?!--from)(\S+) \S+$", text, re.MULTILINE)


def commands(instruction: str) -> list[list[str]]:
    """The commands, in their form without a shell, after an instruction and its options."""
    found = re.findall(rf"^{instruction}\s[^\[\n]*(\[.*\])$", LAST, re.MULTILINE)
    return [json.loads(command) for command in found]


def hadolint(text: str) -> "subprocess.CompletedProcess[str]":
    program = Path(sys.executable).with_name("hadolint")
    return subprocess.run([program, "-"], input=text, capture_output=True, text=True, timeout=60)


def test_its_linter_finds_no_fault() -> None:
    checked = hadolint(CONTAINERFILE.read_text(encoding="utf-8"))
    assert (checked.returncode, checked.stdout) == (0, "")
    assert hadolint(TEXT.replace(":3.11-slim-bookworm", ":latest")).returncode != 0


def test_what_it_copies_is_there_and_not_kept_from_it() -> None:
    assert all((PROJECT / name).exists() for name in copied(TEXT))
    ignored = (PROJECT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert sorted(f"!{name}" for name in copied(TEXT)) == sorted(line for line in ignored if line.startswith("!"))


def test_it_runs_as_nobody_in_particular_and_all_that_it_runs_on_is_locked() -> None:
    assert re.findall(r"^USER (.*)$", LAST, re.MULTILINE) == ["10001:10001"]
    assert "pip" not in LAST
    assert "--require-hashes" in TEXT


@pytest.mark.deep
def test_what_it_copies_is_enough_for_what_it_starts(tmp_path: Path) -> None:
    port, state = str(free_port()), tmp_path / "state"
    for name in copied(LAST):
        place = tmp_path / "app" / name
        place.parent.mkdir(exist_ok=True)
        (shutil.copytree if (PROJECT / name).is_dir() else shutil.copy)(PROJECT / name, place)
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"PATH": programs, "HOME": str(state), "COACH_OR_MENTOR_FOLDER": str(state)}
    (command,), (health,) = commands("CMD"), commands("HEALTHCHECK")
    process = subprocess.Popen(
        [part.replace(PORT, port).replace("0.0.0.0", "127.0.0.1") for part in command],
        cwd=tmp_path / "app",
        env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        wait_until_up(int(port), process, seconds=SECONDS_TO_START)
        asked = [part.replace(PORT, port) for part in health]
        assert subprocess.run(asked, env=environment, timeout=20).returncode == 0
    finally:
        process.terminate()
        process.wait(timeout=30)
    assert subprocess.run(asked, env=environment, timeout=20, stderr=subprocess.DEVNULL).returncode != 0

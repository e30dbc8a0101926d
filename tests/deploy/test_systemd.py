"""The systemd unit: sound, closed as far as it can be, and what it starts is the guide."""

import os
import shlex
import shutil
import subprocess
import tempfile
import urllib.request
from pathlib import Path

import pytest

from tests.browser.server import PROJECT, SECONDS_TO_START, free_port, wait_until_up
from web.services.session_limit import USUAL_SESSIONS

UNIT = PROJECT / "deploy" / "systemd" / "coach-or-mentor@.service"
FOLDER = "/opt/coach-or-mentor"
MOST_EXPOSED = 15
"""In tenths, of a hundred. A service without any of this has 96."""

_WITH_A_TREE_TO_READ = ("unshare", "--map-root-user", "--mount", "sh", "-e", "-c")
READ_ONLY = "mount --bind {state} {state}; mount -o remount,bind,ro /; "
"""What ProtectSystem=strict and StateDirectory do, where no systemd runs."""


def lines_of(unit: Path, name: str) -> list[str]:
    """The values of a setting of the unit."""
    pairs = [line.partition("=") for line in unit.read_text(encoding="utf-8").splitlines()]
    return [value for found, _, value in pairs if found == name]


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit as it would be if the code were where this project is, and its Python where it runs now."""
    here = tmp_path / UNIT.name
    here.write_text(UNIT.read_text(encoding="utf-8").replace(FOLDER, str(PROJECT)), encoding="utf-8")
    return here


def analyze(unit: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["systemd-analyze", *arguments, str(unit)], capture_output=True, text=True, timeout=60)


def test_systemd_finds_no_fault_in_the_unit(unit: Path) -> None:
    checked = analyze(unit, "verify")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_systemd_would_find_a_fault(unit: Path) -> None:
    unit.write_text(unit.read_text(encoding="utf-8").replace("NoNewPrivileges", "NoNewPrivilege"), encoding="utf-8")
    assert "NoNewPrivilege" in analyze(unit, "verify").stderr


def test_systemd_says_that_it_is_well_protected(unit: Path) -> None:
    assert analyze(unit, "security", "--offline=true", f"--threshold={MOST_EXPOSED}").returncode == 0
    exposed = unit.read_text(encoding="utf-8").replace("CapabilityBoundingSet=\n", "").replace("DynamicUser=yes\n", "")
    unit.write_text(exposed, encoding="utf-8")
    assert analyze(unit, "security", "--offline=true", f"--threshold={MOST_EXPOSED}").returncode != 0


def test_it_may_have_a_thread_for_each_page_and_the_kernel_may_end_its_worker_alone() -> None:
    assert int(lines_of(UNIT, "TasksMax")[0]) > 2 * USUAL_SESSIONS
    assert lines_of(UNIT, "OOMPolicy") == ["continue"]


def test_what_it_starts_is_the_guide_where_only_its_folder_can_be_written(unit: Path) -> None:
    state, port = Path(tempfile.mkdtemp(prefix="guide-", dir="/var/tmp")), free_port()
    command = f"exec setpriv --no-new-privs {lines_of(unit, 'ExecStart')[0]}".replace("%i", str(port))
    settings = shlex.split(lines_of(unit, "Environment")[0].replace("%S/coach-or-mentor", str(state)))
    process = subprocess.Popen(
        [*_WITH_A_TREE_TO_READ, READ_ONLY.format(state=state) + command],
        cwd=lines_of(unit, "WorkingDirectory")[0],
        env={"PATH": os.environ["PATH"], "TMPDIR": str(state), **dict(setting.split("=", 1) for setting in settings)},
    )
    try:
        address = wait_until_up(port, process, seconds=SECONDS_TO_START)
        with urllib.request.urlopen(f"{address}/help", timeout=20) as answer:
            assert answer.status == 200
        assert "link-keys" in {file.name for file in state.iterdir()}
    finally:
        process.terminate()
        process.wait(timeout=int(lines_of(unit, "TimeoutStopSec")[0].removesuffix("s")))
        shutil.rmtree(state)

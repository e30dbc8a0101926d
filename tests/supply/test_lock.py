"""What the guide runs on is locked: one version of each package, files by their hashes; and the tests run on it."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT
from tests.supply.locked import LOCKED, TEXT

HERE = [one for one in LOCKED if one.marker is None or one.marker.evaluate()]
"""The packages of this platform."""


def test_each_package_has_one_version_and_hashes() -> None:
    written = [line for line in TEXT.splitlines() if line and not line.lstrip().startswith(("#", "--hash"))]
    assert len(written) == len(LOCKED) > 40
    assert {str(one.specifier)[:2] for one in LOCKED} == {"=="}


def test_what_is_asked_for_is_locked_within_its_range() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    asked = [Requirement(line) for line in lines if line and not line.startswith("#")]
    locked = {one.name.lower(): str(one.specifier).removeprefix("==") for one in HERE}
    assert [str(one) for one in asked if locked[one.name.lower()] not in one.specifier] == []


def test_the_tests_run_on_what_is_locked() -> None:
    assert [f"{one.name} {version(one.name)}" for one in HERE if version(one.name) not in one.specifier] == []


@pytest.mark.deep
def test_the_bill_of_materials_names_every_package(tmp_path: Path) -> None:
    file = tmp_path / "sbom.cdx.json"
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", str(ROOT / "pyproject.toml")]
    subprocess.run([*command, "--output-file", str(file), sys.prefix], check=True, capture_output=True)
    bill = json.loads(file.read_text())
    named = {(one["name"].lower().replace("_", "-"), one["version"]) for one in bill["components"]}
    assert bill["bomFormat"] == "CycloneDX"
    assert {(one.name, str(one.specifier).removeprefix("==")) for one in HERE} <= named

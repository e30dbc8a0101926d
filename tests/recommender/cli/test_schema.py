"""`schema`: what it writes, for the shipped rules and for one's own, and the lines that it asks for."""

import json
import shutil
from pathlib import Path

import pytest

from recommender.cli.main import main
from tests.conftest import ROOT
from tests.parsed import parse
from tests.recommender.cli.commands import Printed, one_line_of_error, printed, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped rules, words and cases."""
    for name in ("rules", "content", "tests/cases"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def schemas_in(folder: Path) -> dict[str, str]:
    """The schemas of a guide by their names."""
    schemas = folder / "schema"
    return {str(path.relative_to(schemas)): path.read_text(encoding="utf-8") for path in schemas.rglob("*.json")}


def test_the_committed_schemas_are_those_of_the_shipped_files_which_name_them(capsys: Printed, folder: Path) -> None:
    out = printed(capsys, "--folder", str(folder), "schema")
    written, committed = schemas_in(folder), schemas_in(ROOT)
    assert written == committed, "run `make schema`, and commit what it writes"
    assert out == f"{len(committed)} schemas written to {folder / 'schema'}.\n"


def test_a_guide_of_ones_own_has_schemas_of_its_own_and_is_told_what_to_write(capsys: Printed, folder: Path) -> None:
    shutil.rmtree(folder / "tests")
    shutil.rmtree(folder / "content" / "fr")
    for name in ("content/en/guidance.yaml", "rules/guidance.yaml"):
        data = parse((folder / name).read_text(encoding="utf-8"))
        write(folder / name, data | {"steps": type(data["steps"])()})
    told = printed(capsys, "--folder", str(folder), "schema").splitlines()
    assert told[1:] == [
        "Put its line at the head of each of these files:",
        "content/en/guidance.yaml: # yaml-language-server: $schema=../../schema/words/guidance.json",
        "rules/guidance.yaml: # yaml-language-server: $schema=../schema/guidance.json",
    ]
    guidance = json.loads((folder / "schema" / "guidance.json").read_text(encoding="utf-8"))
    step = guidance["properties"]["steps"]["items"]["properties"]
    places = [
        guidance["definitions"][step[key]["$ref"].rpartition("/")[2]] if "$ref" in step[key] else step[key]
        for key in ("instead-of", "after")
    ]
    assert [place["enum"] for place in places] == [["start", "find", "agree"]] * 2
    assert not (folder / "schema" / "cases.json").exists()


def test_faults_of_the_rules_are_reported_and_nothing_is_written(capsys: Printed, folder: Path) -> None:
    shutil.copy(ROOT / "tests" / "broken" / "unknown-key.yaml", folder / "rules" / "rulebase.yaml")
    assert main(["--folder", str(folder), "schema"]) == 1
    assert "unknown key 'unanswerd'" in capsys.readouterr().err
    assert not (folder / "schema").exists()


def test_a_folder_that_cannot_be_made_is_reported(capsys: Printed, folder: Path) -> None:
    (folder / "schema").write_text("in the way", encoding="utf-8")
    assert main(["--folder", str(folder), "schema"]) == 1
    assert "schema" in one_line_of_error(capsys)

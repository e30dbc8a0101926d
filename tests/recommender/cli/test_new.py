"""`new`: a small rule base of one's own that works as it is laid out, and a folder that is left alone."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from recommender.cli.main import main
from tests.conftest import ROOT
from tests.parsed import LOADER
from tests.recommender.cli.commands import Printed, one_line_of_error, printed, printed_json


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "mine"
    assert main(["new", str(folder)]) == 0
    return folder


def test_it_is_small_and_says_what_to_do_next(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "mine"
    out = printed(capsys, "new", str(folder))
    for target in ("check", "cases", "audit", "run"):
        assert f"make {target} RULES={folder} " in out
    rules = yaml.load((folder / "rules" / "rulebase.yaml").read_text(encoding="utf-8"), LOADER)
    counts = {part: len(rules[part]) for part in ("approaches", "questions", "patterns", "gates")}
    assert counts == {"approaches": 2, "questions": 3, "patterns": 1, "gates": 1}


def test_it_passes_its_own_checks(laid_out: Path, capsys: Printed) -> None:
    assert "No faults." in printed(capsys, "--folder", str(laid_out), "check")
    found = printed_json(capsys, "--folder", str(laid_out), "audit", "--today", "2026-11-29")
    assert all(finding["severity"] == "warning" and finding["because"] for finding in found)
    ran = printed_json(capsys, "--folder", str(laid_out), "cases")
    assert all(case["passes"] for case in ran["cases"])
    assert ran["missing"] == []


def test_every_file_says_what_it_is_for_and_keeps_to_its_schema(laid_out: Path) -> None:
    for file in laid_out.rglob("*.yaml"):
        schema, comment = file.read_text(encoding="utf-8").splitlines()[:2]
        assert comment.startswith("# ")
        # the strictest of the parsers, since nobody knows which one an editor has
        written = yaml.load(file.read_text(encoding="utf-8"), yaml.SafeLoader)
        allowed = json.loads((file.parent / schema.partition("$schema=")[2]).read_text(encoding="utf-8"))
        jsonschema.Draft7Validator(allowed).validate(json.loads(json.dumps(written, default=str)))


def test_an_empty_folder_will_do(tmp_path: Path, capsys: Printed) -> None:
    assert f"make check RULES={tmp_path} " in printed(capsys, "new", str(tmp_path))


def test_a_folder_with_a_space_in_its_name_is_in_quotes(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "my school"
    out = printed(capsys, "new", str(folder))
    assert f"make check RULES='{folder}' " in out
    assert f"--folder '{folder}' check" in out


@pytest.mark.parametrize("name", ["full", "full/file.txt"], ids=["a folder with a file", "a file"])
def test_what_is_there_is_left_alone(tmp_path: Path, capsys: Printed, name: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file.txt").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path / name)]) == 1
    assert "not an empty folder" in one_line_of_error(capsys)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["file.txt"]


def test_the_words_of_no_other_choice_are_in_it() -> None:
    for file in (ROOT / "examples" / "start").rglob("*.yaml"):
        assert "mentor" not in file.read_text(encoding="utf-8").lower(), file

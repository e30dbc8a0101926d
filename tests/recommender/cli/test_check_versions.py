"""`check` of rules whose version is released: a change of the rules needs a new one, and it has to be the highest."""

import json
from pathlib import Path

import pytest

from recommender.cli.main import main
from tests.parsed import read
from tests.recommender.cli.commands import Printed

AT = "mine/rules/rulebase.yaml:7:10: "


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> Path:
    """A small guide of one's own, whose version is 1.0.0, in the working directory."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "mine"]) == 0
    capsys.readouterr()
    return Path("mine")


def release(mine: Path, version: str = "1.0.0") -> Path:
    """Release the rules as they stand, as this version."""
    file = mine / "rules" / "released" / f"{version}.json"
    file.parent.mkdir(exist_ok=True)
    rules = {**read(mine / "rules" / "rulebase.yaml"), "version": version}
    file.write_text(json.dumps({"rules": rules, "words": {}}, default=str), encoding="utf-8")
    return file


def edit(mine: Path, old: str, new: str) -> None:
    rules = mine / "rules" / "rulebase.yaml"
    text = rules.read_text(encoding="utf-8")
    assert old in text
    rules.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(mine: Path, capsys: Printed) -> str:
    assert main(["--folder", str(mine), "check"]) == 1
    out, err = capsys.readouterr()
    assert (out, "Traceback" in err) == ("", False)
    return str(err)


def passes(mine: Path) -> bool:
    return main(["--folder", str(mine), "check"]) == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    weight: 1\n", "    weight: 2\n"),
        ("approaches: [book, course]", "approaches: [course, book]"),
        ("  - {id: ask-first}\n  - {id: support-first}\n", "  - {id: support-first}\n  - {id: ask-first}\n"),
    ],
    ids=["weight", "order-of-approaches", "order-of-outcomes"],
)
def test_rules_that_changed_since_their_version_was_released_need_a_new_one(
    mine: Path, capsys: Printed, old: str, new: str
) -> None:
    release(mine)
    assert passes(mine)
    edit(mine, old, new)
    capsys.readouterr()
    said = faults(mine, capsys)
    assert f"{AT}1.0.0 is released with other rules\n    version: 1.0.0" in said
    assert "    hint: raise `version` and `date`, such as 1.0.1\n" in said
    assert said.endswith("\n1 fault found.\n")
    edit(mine, "version: 1.0.0", "version: 1.0.1")
    assert passes(mine)


def test_what_changes_no_result_needs_no_new_version(mine: Path) -> None:
    release(mine)
    edit(mine, "version: 1.0.0 # raise it", "version: 1.0.0 # do raise it")
    edit(mine, "  - id: goal\n", "  - id: goal\n    fixed: true\n")
    assert passes(mine)


def test_a_new_version_is_higher_than_every_one_released(mine: Path, capsys: Printed) -> None:
    for version in ("1.0.0", "1.9.0", "1.10.0"):
        release(mine, version)
    (mine / "rules" / "released" / "notes.json").write_text("{}", encoding="utf-8")
    assert passes(mine), "the rules of an old version can be looked at"
    edit(mine, "version: 1.0.0", "version: 1.9.5")
    capsys.readouterr()
    said = faults(mine, capsys)
    assert f"{AT}1.9.5 is below 1.10.0, which is released\n" in said
    assert "    hint: raise `version` and `date`, such as 1.10.1\n" in said
    edit(mine, "version: 1.9.5", "version: 1.10.1")
    assert passes(mine)


def test_a_change_of_an_old_version_is_told_with_a_version_that_can_be_released(mine: Path, capsys: Printed) -> None:
    release(mine)
    release(mine, "2.0.0")
    edit(mine, "    weight: 1\n", "    weight: 2\n")
    said = faults(mine, capsys)
    assert "1.0.0 is released with other rules" in said
    assert "such as 2.0.1\n" in said


def test_a_release_that_cannot_be_read_is_told_and_those_of_other_versions_are_not_read(
    mine: Path, capsys: Printed
) -> None:
    release(mine, "0.9.0").write_text("{", encoding="utf-8")
    assert passes(mine)
    release(mine).write_text("{", encoding="utf-8")
    capsys.readouterr()
    assert "mine/rules/released/1.0.0.json:2:1: this is not YAML" in faults(mine, capsys)

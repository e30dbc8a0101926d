"""`diff`: what a change of the rules does."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from recommender.cli.main import main
from tests.parsed import parse
from tests.recommender.cli.commands import RULES, Printed, changed, copied_content, printed, printed_json, write
from tests.rule_bases import Written


def test_diff_of_the_same_rules_says_that_nothing_moves(capsys: Printed) -> None:
    out = printed(capsys, "diff", str(RULES), str(RULES))
    assert out.startswith("view 'self': 0 % of all sheets get another outcome (0 of 819,000,000)")
    assert out.endswith("0 named cases end differently\n")


def test_diff_reports_what_moves_with_an_example(capsys: Printed, written: Written, tmp_path: Path) -> None:
    out = printed(capsys, "diff", str(RULES), str(changed(written, tmp_path)))
    assert out.startswith("only in the old rules: pattern new-teacher\nonly in the new rules: option goal=fame\n")
    lines = out.splitlines()
    place, moved = next((place, line) for place, line in enumerate(lines) if " -> " in line)
    before, after = re.findall(r"[a-z-]+(?= ->)|(?<=-> )[a-z-]+", moved)
    example = lines[place + 1]
    words = example.split("for example: ")[1].split()
    assert printed_json(capsys, "explain", *words)["outcome"] == before
    new = str(tmp_path / "new.yaml")
    assert (
        printed_json(capsys, "--rules", new, "--content", str(words_for(tmp_path)), "explain", *words)["outcome"]
        == after
    )


def words_for(folder: Path) -> Path:
    """The words for the changed rules."""
    english = copied_content(folder)
    questions = parse((english / "questions.yaml").read_text(encoding="utf-8"))
    options = questions["goal"]["options"]
    options["fame"] = options["growth"]
    write(english / "questions.yaml", questions)
    patterns = parse((english / "patterns.yaml").read_text(encoding="utf-8"))
    del patterns["new-teacher"]
    write(english / "patterns.yaml", patterns)
    return english


def test_diff_names_the_cases_that_end_otherwise(capsys: Printed, written: Written, tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    cases.mkdir()
    named: list[dict[str, Any]] = [
        {"name": "In danger", "view": "self", "screening": ["danger"], "answers": {}},
        {"id": "c1", "view": "self", "answers": {"experience": "never", "goal": "result"}},
        {"view": "self", "answers": {"experience": "never", "goal": "habit"}},
    ]
    (cases / "some.yaml").write_text(yaml.safe_dump(named), encoding="utf-8")
    out = printed(capsys, "diff", str(RULES), str(changed(written, tmp_path)), "--cases", str(cases))
    assert "2 named cases end differently\n  c1\n    either, close -> mentoring, close\n" in out
    assert f"  {cases / 'some.yaml'}:" in out
    assert "In danger" not in out


def test_diff_says_which_cases_one_of_the_two_cannot_read(capsys: Printed, written: Written, tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    cases.mkdir()
    (cases / "one.yaml").write_text("[{name: Fame, view: self, answers: {goal: fame}}]", encoding="utf-8")
    out = printed(capsys, "diff", str(RULES), str(changed(written, tmp_path)), "--cases", str(cases))
    assert "  Fame\n    cannot be answered -> either, close\n" in out
    back = printed(capsys, "diff", str(tmp_path / "new.yaml"), str(RULES), "--cases", str(cases))
    assert "  Fame\n    either, close -> cannot be answered\n" in back


def test_diff_reports_a_case_that_a_gate_stops_by_its_outcome_alone(
    capsys: Printed, written: Written, tmp_path: Path
) -> None:
    new = copy.deepcopy(dict(written))
    new["gates"][0]["level"] = "provisional"
    cases = tmp_path / "cases"
    cases.mkdir()
    (cases / "one.yaml").write_text("[{name: Danger, view: self, screening: [danger], answers: {}}]", encoding="utf-8")
    path = write(tmp_path / "new.yaml", new)
    out = printed(capsys, "diff", str(RULES), str(path), "--cases", str(cases))
    assert "    safeguarding-first -> safeguarding-first, provisional\n" in out


def test_diff_as_json_has_every_count(capsys: Printed, written: Written, tmp_path: Path) -> None:
    data = printed_json(capsys, "diff", str(RULES), str(changed(written, tmp_path)))
    assert data["only_new"] == ["option goal=fame"]
    for view in data["views"]:
        assert view["moved"] == sum(move["sheets"] for move in view["moves"])
        assert sum(end["sheets"] for end in view["before"]) == view["sheets"]
        assert all(move["example"]["view"] == view["view"] for move in view["moves"])
    assert all(case["old"] != case["new"] for case in data["cases"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[{view: self}]", "'answers' is missing"),
        ("[{answers: {goal: result}}]", "'view' is missing"),
        ("{}", "list"),
    ],
)
def test_cases_that_cannot_be_read_are_faults_with_a_place(
    capsys: Printed, tmp_path: Path, text: str, shown: str
) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    assert main(["diff", str(RULES), str(RULES), "--cases", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{tmp_path / 'bad.yaml'}:1:" in err
    assert shown in err

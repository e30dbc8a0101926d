"""The command line for whoever edits the rules: analyse, audit, diff."""

import copy
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from recommender import RuleBase, Table
from recommender.cli.main import main
from recommender.analysis.analyse import analyse
from recommender.cli.reports import sheet_as_text
from tests.conftest import ROOT
from tests.rule_bases import Written

RULES = ROOT / "rules" / "rulebase.yaml"

Printed = pytest.CaptureFixture[str]


def write(path: Path, rules: Written) -> Path:
    path.write_text(yaml.safe_dump(dict(rules), sort_keys=False), encoding="utf-8")
    return path


def changed(written: Written, folder: Path) -> Path:
    """The shipped rules with the weight of one question changed, one option more and one pattern less."""
    new = copy.deepcopy(dict(written))
    next(question for question in new["questions"] if question["id"] == "experience")["weight"] = 2
    new["questions"][0]["options"].append({"id": "fame", "coaching": 0, "mentoring": 0})
    new["patterns"] = [pattern for pattern in new["patterns"] if pattern["id"] != "new-teacher"]
    return write(folder / "new.yaml", new)


def printed(capsys: Printed, *words: str, code: int = 0) -> str:
    assert main(words) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out


def printed_json(capsys: Printed, *words: str) -> Any:
    return json.loads(printed(capsys, *words, "--json"))


def row(out: str, start: str) -> list[str]:
    """The cells of the first line that starts so."""
    line = next(line for line in out.splitlines() if line.strip().startswith(start))
    return line.replace(start, "").replace(" %", "%").split()


# analyse


def test_analyse_tells_the_share_of_each_outcome(capsys: Printed, table: Table) -> None:
    out = printed(capsys, "analyse")
    view = analyse(table)[0]
    assert f"view 'self': {view.sheets.sheets:,} sheets; {view.sheets.answered:,} of them without 'not sure'" in out
    coaching = view.outcomes()["coaching"]
    all_sheets, answered, *levels = row(out, "coaching")
    assert all_sheets == f"{100 * coaching.sheets / view.sheets.sheets:.2f}%"
    assert answered == f"{100 * coaching.answered / view.sheets.answered:.2f}%"
    assert len(levels) == 3
    assert row(out, "the points")[0] == f"{100 * view.decided[None].sheets / view.sheets.sheets:.2f}%"


def test_analyse_never_rounds_something_to_nothing(capsys: Printed) -> None:
    out = printed(capsys, "analyse")
    assert row(out, "mentoring-then-coaching")[4] == "0.01%"
    assert row(out, "both")[2] == "0%"


def test_analyse_as_json_has_every_count_and_an_example_for_each_end(capsys: Printed, table: Table) -> None:
    data = printed_json(capsys, "analyse")
    for told, view in zip(data, analyse(table), strict=True):
        assert (told["view"], told["sheets"], told["answered"]) == (view.view, *view.sheets)
        assert sum(end["sheets"] for end in told["ends"]) == view.sheets.sheets
        assert {lead["lead"]: lead["sheets"] for lead in told["leads"]} == {k: v.sheets for k, v in view.leads.items()}
        assert told["ties"] == {"sheets": view.ties.sheets, "answered": view.ties.answered}
        assert told["mean"] == {side: str(mean) for side, mean in view.mean.items()}
        assert {row["pattern"] for row in told["decided"]} == set(view.decided)
        assert all(end["example"]["view"] == view.view for end in told["ends"])


def test_a_question_nobody_but_one_pattern_decides_is_told_as_all(
    capsys: Printed, written: Written, tmp_path: Path
) -> None:
    rules = copy.deepcopy(dict(written)) | {"patterns": [], "audit": {}}
    rules["patterns"] = [
        {
            "id": "all",
            "when": [{"view": ["self", "leader"]}],
            "then": {"outcome": "talk-first", "certainty": "clear"},
            "evidence": ["E1"],
            "grade": "A",
        }
    ]
    path = write(tmp_path / "rules.yaml", rules)
    assert row(printed(capsys, "--rules", str(path), "analyse"), "talk-first")[0] == "100%"


# audit


def test_audit_of_the_shipped_rules_has_no_error_and_no_open_warning(capsys: Printed, rules: RuleBase) -> None:
    out = printed(capsys, "audit", "--today", rules.date.isoformat())
    assert out.splitlines()[-1].startswith("0 errors, ")
    assert out.splitlines()[-1].endswith(" warnings, 0 of them not explained in the rules.")
    assert "rules/rulebase.yaml:" in out
    assert "    this is meant: " in out
    assert "    for example: --view self " in out


def test_an_example_of_the_audit_can_be_given_to_explain(capsys: Printed, rules: RuleBase) -> None:
    out = printed(capsys, "audit", "--today", rules.date.isoformat())
    example = next(line for line in out.splitlines() if "for example:" in line).split("for example: ")[1]
    assert printed(capsys, "explain", *example.split())


def test_audit_as_json_has_each_finding_by_ids(capsys: Printed, rules: RuleBase) -> None:
    findings = printed_json(capsys, "audit", "--today", rules.date.isoformat())
    first = findings[0]
    assert (first["severity"], first["finding"], first["at"]) == (
        "warning",
        "pattern-no-difference",
        ["not-asked-yet"],
    )
    assert first["because"]
    assert first["example"] is None
    assert any(finding["example"] and finding["example"]["answers"] for finding in findings)


def test_audit_ends_with_1_where_there_is_an_error(capsys: Printed, written: Written, tmp_path: Path) -> None:
    rules = {**written, "bands": {**written["bands"], "strong": 999}}
    out = printed(capsys, "--rules", str(write(tmp_path / "rules.yaml", rules)), "audit", code=1)
    assert "error: " in out
    assert "outcome-unreachable both" in out


def test_audit_without_a_day_asks_the_clock(capsys: Printed) -> None:
    assert "errors, " in printed(capsys, "audit")


def test_audit_tells_evidence_that_is_old(capsys: Printed) -> None:
    out = printed(capsys, "audit", "--today", "2031-01-01")
    assert "evidence-old R1" in out
    assert "content/en/evidence.yaml:" in out


def languages(folder: Path) -> Path:
    """A copy of the words, in two languages."""
    for name in ("page-texts.yaml", "situations.yaml", "contacts.yaml"):
        shutil.copy(ROOT / "content" / name, folder)
    shutil.copytree(ROOT / "content" / "en", folder / "fr")
    return Path(shutil.copytree(ROOT / "content" / "en", folder / "en"))


def test_audit_tells_what_another_language_lacks(capsys: Printed, tmp_path: Path) -> None:
    english = languages(tmp_path)
    patterns = tmp_path / "fr" / "patterns.yaml"
    text = patterns.read_text(encoding="utf-8")
    patterns.write_text(text.replace("never-taught:", "never-tought:"), encoding="utf-8")
    out = printed(capsys, "--content", str(english), "audit", code=1)
    assert f"error: {patterns}:" in out
    assert "wording" in out
    assert "never-taught" in out


def test_audit_tells_what_the_language_asked_for_lacks(capsys: Printed, tmp_path: Path) -> None:
    english = languages(tmp_path)
    (english / "outcomes.yaml").write_text("{}", encoding="utf-8")
    out = printed(capsys, "--content", str(english), "audit", code=1)
    assert f"error: {english / 'outcomes.yaml'}:" in out
    assert "evidence-old" not in out


# diff


def test_diff_of_the_same_rules_says_that_nothing_moves(capsys: Printed) -> None:
    out = printed(capsys, "diff", str(RULES), str(RULES))
    assert out.startswith("view 'self': 0 % of all sheets come to another outcome (0 of 819,000,000)")
    assert out.endswith("0 named cases end otherwise\n")


def test_diff_tells_what_moves_with_an_example(capsys: Printed, written: Written, tmp_path: Path) -> None:
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
    english = languages(folder)
    questions = yaml.safe_load((english / "questions.yaml").read_text(encoding="utf-8"))
    options = questions["goal"]["options"]
    options["fame"] = options["growth"]
    write(english / "questions.yaml", questions)
    patterns = yaml.safe_load((english / "patterns.yaml").read_text(encoding="utf-8"))
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
    assert "2 named cases end otherwise\n  c1\n    either, close -> mentoring, close\n" in out
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


def test_diff_tells_a_case_that_a_gate_stops_by_its_outcome_alone(
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
    ("text", "told"),
    [
        ("[{view: self}]", "'answers' is missing"),
        ("[{answers: {goal: result}}]", "'view' is missing"),
        ("{}", "list"),
    ],
)
def test_cases_that_cannot_be_read_are_faults_with_a_place(
    capsys: Printed, tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    assert main(["diff", str(RULES), str(RULES), "--cases", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{tmp_path / 'bad.yaml'}:1:" in err
    assert told in err


def test_rules_that_are_not_there_are_told(capsys: Printed, tmp_path: Path) -> None:
    assert main(["diff", str(RULES), str(tmp_path / "none.yaml")]) == 1
    assert "none.yaml" in capsys.readouterr().err


def test_a_sheet_is_written_as_explain_takes_it(table: Table) -> None:
    sheet = next(iter(analyse(table)[0].examples.values()))
    assert sheet_as_text(sheet).startswith("--view self ")

"""`cases`: whether named cases end as they should, and which rules they cover."""

import copy
from pathlib import Path

import pytest

from recommender import RuleBase
from recommender.cli import main as command_line
from recommender.cli.main import main, parser
from tests.conftest import ROOT
from tests.named_cases import CASES
from tests.recommender.cli.commands import Printed, printed, printed_json, row, write
from tests.rule_bases import Written

FAILING = """- name: Someone able has a mentor
  view: self
  answers: {goal: habit, block: habit}
  outcome: mentoring
  patterns: [no-time]
- name: Someone in danger comes first
  view: self
  screening: [danger]
  answers: {}
  outcome: safeguarding-first
"""
CLAIM = """- id: length
  source: a text
  claim: Coaching is shorter.
  sides: {coaching: {format: set}, mentoring: {format: longer}}
- {id: groups, source: a text, claim: A coach may help a group., not-drawn: The guide is about one person.}
"""


def folder_of(folder: Path, cases: str = FAILING, claims: str = CLAIM) -> Path:
    (folder / "some.yaml").write_text(cases, encoding="utf-8")
    (folder / "claims.yaml").write_text(claims, encoding="utf-8")
    return folder


def test_the_shipped_cases_end_as_they_should_and_cover_everything(capsys: Printed) -> None:
    out = printed(capsys, "cases")
    assert out.startswith(f"{len(CASES)} cases: {len(CASES)} end as they should, 0 do not.\n\nCoverage by rule:\n")
    kinds = (
        "options by view",
        "gates",
        "patterns both ways",
        "thresholds both ways",
        "outcomes",
        "certainties",
        "claims",
    )
    for kind in kinds:
        covered, _, whole, share = row(out, f"{kind} ")
        assert (covered, share) == (whole, "100%")
    assert "not covered" not in out
    assert "not drawn by the rules: claim never-grow: Research contests it." in out


def test_the_document_shows_the_coverage_that_the_command_prints(capsys: Printed) -> None:
    lines = printed(capsys, "cases").splitlines()
    coverage = "\n".join(line for line in lines if line == "Coverage by rule:" or line.startswith("  "))
    assert f"{coverage}\n" in (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_a_case_that_fails_is_shown_with_its_place_what_it_expects_and_what_came(
    capsys: Printed, tmp_path: Path
) -> None:
    out = printed(capsys, "cases", str(folder_of(tmp_path)), code=1)
    assert out.splitlines()[:4] == [
        f"{tmp_path / 'some.yaml'}:1:3: Someone able has a mentor",
        "    outcome: expected mentoring; got coaching",
        "    patterns: expected no-time; got none",
        "2 cases: 1 end as they should, 1 do not.",
    ]


def test_what_is_not_covered_is_named_with_what_would_cover_it(
    capsys: Printed, tmp_path: Path, rules: RuleBase
) -> None:
    out = printed(capsys, "cases", str(folder_of(tmp_path)), code=1)
    assert row(out, "gates") == ["1", "of", f"{len(rules.gates)}", f"{100 / len(rules.gates):.2f}%"]
    assert row(out, "claims") == ["0", "of", "1", "0%"]
    lines = out.splitlines()
    for described, more in {
        "option goal=skill in the view 'leader'": "for example: --view leader goal=skill",
        "gate process": "for example: --view self --flag process",
        "certainty provisional": "for example: --view self --flag process",
        "outcome both": "for example: --view self ",
        "pattern no-time holds": "for example: --view self readiness=no-time",
        "pattern no-time does not hold": "for example: --view self",
        "pattern no-time decides": "for example: --view self ",
        "threshold clear, toward coaching: a lead exactly at it, and the certainty that it gives": "for example: ",
        "threshold leaning, toward mentoring: a lead just below it, and the certainty that it gives": "for example: ",
        "threshold ratio, toward mentoring: a close lead, and just below 2 times the other's points": "for example: ",
        "threshold strong: a close lead, and exactly at 6 points on the weaker side": "for example: ",
        "threshold unanswered: just below 4 of them, and no tighter cap": "for example: ",
        "claim length": "no case that names it has the answers for coaching: format=set",
    }.items():
        place = lines.index(f"not covered: {described}")
        assert lines[place + 1].startswith(f"    {more}")
    assert lines[-1] == "not drawn by the rules: claim groups: The guide is about one person."


def test_an_example_of_what_is_missing_can_be_given_to_explain(capsys: Printed, tmp_path: Path) -> None:
    out = printed(capsys, "cases", str(folder_of(tmp_path)), code=1)
    lines = out.splitlines()
    example = lines[lines.index("not covered: outcome both") + 1].split("for example: ")[1]
    assert printed_json(capsys, "explain", *example.split())["outcome"] == "both"


def test_what_no_answers_reach_is_not_counted(capsys: Printed, tmp_path: Path, written: Written) -> None:
    rules = copy.deepcopy(dict(written))
    rules["bands"]["strong"] = 99
    path = write(tmp_path / "rules.json", rules)
    out = printed(capsys, "--rules", str(path), "cases", str(folder_of(tmp_path)), code=1)
    assert "cannot be reached, by any answers: outcome both\n" in out
    assert "not covered: outcome both\n" not in out
    outcomes = {*(gate["outcome"] for gate in rules["gates"])} | {
        *("coaching", "mentoring", "either"),
        *(pattern["then"]["outcome"] for pattern in rules["patterns"] if "outcome" in pattern.get("then", {})),
    }
    assert row(out, "outcomes")[:3] == ["1", "of", f"{len(outcomes)}"]


def test_cases_as_json_have_each_result_and_each_item(capsys: Printed, tmp_path: Path) -> None:
    assert main(["cases", str(folder_of(tmp_path)), "--json"]) == 1
    capsys.readouterr()
    data = printed_json(capsys, "cases")
    assert [case["name"] for case in data["cases"]] == [*CASES]
    assert all(case["passes"] and case["differences"] == [] for case in data["cases"])
    stopped = next(case for case in data["cases"] if case["name"] == "Someone in danger comes before any score")
    assert (stopped["outcome"], stopped["certainty"], stopped["patterns"]) == ("safeguarding-first", None, [])
    assert all(part["covered"] == part["of"] for part in data["coverage"])
    assert len(data["covered"]) == sum(part["of"] for part in data["coverage"])
    pair = next(item for item in data["covered"] if item["at"] == ["duration"])
    assert [CASES[name].outcome for name in pair["cases"]] == ["coaching", "mentoring"]
    assert (data["missing"], data["unreachable"]) == ([], [])
    assert [item["at"] for item in data["not_drawn"]] == [["never-grow"], ["regular-meetings"], ["groups"]]


def test_json_has_what_is_missing_with_an_example_or_a_reason(capsys: Printed, tmp_path: Path) -> None:
    case = "[{name: Someone, view: self, answers: {goal: habit}, outcome: coaching}]"
    data = printed_json(capsys, "cases", str(folder_of(tmp_path, case)))
    missing = {(item["kind"], *item["at"]): item for item in data["missing"]}
    assert missing["gate", "danger"]["example"] == {"view": "self", "answers": {}, "screening": ["danger"]}
    claim = missing["claim", "length"]
    assert (claim["example"], claim["reason"][:12]) == (None, "no case that")


def test_one_file_of_cases_may_be_named_and_there_need_be_no_claims(capsys: Printed, tmp_path: Path) -> None:
    file = folder_of(tmp_path) / "some.yaml"
    assert "\n  claims " in printed(capsys, "cases", str(file), code=1)
    (tmp_path / "claims.yaml").unlink()
    out = printed(capsys, "cases", str(file), code=1)
    assert "2 cases: " in out
    assert "claim" not in out


def test_faults_of_cases_are_reported_with_their_place_and_a_hint(capsys: Printed, tmp_path: Path) -> None:
    assert main(["cases", str(folder_of(tmp_path, FAILING.replace("habit", "habits")))]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{tmp_path / 'some.yaml'}:3:19: unknown answer 'habits'" in err
    assert err.endswith("2 faults found.\n")


def test_a_package_without_cases_asks_for_a_folder(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command_line, "shipped_files", lambda: tmp_path)
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["cases"])
    assert ended.value.code == 2
    assert "the following arguments are required: FOLDER" in capsys.readouterr().err
    assert parser().parse_args(["cases", "mine"]).cases == Path("mine")


def test_in_a_checkout_the_folder_is_that_of_the_tests() -> None:
    assert parser().parse_args(["cases"]).cases == ROOT / "tests" / "cases"

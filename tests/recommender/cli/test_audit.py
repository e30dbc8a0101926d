"""`audit`: what is wrong or odd in the rules."""

from pathlib import Path

from recommender import RuleBase
from tests.recommender.cli.commands import Printed, copied_content, printed, printed_json, write
from tests.rule_bases import Written


def test_audit_of_the_shipped_rules_has_no_error_and_no_open_warning(capsys: Printed, rules: RuleBase) -> None:
    out = printed(capsys, "audit", "--today", rules.date.isoformat())
    assert out.splitlines()[-1].startswith("0 errors, ")
    assert out.splitlines()[-1].endswith(" warnings, 0 of them not explained in the rules.")
    assert "rules/rulebase.yaml:" in out
    assert "    on purpose: " in out
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


def test_audit_reports_evidence_that_is_old(capsys: Printed) -> None:
    out = printed(capsys, "audit", "--today", "2031-01-01")
    assert "evidence-old R1" in out
    assert "content/evidence.yaml:" in out


def test_audit_reports_what_another_language_lacks(capsys: Printed, tmp_path: Path) -> None:
    english = copied_content(tmp_path, "fr")
    patterns = tmp_path / "fr" / "patterns.yaml"
    text = patterns.read_text(encoding="utf-8")
    patterns.write_text(text.replace("never-taught:", "never-tought:"), encoding="utf-8")
    out = printed(capsys, "--content", str(english), "audit", code=1)
    assert f"error: {patterns}:" in out
    assert "wording" in out
    assert "never-taught" in out


def test_audit_reports_what_the_language_asked_for_lacks(capsys: Printed, tmp_path: Path) -> None:
    english = copied_content(tmp_path, "fr")
    (english / "outcomes.yaml").write_text("{}", encoding="utf-8")
    out = printed(capsys, "--content", str(english), "audit", code=1)
    assert f"error: {english / 'outcomes.yaml'}:" in out
    assert "evidence-old" not in out

"""`audit`: what is wrong or odd in the rules."""

from pathlib import Path

import pytest

from recommender.analysis.finding import ERROR, WARNING, Finding
from recommender.cli.reports import audit_as_text
from recommender.core.errors import SourceLocation
from tests.recommender.cli.commands import Printed, copied_content, printed, printed_json, write
from tests.rule_bases import Written

TODAY = "2026-11-30"
"""Before any source falls due."""


def test_audit_of_the_shipped_rules_has_no_error_and_no_open_warning(capsys: Printed) -> None:
    out = printed(capsys, "audit", "--today", TODAY)
    assert out.splitlines()[-1].startswith("0 errors, ")
    assert out.splitlines()[-1].endswith(" warnings, 0 of them not explained in the rules.")
    assert "rules/rulebase.yaml:" in out
    assert "    on purpose: " in out
    assert "    for example: --view self " in out


def test_an_example_of_the_audit_can_be_given_to_explain(capsys: Printed) -> None:
    out = printed(capsys, "audit", "--today", TODAY)
    example = next(line for line in out.splitlines() if "for example:" in line).split("for example: ")[1]
    assert printed(capsys, "explain", *example.split())


def test_audit_as_json_has_each_finding_by_ids(capsys: Printed) -> None:
    findings = printed_json(capsys, "audit", "--today", TODAY)
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


@pytest.mark.parametrize(
    ("errors", "warnings", "last"),
    [(1, 1, "1 error, 1 warning, 1 of them"), (0, 2, "0 errors, 2 warnings, 2 of them")],
)
def test_audit_ends_with_how_many_there_are(errors: int, warnings: int, last: str) -> None:
    found = [
        Finding(severity, "kind", (), SourceLocation("rules.yaml", 1, 1), "It is odd.")
        for severity in (*[ERROR] * errors, *[WARNING] * warnings)
    ]
    assert audit_as_text(found).splitlines()[-1] == f"{last} not explained in the rules."


def test_audit_without_a_day_asks_the_clock(capsys: Printed) -> None:
    assert "errors, " in printed(capsys, "audit")


def test_audit_warns_of_sources_and_contacts_that_are_due_and_names_what_rests_on_them(capsys: Printed) -> None:
    out = printed(capsys, "audit", "--today", "2027-12-01", code=0)
    line = next(line for line in out.splitlines() if line.endswith(": evidence-due G14"))
    assert line.startswith("warning: content/evidence.yaml:")
    assert (
        "since 2027-11-28, last checked on 2026-11-28; these rest on it: gates conflict; guidance option-other\n" in out
    )
    assert "contact-due Samaritans\n    due for review since 2027-11-21, last checked on 2026-11-21\n" in out
    assert "; guidance mentoring, boss, agreement, option-mentoring" in out
    assert "capacity mentoring.minutes, mentoring.months\n" in out
    assert any("; dissents " in line for line in out.splitlines())


def test_audit_before_any_source_falls_due_names_none(capsys: Printed) -> None:
    assert "-due " not in printed(capsys, "audit", "--today", TODAY)


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
    assert "-due " not in out

"""The published cases and the readers' sheets: complete, known to the rules, and faults are placed."""

from pathlib import Path

import pytest

from recommender import RuleBase
from recommender.core.errors import FaultyFiles
from validity.cases import CASES, SHEETS, load_published

CASE = """- id: c1
  site: example.org
  view: self
  verdict: coaching
  title: A page
  url: https://example.org/page
  situation: Somebody wants to change a habit.
"""
SHEET = "- id: c1\n  strict: {answers: {goal: habit}}\n  likely: {answers: {goal: habit, block: habit}}\n"


def faults(rules: RuleBase, folder: Path, cases: str = CASE, first: str = SHEET, second: str = "[]\n") -> list[str]:
    for name, text in (("cases", cases), ("first", first), ("second", second)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    try:
        load_published(rules, folder / "cases.yaml", folder)
    except FaultyFiles as error:
        return [f"{fault.location.line}:{fault.location.column} {fault.message}" for fault in error.faults]
    return []


def test_what_is_shipped_is_whole(rules: RuleBase) -> None:
    published = load_published(rules)
    assert len(published.cases) == 289
    assert len(published.readings("strict")) == len(published.readings("likely")) == 289
    for reading in published.readings("likely"):
        asked = {question.id for question in rules.questions_for(reading.case.view)} - {"basis"}
        assert set(reading.sheet.answers) <= asked
        assert set(published.sheets["first"]["strict"][reading.case.id].answers) <= asked
    assert CASES.is_file()
    assert SHEETS.is_dir()


def test_a_sound_case_has_no_fault(rules: RuleBase, tmp_path: Path) -> None:
    assert faults(rules, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  site: example.org\n", "", "1:3 'site' is missing here"),
        ("verdict: coaching", "verdict: coachin", "4:12 unknown verdict 'coachin'"),
        ("view: self", "view: me", "3:9 unknown view 'me'"),
    ],
)
def test_a_fault_in_a_case_is_placed(rules: RuleBase, tmp_path: Path, old: str, new: str, fault: str) -> None:
    found = faults(rules, tmp_path, cases=CASE.replace(old, new))
    assert fault in found


def test_a_case_that_is_defined_twice_is_a_fault(rules: RuleBase, tmp_path: Path) -> None:
    assert faults(rules, tmp_path, cases=CASE + CASE) == ["8:3 the case 'c1' is defined twice"]


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        (SHEET + SHEET, "4:3 there are two sheets for 'c1'"),
        (SHEET.replace("id: c1", "id: c2"), "1:7 there is no case 'c2'"),
        (SHEET.replace("{goal: habit}", "{goals: habit}"), "2:22 unknown question 'goals'"),
        (SHEET.replace("{goal: habit}", "{goal: habits}"), "2:28 unknown answer 'habits'"),
        (SHEET.replace("{goal: habit}}", "{goal: habit}, screening: [refused]}"), "2:48 unknown flag 'refused'"),
        (SHEET.replace("{goal: habit}", "{basis: often}"), "2:22 unknown question 'basis'"),
        ("[]\n", "1:1 there is no sheet for 'c1'"),
    ],
)
def test_a_fault_in_a_sheet_is_placed(rules: RuleBase, tmp_path: Path, first: str, fault: str) -> None:
    assert fault in faults(rules, tmp_path, first=first)

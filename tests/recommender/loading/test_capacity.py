"""The numbers behind a plan for many people: the shipped ones, and faults in them with their places."""

from pathlib import Path

import pytest

from recommender import FaultyFiles, RuleBase, Wording
from recommender.content.capacity import Load, Norm
from recommender.core.model import Evidence
from recommender.loading.capacity import load_capacity
from tests.conftest import ROOT

SHIPPED = ROOT / "content" / "capacity.yaml"


def faults(path: Path, old: str, new: str) -> list[str]:
    """The faults of the shipped file with a change, each with its place and hint."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = path / "capacity.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultyFiles) as found:
        load_capacity(path, ("coaching", "mentoring"), ("E25", "E34", "P3", "P5", "R13"))
    return [f"{f.location.line}:{f.location.column}: {f.message} | {f.hint}" for f in found.value.faults]


def test_the_shipped_numbers_are_ranges_with_their_sources(rules: RuleBase, wording: Wording) -> None:
    efforts = load_capacity(SHIPPED, rules.approaches, wording.evidence)
    assert tuple(efforts) == rules.approaches
    assert efforts["coaching"].minutes == Norm(60, 90, Evidence(("P3",), "D"))
    assert efforts["mentoring"].months == Norm(6, 12, Evidence(("P5",), "C"))
    assert efforts["mentoring"].load == Load(2, Evidence((), "D"))


FAULTS = {
    "a source that is not known": (
        "evidence: [P3], grade: D",
        "evidence: [P33], grade: D",
        "13:41: 'P33' is not in the register of sources | did you mean 'P3'?",
    ),
    "a range that falls": (
        "range: [4, 6]",
        "range: [6, 4]",
        "12:21: a range has two ends | write the least and the most, such as [4, 6]",
    ),
    "a range with one end": (
        "range: [4, 6]",
        "range: [6]",
        "12:21: a range has two ends | write the least and the most, such as [4, 6]",
    ),
    "a grade without a source": (
        "range: [6, 24], grade: D",
        "range: [6, 24], grade: B",
        "19:37: grade B without evidence | add a line 'evidence: ...', or write grade D",
    ),
    "a load of nobody": ("people: 4", "people: 0", "15:18: 0 is out of range | allowed: 1 to 500"),
    "a list of sources without one": (
        "evidence: [P3], grade: D",
        "evidence: [], grade: D",
        "13:40: expected at least one key of content/evidence.yaml, found an empty list | ",
    ),
    "an approach that is not known": (
        "mentoring:",
        "mentorin:",
        "17:1: unknown key 'mentorin' | did you mean 'mentoring'?",
    ),
}


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_reported_at_its_place_with_a_hint(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert fault in faults(tmp_path, old, new)


def test_without_a_file_there_are_no_numbers(tmp_path: Path) -> None:
    assert load_capacity(tmp_path / "capacity.yaml", ("coaching", "mentoring"), ()) == {}


def test_all_faults_are_reported_together(tmp_path: Path) -> None:
    found = faults(tmp_path, "meetings: {range: [4, 6], evidence: [R13", "meetings: {range: [0, 6], evidence: [R31")
    assert len(found) == 2


def test_a_source_that_is_no_text_is_one_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, "evidence: [P3]", "evidence: [12]") == [
        '13:41: expected text, found a whole number (12) | put it in quotes: "12"'
    ]

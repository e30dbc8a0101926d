"""Reading cases: every fault of every file at once, each with its place and a hint."""

from pathlib import Path

import pytest

from recommender import AnswerSheet, FaultyFiles, GuideError, RuleBase
from recommender.loading.cases import case_files, load_cases

CASE = "- {name: Someone able is coached, view: self, answers: {goal: habit}, outcome: coaching}\n"
CLAIM = """- id: length
  source: a text
  claim: Coaching is shorter.
  sides: {coaching: {format: set}, mentoring: {format: longer}}
"""
NOT_DRAWN = (
    "- {id: groups, source: a text, claim: A coach may help a group., not-drawn: The guide is about one person.}\n"
)


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(rules: RuleBase, path: Path) -> list[str]:
    """What is wrong, each with its file, line, message and hint."""
    with pytest.raises(FaultyFiles) as found:
        load_cases(path, rules)
    return [
        f"{Path(fault.location.path).stem}:{fault.location.line}: {fault.message} ({fault.hint})"
        for fault in found.value.faults
    ]


def test_a_case_has_all_that_is_written(rules: RuleBase, tmp_path: Path) -> None:
    text = """- name: Someone is heard
  view: leader
  screening: [process]
  answers: {goal: habit, wants: listen}
  outcome: process-first
  certainty: provisional
  patterns: [wants-listening]
  without: [no-time, doubts-first]
  claim: length
  says: [one, two words]
  never-says: [three]
"""
    book = load_cases(write(tmp_path, some=text, claims=CLAIM + NOT_DRAWN), rules)
    (case,) = book.cases
    assert case.name == "Someone is heard"
    assert case.sheet == AnswerSheet("leader", {"goal": "habit", "wants": "listen"}, frozenset({"process"}))
    assert (case.outcome, case.never, case.certainty) == ("process-first", None, "provisional")
    assert (case.patterns, case.without) == (("wants-listening",), ("no-time", "doubts-first"))
    assert (case.claim, case.says, case.never_says) == ("length", ("one", "two words"), ("three",))
    assert (case.location.line, case.location.column) == (1, 3)
    length, groups = book.claims
    assert (length.id, length.source, length.text) == ("length", "a text", "Coaching is shorter.")
    assert length.sides == {"coaching": {"format": "set"}, "mentoring": {"format": "longer"}}
    assert length.not_drawn == ""
    assert (groups.sides, groups.not_drawn) == ({}, "The guide is about one person.")


def test_what_a_case_does_not_say_it_does_not_expect(rules: RuleBase, tmp_path: Path) -> None:
    text = CASE.replace("outcome: coaching", "never: mentoring")
    (case,) = load_cases(write(tmp_path, some=text), rules).cases
    assert (case.outcome, case.never, case.certainty, case.claim) == (None, "mentoring", None, None)
    assert (case.patterns, case.without, case.says, case.never_says) == ((), (), (), ())
    assert case.sheet.flags == frozenset()


def test_a_folder_is_read_in_the_order_of_its_files_and_one_file_by_itself(rules: RuleBase, tmp_path: Path) -> None:
    other = CASE.replace("able", "else")
    write(tmp_path, b=CASE, a=other, claims=CLAIM)
    (tmp_path / "notes.txt").write_text("not a case", encoding="utf-8")
    assert [case.name for case in load_cases(tmp_path, rules).cases] == [
        "Someone else is coached",
        "Someone able is coached",
    ]
    alone = load_cases(tmp_path / "b.yaml", rules)
    assert [case.name for case in alone.cases] == ["Someone able is coached"]
    assert [claim.id for claim in alone.claims] == ["length"]
    assert load_cases(write(tmp_path / "b.yaml").parent, rules).claims == alone.claims


def test_claims_are_no_file_of_cases(tmp_path: Path) -> None:
    write(tmp_path, claims=CLAIM)
    with pytest.raises(GuideError, match="holds no cases"):
        case_files(tmp_path)
    write(tmp_path, some=CASE)
    assert case_files(tmp_path) == [tmp_path / "some.yaml"]


def test_a_folder_without_claims_has_none(rules: RuleBase, tmp_path: Path) -> None:
    assert load_cases(write(tmp_path, some=CASE), rules).claims == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("name: Someone able is coached", "name: ''", "expected text, found nothing ()"),
        ("view: self", "view: boss", "unknown view 'boss' (allowed: self, leader)"),
        ("goal: habit", "gaol: habit", "unknown question 'gaol' (did you mean 'goal'?)"),
        ("goal: habit", "goal: habits", "unknown answer 'habits' (did you mean 'habit'?)"),
        ("outcome: coaching", "outcome: coatching", "unknown outcome 'coatching' (did you mean 'coaching'?)"),
        ("outcome: coaching", "never: coatching", "unknown outcome 'coatching' (did you mean 'coaching'?)"),
        (
            ", outcome: coaching",
            "",
            "a case expects an outcome (add a line 'outcome: ...' or 'never: ...', and not both)",
        ),
        (
            "outcome: coaching",
            "outcome: coaching, never: both",
            "a case expects an outcome (add a line 'outcome: ...' or 'never: ...', and not both)",
        ),
        (
            "outcome:",
            "certainty: sure, outcome:",
            "unknown certainty 'sure' (allowed: provisional, close, leaning, clear)",
        ),
        ("outcome:", "patterns: [no-tome], outcome:", "unknown pattern 'no-tome' (did you mean 'no-time'?)"),
        ("outcome:", "without: [no-tome], outcome:", "unknown pattern 'no-tome' (did you mean 'no-time'?)"),
        ("outcome:", "screening: [jobs], outcome:", "unknown flag 'jobs' (did you mean 'job'?)"),
        ("outcome:", "claim: lenth, outcome:", "unknown claim 'lenth' (did you mean 'length'?)"),
        ("outcome:", "say: [one], outcome:", "unknown key 'say' (did you mean 'says'?)"),
        ("outcome:", "says: [1], outcome:", 'expected text, found a whole number (1) (put it in quotes: "1")'),
        ("view: self, ", "", "'view' is missing here (add a line 'view: ...')"),
    ],
)
def test_each_fault_of_a_case_has_its_line_and_a_hint(
    rules: RuleBase, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    write(tmp_path, some=f"# cases\n{CASE.replace(old, new)}", claims=CLAIM)
    assert faults(rules, tmp_path) == [f"some:2: {fault}"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("format: set", "from: set", "4: unknown key 'from' (did you mean 'format'?)"),
        ("format: set", "format: sat", "4: unknown answer 'sat' (did you mean 'set'?)"),
        (
            "format: set",
            "format: longer",
            "4: the sides have the same answers (give at least one question another answer)",
        ),
        (
            "format: set",
            "format: set, ideas: one",
            "4: the sides do not answer the same questions (name each question on every side)",
        ),
        (", mentoring: {format: longer}", "", "4: 'mentoring' is missing here (add a line 'mentoring: ...')"),
        ("id: length", "id: The length", "1: 'The length' cannot be an id"),
        ("  claim: Coaching is shorter.\n", "", "1: 'claim' is missing here"),
        (
            "sides: {coaching: {format: set}, mentoring: {format: longer}}",
            "",
            "1: a claim has two sides (add 'sides: ...'",
        ),
        ("sides:", "not-drawn: A reason.\n  sides:", "1: a claim has two sides (add 'sides: ...'"),
        ("- id", f"{CLAIM}- id", "5: the claim 'length' is defined twice (the first is on line 1"),
    ],
)
def test_each_fault_of_a_claim_has_its_line_and_a_hint(
    rules: RuleBase, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    write(tmp_path, some=CASE, claims=CLAIM.replace(old, new))
    assert any(found.startswith(f"claims:{fault}") for found in faults(rules, tmp_path)), faults(rules, tmp_path)


def test_two_cases_of_one_name_are_a_fault_in_whatever_files_they_are(rules: RuleBase, tmp_path: Path) -> None:
    write(tmp_path, a=CASE, b=CASE)
    (fault,) = faults(rules, tmp_path)
    assert fault.startswith("b:1: there are two cases 'Someone able is coached' (the first is at ")
    assert "a.yaml:1:3: give one of them another name)" in fault


def test_the_faults_of_all_files_are_reported_together(rules: RuleBase, tmp_path: Path) -> None:
    wrong = CASE.replace("habit", "habits")
    other = CASE.replace("able", "else").replace("self", "boss")
    write(tmp_path, a=wrong, b="[", c=other, d="[]", claims=CLAIM.replace("set", "sat"))
    found = faults(rules, tmp_path)
    assert [fault.partition(":")[0] for fault in found] == ["a", "b", "c", "claims", "d"]
    assert "expected at least one case, found an empty list" in found[-1]


def test_claims_that_are_not_yaml_are_reported_once_and_the_cases_are_read(rules: RuleBase, tmp_path: Path) -> None:
    named = CASE.replace("outcome:", "claim: length, outcome:").replace("habit", "habits")
    found = faults(rules, write(tmp_path, a=named, claims="["))
    assert [fault.partition(":")[0] for fault in found] == ["a", "claims"]


def test_a_folder_or_a_file_that_is_not_there_is_reported(rules: RuleBase, tmp_path: Path) -> None:
    with pytest.raises(GuideError, match=r"holds no cases: no file in it ends in \.yaml"):
        load_cases(tmp_path, rules)
    assert faults(rules, tmp_path / "some.yaml") == [
        "some:1: the file cannot be opened (look at its name, and at that of its folder)"
    ]

"""What stands behind the rules: the shipped files, what a rule base without them has, and faults with their places."""

from pathlib import Path

import pytest

from recommender import FaultyFiles, RuleBase, Wording
from recommender.content.background import Background, BackgroundWords, Choice
from recommender.core.parts import parts_of
from recommender.loading.background import BACKGROUND, load_background, load_background_words, sources_in
from tests.conftest import ROOT

RULES, WORDS = ROOT / "rules" / BACKGROUND, ROOT / "content" / "en"


def test_the_shipped_background_names_parts_of_the_rules_and_sources_of_the_register(
    rules: RuleBase, wording: Wording
) -> None:
    background = load_background(RULES, rules)
    assert {part for dissent in background.dissents for part in dissent.parts} <= set(parts_of(rules))
    assert {key for key, _ in sources_in(background)} <= set(wording.evidence)
    assert [choice.day for choice in background.choices] == sorted(choice.day for choice in background.choices)
    assert background.choices[-1].day <= rules.date


def test_each_entry_has_its_words(rules: RuleBase) -> None:
    background = load_background(RULES, rules)
    words = load_background_words(WORDS, background)
    assert [*words.choices] == [choice.id for choice in background.choices]
    assert [*words.dissents] == [dissent.id for dissent in background.dissents]
    assert [*words.unknowns] == [unknown.id for unknown in background.unknowns]
    assert {choice.by for choice in background.choices} == set(words.roles)


def test_rules_may_do_without_a_background(rules: RuleBase, tmp_path: Path) -> None:
    background = load_background(tmp_path / BACKGROUND, rules)
    assert background == Background()
    assert load_background_words(tmp_path, background) == BackgroundWords()


WHOLE = """decisions:
  - {id: first, date: 2026-11-21, by: keepers, evidence: [G1]}
disagreements:
  - {id: length, at: [question format], evidence: [E2]}
unknown:
  - {id: lasting}
"""
SAID = """roles: {keepers: we}
decisions: {first: {title: A, why: B}}
disagreements: {length: C}
unknown: {lasting: D}
"""


def load(rules: RuleBase, folder: Path, facts: str, words: str = SAID) -> tuple[Background, BackgroundWords]:
    (folder / "words").mkdir(exist_ok=True)
    (folder / BACKGROUND).write_text(facts, encoding="utf-8")
    (folder / "words" / BACKGROUND).write_text(words, encoding="utf-8")
    background = load_background(folder / BACKGROUND, rules)
    return background, load_background_words(folder / "words", background)


def test_what_is_written_is_read(rules: RuleBase, tmp_path: Path) -> None:
    background, words = load(rules, tmp_path, WHOLE)
    (choice,) = background.choices
    assert (choice.id, str(choice.day), choice.by, choice.sources) == ("first", "2026-11-21", "keepers", ("G1",))
    assert isinstance(choice, Choice)
    assert background.dissents[0].parts == ("question format",)
    assert background.unknowns[0].sources == ()
    assert (words.choices["first"].title, words.choices["first"].why) == ("A", "B")
    assert (words.roles, words.dissents, words.unknowns) == ({"keepers": "we"}, {"length": "C"}, {"lasting": "D"})
    assert [key for key, _ in sources_in(background)] == ["G1", "E2"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("question format", "question formt", "4:23 unknown part of the rules 'question formt'"),
        ("2026-11-21", "yesterday", "2:23 expected a day such as 2026-11-30, found text (yesterday)"),
        ("date: 2026-11-21, ", "", "2:5 'date' is missing here"),
        (", evidence: [E2]", "", "4:5 'evidence' is missing here"),
        ("[E2]}", "[]}", "4:51 expected at least one key of content/evidence.yaml, found an empty list"),
        ("unknown:\n  - {id: lasting}\n", "", "1:1 'unknown' is missing here"),
        (
            "[E2]}",
            "[E2]}\n  - {id: length, at: [question goal], evidence: [E2]}",
            "5:5 the disagreement 'length' is defined twice",
        ),
    ],
)
def test_a_fault_in_the_background_has_its_place(
    rules: RuleBase, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    with pytest.raises(FaultyFiles) as raised:
        load(rules, tmp_path, WHOLE.replace(old, new, 1))
    assert [f"{f.location.line}:{f.location.column} {f.message}" for f in raised.value.faults] == [fault]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "length: C",
            "lenght: C",
            ["3:17 'lenght' is not in the rules", "3:16 the words for 'length' are missing here"],
        ),
        ("keepers: we", "", ["1:8 the words for 'keepers' are missing here"]),
        ("title: A, ", "", ["2:20 'title' is missing here"]),
    ],
)
def test_a_fault_in_its_words_has_its_place(
    rules: RuleBase, tmp_path: Path, old: str, new: str, faults: list[str]
) -> None:
    with pytest.raises(FaultyFiles) as raised:
        load(rules, tmp_path, WHOLE, SAID.replace(old, new, 1))
    found = [f"{fault.location.line}:{fault.location.column} {fault.message}" for fault in raised.value.faults]
    assert sorted(found) == sorted(faults)

"""Releases: what is kept of the words, read back as it was written, and every fault of a file at its location."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from recommender import RuleBase, Wording
from recommender.core.errors import FaultyFiles
from recommender.loading.releases import in_released_words, read_release, released_words, words_as_data
from tests.conftest import ROOT
from tests.parsed import read

OUTCOMES = (
    *("coaching", "mentoring", "mentoring-then-coaching", "both", "either"),
    *("training-first", "expert-first", "standards-first", "support-first", "safeguarding-first"),
    *("process-first", "direct-first", "fix-the-job-first", "talk-first"),
)


def write(path: Path, release: dict[str, Any]) -> Path:
    path.write_text(json.dumps(release, default=str, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def release(rules: RuleBase, wording: Wording) -> dict[str, Any]:
    """A release of the shipped rules in one language, as data."""
    written = deepcopy(read(ROOT / "rules" / "rulebase.yaml"))
    return {"rules": written, "words": {"en": words_as_data(released_words(rules, wording))}}


def test_a_release_is_read_back_as_it_was_written(
    release: dict[str, Any], rules: RuleBase, wording: Wording, tmp_path: Path
) -> None:
    found = read_release(write(tmp_path / "release.json", release))
    assert found.rules.digest == rules.digest
    assert found.words == {"en": released_words(rules, wording)}


RELEASED = {
    "2.0.0": "bbb18619099d3e4aae5b2f3e2296cec839a95a80c8890126c5fe7f5adb481413",
    "2.1.0": "6cc9a4292d47b388f9e6e37ae30d1dc1573c62f8453432be6e0e6e3e6d2cd8ed",
}
"""The digest of each release. Links have its start, so it stays what it was, whatever a rule base gains."""


@pytest.mark.parametrize(("version", "digest"), RELEASED.items(), ids=RELEASED)
def test_the_digest_of_what_is_released_stays_what_it_was(version: str, digest: str) -> None:
    rules = read_release(ROOT / "rules" / "released" / f"{version}.json").rules
    assert (rules.version, rules.digest) == (version, digest)
    assert rules.outcomes == OUTCOMES, "links have the places of these"


def test_the_digest_of_every_release_is_told_above() -> None:
    assert {file.stem for file in (ROOT / "rules" / "released").glob("*.json")} == set(RELEASED)


def test_a_release_keeps_every_source_that_its_points_and_patterns_cite(rules: RuleBase, wording: Wording) -> None:
    kept = set(released_words(rules, wording).evidence)
    for question in rules.questions:
        for option in question.options:
            assert option.evidence is None or set(option.evidence.keys) <= kept
    for pattern in rules.patterns:
        assert set(pattern.evidence.keys) <= kept
    assert kept < set(wording.evidence)


def test_the_words_of_a_release_name_answers_patterns_and_outcomes_and_no_more(
    rules: RuleBase, wording: Wording
) -> None:
    words = released_words(rules, wording)
    goal = words.questions["goal"]
    later = replace(
        wording,
        questions={**wording.questions, "goal": replace(wording.questions["goal"], topic="Another topic")},
        outcomes={
            name: replace(
                found, headline={view: "Another" for view in found.headline}, steps={"self": ("Another step",)}
            )
            for name, found in wording.outcomes.items()
        },
        pages={**wording.pages, "product": "Another name"},
    )
    found = in_released_words(later, words)
    assert found.questions["goal"] == goal
    assert found.questions["goal"].topic != "Another topic"
    assert found.outcomes["coaching"].headline == wording.outcomes["coaching"].headline
    assert found.outcomes["coaching"].steps == {"self": ("Another step",)}, "steps are today's"
    assert found.pages["product"] == "Another name"


def test_what_only_todays_words_name_stays(rules: RuleBase, wording: Wording) -> None:
    words = released_words(rules, wording)
    older = replace(words, questions={}, patterns={}, outcomes={}, evidence={})
    assert in_released_words(wording, older) == wording


def test_a_released_source_is_due_when_the_register_says_so_and_one_that_has_gone_at_once(
    rules: RuleBase, wording: Wording
) -> None:
    words = released_words(rules, wording)
    later = {key: source for key, source in wording.evidence.items() if key != "R1"}
    later["R2"] = replace(later["R2"], says="More.", checked=date(2029, 1, 2), review_by=date(2031, 1, 2))
    found = in_released_words(replace(wording, evidence=later), words).evidence
    assert found["R1"].review_by == found["R1"].checked == wording.evidence["R1"].checked
    assert found["R2"] == replace(wording.evidence["R2"], review_by=date(2031, 1, 2))


@pytest.mark.parametrize("part", ["rules", "words"])
def test_a_release_without_a_part_is_a_fault(part: str, release: dict[str, Any], tmp_path: Path) -> None:
    del release[part]
    with pytest.raises(FaultyFiles) as raised:
        read_release(write(tmp_path / "release.json", release))
    assert [fault.message for fault in raised.value.faults] == [f"'{part}' is missing here"]


def test_words_that_are_no_words_are_faults(release: dict[str, Any], tmp_path: Path) -> None:
    release["words"]["en"]["patterns"] = {"x": 7}
    release["words"]["en"]["evidence"]["G1"]["checked"] = "yesterday"
    with pytest.raises(FaultyFiles) as raised:
        read_release(write(tmp_path / "release.json", release))
    assert len(raised.value.faults) == 2

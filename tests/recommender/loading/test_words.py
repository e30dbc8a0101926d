"""The words that people read: even-handed, complete, and in plain British English."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from recommender import VIEWS, RuleBase, Wording
from recommender.cli.readability import Sentence, hardest, reading_age, sentences_in
from recommender.content.guidance_words import grid_of
from recommender.content.words import This
from recommender.core.errors import SourceLocation
from tests.conftest import ROOT
from tests.parsed import read

FILES = sorted((ROOT / "content" / "en").glob("*.yaml"))
PROPER_NAMES = ("cite", "url")
OLDEST_READER = 13
"""The words are for a reading age of 11 to 13; easier is welcome."""

AMERICAN = re.compile(
    r"\b(\w*(organiz|recogniz|prioritiz|analyz|summariz|realiz|emphasiz)\w*|\w*(behavior|favor|color|honor)\w*|"
    r"labor|programs?|centers?|counsel(ing|or)\w*|fulfill?ment|fulfill|enrollment)\b",
    re.IGNORECASE,
)
RANKING = re.compile(
    r"\b(superior|inferior|second[- ]best|must be (coached|mentored)|(only|just|merely|mere) (coaching|mentoring)|"
    r"(better|worse|stronger|weaker|(more|less) effective) than (coaching|mentoring)|"
    r"(coaching|mentoring) is (better|best|worse|stronger|weaker))\b",
    re.IGNORECASE,
)


def texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text below a value of a YAML file, with the path that leads to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{where}.{number}")
    else:
        yield where, str(value)


@cache
def texts_of(path: Path) -> dict[str, str]:
    found = dict(texts(read(path)))
    return {where: text for where, text in found.items() if not where.endswith(PROPER_NAMES)}


def having(pattern: re.Pattern[str], path: Path) -> dict[str, str]:
    """The texts in which something stands that should not, each with what it is."""
    return {where: found[0] for where, text in texts_of(path).items() if (found := pattern.search(text))}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_sets_words_off_with_a_dash(path: Path) -> None:
    assert having(re.compile("\N{EM DASH}| \N{EN DASH} | -- "), path) == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_is_spelt_the_american_way(path: Path) -> None:
    assert having(AMERICAN, path) == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_ranks_one_approach_above_the_other(path: Path) -> None:
    assert having(RANKING, path) == {}


@pytest.mark.parametrize(
    "text",
    ["An organization", "two programs", "their behavior", "a center", "in favor of", "to recognize", "counseling"],
)
def test_american_spelling_would_be_found(text: str) -> None:
    assert AMERICAN.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Coaching is superior",
        "it is better than coaching",
        "mentoring is weaker",
        "Only coaching lasts",
        "just mentoring",
    ],
)
def test_words_that_rank_would_be_found(text: str) -> None:
    assert RANKING.search(text)


def about_as_long(first: str, second: str) -> bool:
    return abs(len(first) - len(second)) <= 0.1 * max(len(first), len(second))


def test_the_words_can_be_read_by_somebody_of_eleven_to_thirteen() -> None:
    by_file = sentences_in(ROOT / "content" / "en")
    ages = {name: reading_age(sentence.text for sentence in sentences) for name, sentences in by_file.items()}
    assert {name: age for name, age in ages.items() if age > OLDEST_READER} == {}
    assert reading_age(sentence.text for sentences in by_file.values() for sentence in sentences) <= OLDEST_READER


def test_hard_words_would_be_found() -> None:
    easy = "They ask, you listen, and you both try one thing."
    hard = "Organisational conceptualisation necessitates deliberation."
    place = SourceLocation("words.yaml", 1, 1)
    assert reading_age([easy]) < OLDEST_READER < reading_age([hard])
    assert (
        hardest([Sentence(place, easy), Sentence(place, f"{hard[:-1]} and considerable perseverance.")], 1)[0].age > 20
    )


def test_whatever_is_no_sentence_is_left_out_of_the_measure() -> None:
    texts = [sentence.text for sentence in sentences_in(ROOT / "content" / "en")["evidence.yaml"]]
    assert not [text for text in texts if text.startswith("http") or text in ("own", "secondhand")]


def test_every_option_of_the_grid_is_reported_at_about_the_same_length(rules: RuleBase) -> None:
    written = read(ROOT / "content" / "en" / "options.yaml")
    lengths = {name: sum(map(len, fields.values())) for name, fields in written.items()}
    assert [*lengths] == [*grid_of(rules)]
    assert min(lengths.values()) >= 0.9 * max(lengths.values())


@pytest.mark.parametrize("name", ["approaches", "outcomes", "options", "guidance"])
def test_coaching_and_mentoring_are_reported_at_the_same_length_field_by_field(name: str) -> None:
    written = read(ROOT / "content" / "en" / f"{name}.yaml")
    written = written.get("helpers", written)
    coaching, mentoring = (dict(texts(written[approach])) for approach in ("coaching", "mentoring"))
    assert set(coaching) == set(mentoring)
    uneven = [
        f"{field}: {len(coaching[field])} and {len(mentoring[field])} characters"
        for field in coaching
        if field != "name" and not about_as_long(coaching[field], mentoring[field])
    ]
    assert uneven == []


@pytest.mark.parametrize("view", VIEWS)
def test_an_outcome_has_a_name_and_a_headline_and_three_to_five_steps_and_a_meaning_where_answers_can_lead_to_it(
    rules: RuleBase, wording: Wording, view: str
) -> None:
    assert set(wording.outcomes) == set(rules.outcomes)
    for outcome, words in wording.outcomes.items():
        assert all([words.name, words.headline[view], words.drawing]), outcome
        if outcome in {*rules.band_outcomes, *(pattern.outcome for pattern in rules.patterns)}:
            assert 3 <= len(words.steps[view]) <= 5, outcome
            assert all([words.meaning[view], words.gist[view], *words.steps[view]]), outcome
        else:
            assert outcome in {gate.outcome for gate in rules.gates}
            assert (words.meaning, words.steps, words.gist) == ({}, {}, {})


def test_the_outcomes_that_gates_alone_give_leave_it_to_the_gates_to_say_what_to_do(wording: Wording) -> None:
    without = {outcome for outcome, words in wording.outcomes.items() if not words.steps}
    assert without == {"support-first", "safeguarding-first", "process-first", "direct-first", "standards-first"}


def test_each_level_of_certainty_has_its_name(wording: Wording) -> None:
    assert wording.certainty.name == {
        "clear": "We are fairly sure",
        "leaning": "It leans this way, with some doubt",
        "close": "It is a close call",
        "provisional": "It is on hold",
    }
    assert set(wording.certainty.means) == set(wording.certainty.name)
    assert set(wording.certainty.bands) == {"clear", "leaning", "close"}
    assert set(wording.certainty.lead) == {"leaning", "close"}
    assert all([*wording.certainty.means.values(), *wording.certainty.bands.values()])


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_texts_of_the_pages_are_those_listed_and_hold_no_other_name(wording: Wording) -> None:
    listed = read(ROOT / "content" / "page-texts.yaml")
    assert set(wording.pages) == set(listed)
    assert {key for key, text in wording.pages.items() if not names_in(text) <= set(listed[key])} == set()


def test_the_doubts_name_what_they_are_filled_with(wording: Wording) -> None:
    for view in VIEWS:
        assert names_in(wording.certainty.unanswered[view]) <= {"count", "total"}
        assert names_in(wording.certainty.pattern[view]) <= {"title", "name"}


def test_every_question_and_option_has_its_words_in_each_view_that_meets_it(rules: RuleBase, wording: Wording) -> None:
    for question in rules.questions:
        words = wording.questions[question.id]
        assert all([words.topic, words.why, *words.ask.values()])
        assert set(words.ask) == set(words.help) == set(question.views)
        for option in question.options:
            assert set(words.options[option.id].text) == set(option.views)
            assert all([words.options[option.id].because, *words.options[option.id].text.values()])


def test_every_gate_has_its_words_and_steps_in_each_view_that_meets_it(rules: RuleBase, wording: Wording) -> None:
    for gate in rules.gates:
        words = wording.gates[gate.id]
        assert set(words.flag) == set(words.say) == set(words.steps) == set(gate.views)
        assert all([words.title, *words.flag.values(), *words.say.values()])
        assert all(steps and all(steps) for steps in words.steps.values())


def test_every_pattern_has_its_words_in_each_view_in_which_it_can_hold(rules: RuleBase, wording: Wording) -> None:
    leader_only = {"leader-view-alone", "not-asked-yet", "seen-little"}
    for pattern in rules.patterns:
        words = wording.patterns[pattern.id]
        assert words.title
        assert set(words.text) == ({"leader"} if pattern.id in leader_only else set(VIEWS))
        assert all(words.text.values())


def test_every_source_that_the_rules_cite_is_in_the_register(rules: RuleBase, wording: Wording) -> None:
    cited = {key for gate in rules.gates for key in gate.evidence.keys}
    cited |= {key for pattern in rules.patterns for key in pattern.evidence.keys}
    for question in rules.questions:
        cited |= {key for option in question.options if option.evidence for key in option.evidence.keys}
    assert cited <= set(wording.evidence)
    assert all(source.cite and source.says and source.url for source in wording.evidence.values())


def test_help_for_somebody_in_danger_names_whom_to_call(wording: Wording) -> None:
    for view in VIEWS:
        steps = " ".join(wording.gates["danger"].steps[view])
        assert all(number in steps for number in ("999", "111", "116 123"))


def test_every_telephone_number_in_the_words_is_one_of_the_contacts() -> None:
    contacts = read(ROOT / "content" / "contacts.yaml")
    numbers = {contact["number"] for contact in contacts if "number" in contact}
    number = re.compile(r"\b(?:999|111|\d{3} \d{3}|0\d{3,4} \d{3} \d{3,4})\b")
    named = {found for path in FILES for text in texts_of(path).values() for found in number.findall(text)}
    assert named == numbers


def test_where_no_question_names_what_the_help_is_for_nothing_is_filled_in(wording: Wording) -> None:
    without = replace(wording, questions={"stage": wording.questions["stage"]})
    assert without.this("self", {}) == This("", "")
    assert without.ask("stage", "self", {}) == wording.questions["stage"].ask["self"]

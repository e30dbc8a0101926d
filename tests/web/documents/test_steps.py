"""The steps of a result and those of a gate: few, short, in their places, and whoever the answers are from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import VIEWS, AnswerSheet, recommend
from recommender.content.guidance import MOST_ADDED, PLACES, NextStep, own_steps
from recommender.core.model import Gate
from tests.web.answers import sheets
from tests.web.documents.test_persons import read_by
from tests.web.loaded import EDITION, EDITIONS, RULES
from web.documents.advice import steps_for

STEPPED = [outcome for outcome, words in EDITION.wording.outcomes.items() if words.steps]
THIS_WEEK = {"en": "This week, ", "fr": "Cette semaine, "}
REVIEW = {"en": re.compile(r"\breview\b", re.IGNORECASE), "fr": re.compile(r"\bfai(re|tes) le point\b", re.IGNORECASE)}
MOST_WORDS, MOST_WORDS_TOGETHER, MOST_WORDS_OF_A_GATE = 25, 110, 350
UNASKED = re.compile(r"\b(pay|salary|job|boss|school|pupils?|term|whether you pass|line manager|employer)\b")
"""Words that hold only for some of those who may read a step: it is not asked what work they do."""

ABOUT_THE_JOB = ("fix-the-job-first",)


def words_in(text: str) -> int:
    return len(text.split())


@given(sheet=sheets(RULES, ticked=True), outcome=st.sampled_from(STEPPED), language=st.sampled_from(sorted(EDITIONS)))
def test_there_are_three_to_five_steps_from_this_week_to_the_review(
    sheet: AnswerSheet, outcome: str, language: str
) -> None:
    edition = EDITIONS[language]
    steps = steps_for(edition, sheet, outcome)
    assert 3 <= len(steps) <= 5
    assert len(set(steps)) == len(steps)
    assert steps[0].startswith(THIS_WEEK[language])
    assert not [step for step in steps[1:] if step.startswith(THIS_WEEK[language])]
    assert REVIEW[language].search(steps[-1])
    assert steps[-1] == edition.wording.outcomes[outcome].steps[sheet.view][-1]


@given(sheet=sheets(RULES, ticked=True), outcome=st.sampled_from(STEPPED))
def test_steps_are_short_for_any_answers(sheet: AnswerSheet, outcome: str) -> None:
    steps = steps_for(EDITION, sheet, outcome)
    assert [step for step in steps if words_in(step) > MOST_WORDS] == []
    assert sum(map(words_in, steps)) <= MOST_WORDS_TOGETHER


@given(sheet=sheets(RULES, ticked=True), outcome=st.sampled_from(STEPPED))
def test_what_the_answers_call_for_takes_a_place_or_is_added_once(sheet: AnswerSheet, outcome: str) -> None:
    called = own_steps(EDITION.guidance, sheet, outcome)
    replaced = [step.place for step in called if not step.added]
    assert len(set(replaced)) == len(replaced)
    assert len(called) - len(replaced) <= MOST_ADDED
    own = EDITION.wording.outcomes[outcome].steps[sheet.view]
    steps = steps_for(EDITION, sheet, outcome)
    assert [text for place, text in zip(PLACES, own, strict=True) if (text in steps) == (place in replaced)] == []


@pytest.mark.parametrize("language", EDITIONS)
@pytest.mark.parametrize("outcome", STEPPED)
def test_every_outcome_has_a_step_for_each_place(outcome: str, language: str) -> None:
    words = EDITIONS[language].wording.outcomes[outcome]
    assert all(len(words.steps[view]) == len(PLACES) for view in VIEWS)
    for view in VIEWS:
        assert words.steps[view][0].startswith(THIS_WEEK[language])
        assert REVIEW[language].search(words.steps[view][-1])


@pytest.mark.parametrize("step", EDITION.guidance.steps, ids=lambda step: step.id)
def test_a_step_instead_of_the_start_begins_with_this_week_and_no_other_does(step: NextStep) -> None:
    begins = step.place == PLACES[0] and not step.added
    for language, edition in EDITIONS.items():
        for text in edition.advice.steps[step.id].values():
            assert text.startswith(THIS_WEEK[language]) == begins


def test_no_step_assumes_what_nobody_was_asked() -> None:
    own = [text for words in EDITION.advice.steps.values() for text in words.values()]
    outcomes = [name for name in STEPPED if name not in ABOUT_THE_JOB]
    theirs = [text for name in outcomes for view in VIEWS for text in EDITION.wording.outcomes[name].steps[view]]
    allowed = ("graduate school",)
    assert [text for text in [*own, *theirs] if UNASKED.search(_without(text.lower(), allowed))] == []


def _without(text: str, phrases: tuple[str, ...]) -> str:
    for phrase in phrases:
        text = text.replace(phrase, "")
    return text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("outcome", STEPPED)
def test_what_an_outcome_means_is_said_in_few_words(outcome: str, view: str) -> None:
    assert words_in(EDITION.wording.outcomes[outcome].meaning[view]) <= 45


@pytest.mark.parametrize("gate", RULES.gates, ids=lambda gate: gate.id)
def test_a_gate_says_little_in_at_most_five_steps_and_danger_is_first(gate: Gate) -> None:
    words = EDITION.wording.gates[gate.id]
    for view in gate.views:
        assert words_in(words.say[view]) <= 45
        assert len(words.steps[view]) <= 5
        assert [step for step in words.steps[view] if words_in(step) > MOST_WORDS] == []
        if gate.level == "stop":
            assert words_in(read_by(EDITION, AnswerSheet(view, {}, frozenset({gate.id})))) < MOST_WORDS_OF_A_GATE
        if gate.id in ("danger", "child", "health", "private"):
            assert "999" in words.steps[view][0]


HELP = ("health", "mood", "treatment", "health-helped", "private")


@pytest.mark.parametrize("name", HELP)
def test_help_with_health_is_there_for_more_than_educators(name: str) -> None:
    for steps in EDITION.wording.gates[name].steps.values():
        said = " ".join(steps)
        assert "professional body" in said
        assert re.search(
            "employee assistance programme|staff or student support|staff support|university wellbeing", said
        )


def test_it_is_said_where_111_and_the_talking_therapies_hold() -> None:
    texts = [step for words in EDITION.wording.gates.values() for steps in words.steps.values() for step in steps]
    texts += [EDITION.say(f"help.line-{number}") for number in range(1, 6)]
    texts += EDITION.wording.patterns["wants-listening"].text.values()
    assert [text for text in texts if "111" in text and not ("Scotland" in text and "Lifeline" in text)] == []
    assert [
        text for text in texts if "Talking Therapies" in text and "in England" not in text.replace("In", "in")
    ] == []


@pytest.mark.parametrize("flag", ["standards", "conduct"])
def test_no_coach_comes_before_what_is_expected_is_said(flag: str) -> None:
    sheet = AnswerSheet("leader", {"goal": "result", "block": "drive", "wants": "not-asked"}, frozenset({flag}))
    assert recommend(EDITION.table, sheet).decision.outcome == "standards-first"
    assert steps_for(EDITION, sheet, "coaching")[0] == EDITION.advice.steps["on-hold-standards"]["leader"]

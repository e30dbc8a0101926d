"""The journey: on, back, change, and there and back through the address."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import NOT_SURE, Sheet, tabulate
from recommender.errors import DamagedLink, ExpiredLink, UnknownRules
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.test_links import RULES, SEALER
from web.journey import (
    ANSWERS,
    DAYS_KEPT,
    RESULT,
    SCREENING,
    Journey,
    answer,
    change,
    go_back,
    go_on,
    open_journey,
    position,
    questions_spared,
    seal_journey,
    steps,
)

FIRST, LAST = RULES.questions[0].id, RULES.questions[-1].id


def reopened(journey: Journey, *, today: datetime.date = TODAY) -> Journey:
    return open_journey(SEALER, RULES, seal_journey(SEALER, RULES, journey, today=TODAY), today=today)


@given(sheets(RULES), st.sampled_from(steps(RULES)), st.booleans(), st.data())
def test_a_journey_comes_back_from_its_address(sheet: Sheet, step: str, changing: bool, data: st.DataObject) -> None:
    unsure = data.draw(
        st.sets(st.sampled_from([q.id for q in RULES.questions if q.id not in sheet.answers] or [FIRST]))
    )
    answers = {**sheet.answers, **{question: NOT_SURE for question in unsure if question not in sheet.answers}}
    journey = Journey(sheet.view, step, answers, changing)
    assert reopened(journey) == journey


def test_the_steps_follow_each_other_there_and_back() -> None:
    journey, seen = Journey("self"), [SCREENING]
    for _ in range(len(steps(RULES)) - 1):
        journey = go_on(RULES, journey)
        seen.append(journey.step)
    assert tuple(seen) == steps(RULES)
    assert go_on(RULES, journey).step == RESULT
    for step in reversed(seen[:-1]):
        journey = go_back(RULES, journey)
        assert journey.step == step
    assert go_back(RULES, journey).step == SCREENING


def test_the_first_question_is_number_one() -> None:
    assert position(RULES, Journey("self", FIRST)) == (1, len(RULES.questions))
    assert position(RULES, Journey("self", LAST)) == (len(RULES.questions), len(RULES.questions))


def test_changing_an_answer_keeps_all_others_and_leads_back_to_the_summary() -> None:
    before = Journey("self", ANSWERS, {FIRST: "habit", LAST: "year"})
    after = go_on(RULES, answer(change(before, FIRST), "career"))
    assert after == Journey("self", ANSWERS, {FIRST: "career", LAST: "year"})
    assert go_back(RULES, change(before, FIRST)) == before


def test_an_address_is_good_for_a_month() -> None:
    journey = Journey("leader", FIRST)
    assert reopened(journey, today=TODAY + datetime.timedelta(DAYS_KEPT)) == journey
    with pytest.raises(ExpiredLink):
        reopened(journey, today=TODAY + datetime.timedelta(DAYS_KEPT + 1))


def test_an_address_of_other_rules_is_not_read() -> None:
    token = seal_journey(SEALER, replace(RULES, version="0.9.0"), Journey("self"), today=TODAY)
    with pytest.raises(UnknownRules):
        open_journey(SEALER, RULES, token, today=TODAY)


@given(st.binary(max_size=30))
def test_sealed_bytes_that_are_no_journey_are_turned_away(content: bytes) -> None:
    with pytest.raises((DamagedLink, UnknownRules, ExpiredLink)):
        open_journey(SEALER, RULES, SEALER.seal(content, purpose="unfinished guide"), today=TODAY)


def test_questions_are_spared_once_one_outcome_is_left_and_some_are_not_answered() -> None:
    table = tabulate(RULES)
    settled = Journey("self", "last-answer", {"today": "alone", "will": "no-need"})
    assert questions_spared(table, settled) == len(RULES.questions) - 2
    assert questions_spared(table, replace(settled, answers={"will": "no-need"})) == 0
    every = {question.id: NOT_SURE for question in RULES.questions}
    assert questions_spared(table, replace(settled, answers=every)) == 0

"""The journey: on, back, change, and there and back through the address."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import NOT_SURE, VIEWS, AnswerSheet, tabulate
from recommender.core.errors import DamagedLink, ExpiredLink, UnknownRules
from recommender.core.model import NOTHING_ELSE
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.links.sealed import SEALER
from tests.web.loaded import RULES, SERVICES
from web.links.journey import (
    ANSWERS,
    RESULT,
    SCREENING,
    Journey,
    answer,
    answered,
    change,
    go_back,
    go_on,
    position,
    questions_spared,
    steps,
)
from web.links.journey_address import DAYS_KEPT, resolve_journey, seal_journey

FIRST, LAST = RULES.pages_for("self")[0].id, RULES.pages_for("self")[-1].id
IN_EACH_VIEW = pytest.mark.parametrize("view", VIEWS)


def reopened(journey: Journey, *, today: datetime.date = TODAY) -> Journey:
    return resolve_journey(SERVICES, RULES, seal_journey(SEALER, RULES, journey, today=TODAY), today=today)


@given(sheets(RULES), st.booleans(), st.data())
def test_a_journey_comes_back_from_its_address(sheet: AnswerSheet, changing: bool, data: st.DataObject) -> None:
    step = data.draw(st.sampled_from(steps(RULES, sheet.view)))
    unsure = data.draw(
        st.sets(st.sampled_from([q.id for q in RULES.questions if q.id not in sheet.answers] or [FIRST]))
    )
    answers = {**sheet.answers, **{question: NOT_SURE for question in unsure if question not in sheet.answers}}
    journey = Journey(sheet.view, step, answers, changing)
    assert reopened(journey) == journey


@IN_EACH_VIEW
def test_the_steps_follow_each_other_there_and_back(view: str) -> None:
    journey, seen = Journey(view), [SCREENING]
    for _ in range(len(steps(RULES, view)) - 1):
        journey = go_on(RULES, journey)
        seen.append(journey.step)
    assert tuple(seen) == steps(RULES, view)
    assert go_on(RULES, journey).step == RESULT
    for step in reversed(seen[:-1]):
        journey = go_back(RULES, journey)
        assert journey.step == step
    assert go_back(RULES, journey).step == SCREENING


@IN_EACH_VIEW
def test_each_question_of_a_view_has_a_page_but_for_second_answers(view: str) -> None:
    asked = [question.id for question in RULES.pages_for(view)]
    assert [position(RULES, Journey(view, question)) for question in asked] == [
        (number, len(asked)) for number in range(1, len(asked) + 1)
    ]
    assert "block2" not in asked
    assert ("basis" in asked) == (view == "leader")


@pytest.mark.parametrize(
    ("chosen", "answers"),
    [
        (("facts",), {"block": "facts", "block2": NOTHING_ELSE}),
        (("facts", "habit"), {"block": "facts", "block2": "habit"}),
        ((NOT_SURE,), {"block": NOT_SURE, "block2": NOT_SURE}),
    ],
)
def test_one_page_gives_both_answers_and_reads_them_back(chosen: tuple[str, ...], answers: dict[str, str]) -> None:
    journey = answer(RULES, Journey("self", "block", {FIRST: "role"}), chosen)
    assert journey.answers == {FIRST: "role", **answers}
    assert answered(RULES, journey) == chosen


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        ({}, ()),
        ({"block": "facts"}, ("facts",)),
        ({"block": "facts", "block2": NOT_SURE}, ("facts",)),
        ({"block": "facts", "block2": "facts"}, ("facts",)),
        ({"block": NOT_SURE, "block2": "facts"}, ("facts",)),
        ({"block2": "facts"}, ("facts",)),
    ],
)
def test_answers_given_elsewhere_are_read_as_far_as_a_page_can_show_them(
    answers: dict[str, str], chosen: tuple[str, ...]
) -> None:
    assert answered(RULES, Journey("self", "block", answers)) == chosen


def test_changing_an_answer_keeps_all_others_and_leads_back_to_the_summary() -> None:
    before = Journey("self", ANSWERS, {FIRST: "habit", LAST: NOT_SURE})
    after = go_on(RULES, answer(RULES, change(RULES, before, FIRST), ["career"]))
    assert after == Journey("self", ANSWERS, {FIRST: "career", LAST: NOT_SURE})
    assert go_back(RULES, change(RULES, before, FIRST)) == before


def test_a_second_answer_is_changed_on_the_page_of_the_first() -> None:
    before = Journey("self", ANSWERS, {"block": "facts", "block2": "habit"})
    assert change(RULES, before, "block2") == change(RULES, before, "block")


def test_an_address_is_good_for_a_month() -> None:
    journey = Journey("leader", FIRST)
    assert reopened(journey, today=TODAY + datetime.timedelta(DAYS_KEPT)) == journey
    with pytest.raises(ExpiredLink):
        reopened(journey, today=TODAY + datetime.timedelta(DAYS_KEPT + 1))


def test_an_address_of_other_rules_is_not_read() -> None:
    token = seal_journey(SEALER, replace(RULES, version="0.9.0"), Journey("self"), today=TODAY)
    with pytest.raises(UnknownRules):
        resolve_journey(SERVICES, RULES, token, today=TODAY)


@given(st.binary(max_size=30))
def test_sealed_bytes_that_are_no_journey_are_turned_away(content: bytes) -> None:
    with pytest.raises((DamagedLink, UnknownRules, ExpiredLink)):
        resolve_journey(SERVICES, RULES, SEALER.seal(content, purpose="unfinished guide"), today=TODAY)


@IN_EACH_VIEW
def test_questions_of_the_view_are_spared_once_one_outcome_is_left_and_some_are_not_answered(view: str) -> None:
    table, settled = tabulate(RULES), Journey(view, "block", {"readiness": "no-need"})
    assert questions_spared(table, settled) == len(RULES.pages_for(view)) - 1
    both = {"readiness": "no-need", "block": "facts", "block2": NOTHING_ELSE}
    assert questions_spared(table, replace(settled, answers=both)) == len(RULES.pages_for(view)) - 2
    assert questions_spared(table, replace(settled, answers={FIRST: "role"})) == 0
    every = {question.id: NOT_SURE for question in RULES.questions_for(view)}
    assert questions_spared(table, replace(settled, answers=every)) == 0

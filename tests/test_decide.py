"""The decision of a sheet, held against a literal reading of the rule base."""

import random
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import (
    NOT_SURE,
    VIEWS,
    Cap,
    Decision,
    Sheet,
    Table,
    decide,
    recommend,
    tabulate,
    tally_of,
)
from tests import oracle
from tests.rule_bases import Written, every_sheet, in_view, load_written, rule_bases, rule_bases_with_sheets, sheets


def as_told(decision: Decision) -> dict[str, Any]:
    """A decision in the words of the literal reading."""
    approach = decision.approach
    return {
        "outcome": decision.outcome,
        "certainty": decision.certainty,
        "gates": list(decision.gates),
        "patterns": list(decision.patterns),
        "approach": approach
        and {
            "outcome": approach.outcome,
            "band": approach.band,
            "pattern": approach.pattern,
            "coaching": approach.coaching,
            "mentoring": approach.mentoring,
            "lead": approach.lead,
            "unanswered": approach.unanswered,
            "certainty": approach.certainty,
            "caps": {cap.reason: cap.most for cap in approach.caps},
        },
    }


def decided(table: Table, sheet: Sheet) -> Decision:
    return decide(table, tally_of(table, sheet))


def random_sheet(chance: random.Random, rules: Written) -> Sheet:
    view = chance.choice(VIEWS)
    answers = {q["id"]: chance.choice([*in_view(q["options"], view), NOT_SURE]) for q in rules["questions"]}
    ticks = [gate for gate in in_view(rules["gates"], view) if chance.random() < 0.05]
    return Sheet(view, answers, frozenset(ticks))


@given(data=st.data())
def test_a_sheet_of_the_shipped_rules_is_decided_as_their_words_say(
    data: st.DataObject, written: Written, table: Table
) -> None:
    sheet = data.draw(sheets(written))
    assert as_told(decided(table, sheet)) == oracle.decide(written, sheet.view, sheet.answers, sheet.ticks)


def test_thousands_of_sheets_of_the_shipped_rules_are_decided_as_their_words_say(
    written: Written, table: Table
) -> None:
    chance = random.Random(20261121)
    for sheet in [random_sheet(chance, written) for _ in range(3_000)]:
        assert as_told(decided(table, sheet)) == oracle.decide(written, sheet.view, sheet.answers, sheet.ticks), sheet


@given(case=rule_bases_with_sheets())
@settings(max_examples=150)
def test_a_sheet_of_any_rules_is_decided_as_their_words_say(case: tuple[Written, Sheet]) -> None:
    rules, sheet = case
    table = tabulate(load_written(rules))
    assert as_told(decided(table, sheet)) == oracle.decide(rules, sheet.view, sheet.answers, sheet.ticks)


@given(rules=rule_bases())
@settings(max_examples=60)
def test_every_sheet_of_small_rules_is_decided_as_their_words_say(rules: Written) -> None:
    table = tabulate(load_written(rules))
    for sheet in every_sheet(rules):
        assert as_told(decided(table, sheet)) == oracle.decide(rules, sheet.view, sheet.answers, sheet.ticks), sheet


@given(data=st.data())
def test_a_question_left_out_is_the_same_as_not_sure(data: st.DataObject, written: Written, table: Table) -> None:
    sheet = data.draw(sheets(written))
    all_said = {question["id"]: sheet.answers.get(question["id"], NOT_SURE) for question in written["questions"]}
    left_out = {question: answer for question, answer in all_said.items() if answer != NOT_SURE}
    assert tally_of(table, replace(sheet, answers=all_said)) == tally_of(table, replace(sheet, answers=left_out))


def test_a_sheet_with_no_answer_at_all_points_to_neither_side(table: Table) -> None:
    decision = decided(table, Sheet("self", {}))
    assert (decision.outcome, decision.certainty, decision.provisional) == ("either", "close", False)
    assert decision.approach is not None
    assert (decision.approach.coaching, decision.approach.mentoring, decision.approach.unanswered) == (0, 0, 14)


def test_only_caps_that_lower_the_certainty_are_told_and_each_reason_once(table: Table) -> None:
    answers = {"goal": "habit", "experience": "years", "options": "plenty", "moment": "new-leader", "today": "alone"}
    approach = decided(table, Sheet("leader", answers)).approach
    assert approach is not None
    assert approach.band == "clear"
    assert approach.certainty == "close"
    assert set(approach.caps) == {
        Cap("new-to-leading", "close"),
        Cap("leader-view-alone", "leaning"),
        Cap("unanswered", "close"),
    }


def test_a_result_that_waits_is_provisional_and_one_that_stops_is_not(table: Table) -> None:
    waits = decided(table, Sheet("self", {"goal": "habit"}, frozenset({"process"})))
    stops = decided(table, Sheet("self", {"goal": "habit"}, frozenset({"process", "danger"})))
    assert (waits.provisional, waits.certainty) == (True, "provisional")
    assert (stops.provisional, stops.certainty, stops.approach) == (False, None, None)
    assert stops.gates == ("danger", "process")


def test_an_option_of_the_leaders_view_is_taken_from_a_leader(table: Table) -> None:
    assert recommend(table, Sheet("leader", {"wants": "not-asked"})).decision.patterns == (
        "leader-view-alone",
        "wish-not-known",
    )

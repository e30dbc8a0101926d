"""The decision of a sheet, compared with the oracle."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import (
    NOT_SURE,
    VIEWS,
    AnswerSheet,
    Cap,
    Decision,
    InvalidAnswer,
    RuleBase,
    Table,
    decide,
    recommend,
    tabulate,
    tally_of,
)
from recommender.core.decision import band_of
from recommender.core.model import Bands
from tests import oracle
from tests.rule_bases import Written, every_sheet, in_view, load_written, rule_bases, rule_bases_with_sheets, sheets


def as_oracle(decision: Decision) -> dict[str, Any]:
    """A decision as the oracle returns it."""
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
            "points": approach.points,
            "lead": approach.lead,
            "unanswered": approach.unanswered,
            "certainty": approach.certainty,
            "caps": {cap.reason: cap.most for cap in approach.caps},
        },
    }


def decided(table: Table, sheet: AnswerSheet) -> Decision:
    return decide(table, tally_of(table, sheet))


def random_sheet(rng: random.Random, rules: Written) -> AnswerSheet:
    view = rng.choice(VIEWS)
    answers = {q["id"]: rng.choice([*in_view(q["options"], view), NOT_SURE]) for q in rules["questions"]}
    flags = [gate for gate in in_view(rules["gates"], view) if rng.random() < 0.05]
    return AnswerSheet(view, answers, frozenset(flags))


@given(data=st.data())
def test_a_sheet_of_the_shipped_rules_is_decided_as_their_words_say(
    data: st.DataObject, written: Written, table: Table
) -> None:
    sheet = data.draw(sheets(written))
    assert as_oracle(decided(table, sheet)) == oracle.decide(written, sheet.view, sheet.answers, sheet.flags)


def test_thousands_of_sheets_of_the_shipped_rules_are_decided_as_their_words_say(
    written: Written, table: Table
) -> None:
    rng = random.Random(20261121)
    for sheet in [random_sheet(rng, written) for _ in range(3_000)]:
        assert as_oracle(decided(table, sheet)) == oracle.decide(written, sheet.view, sheet.answers, sheet.flags), sheet


@given(case=rule_bases_with_sheets())
def test_a_sheet_of_any_rules_is_decided_as_their_words_say(case: tuple[Written, AnswerSheet]) -> None:
    rules, sheet = case
    table = tabulate(load_written(rules))
    assert as_oracle(decided(table, sheet)) == oracle.decide(rules, sheet.view, sheet.answers, sheet.flags)


@given(rules=rule_bases())
def test_every_sheet_of_small_rules_is_decided_as_their_words_say(rules: Written) -> None:
    table = tabulate(load_written(rules))
    for sheet in every_sheet(rules):
        assert as_oracle(decided(table, sheet)) == oracle.decide(rules, sheet.view, sheet.answers, sheet.flags), sheet


@pytest.mark.parametrize("option", ["a", "b", NOT_SURE])
def test_rules_of_one_question_are_decided_too(option: str) -> None:
    options = [{"id": name, "coaching": 0, "mentoring": points} for name, points in (("a", 0), ("b", 2))]
    sourced = [each | {"evidence": ["E1"], "grade": "A"} for each in options]
    rules: Written = {
        "version": "1.2.3",
        "date": "2026-01-31",
        "views": [*VIEWS],
        "approaches": ["coaching", "mentoring"],
        "gates": [],
        "questions": [{"id": "q", "weight": 1, "options": sourced}],
        "patterns": [],
        "bands": {"clear": 2, "leaning": 1, "strong": 1, "unanswered": []},
    }
    found = decided(tabulate(load_written(rules)), AnswerSheet("self", {"q": option}))
    assert as_oracle(found) == oracle.decide(rules, "self", {"q": option}, ())


@given(data=st.data())
def test_a_question_left_out_is_the_same_as_not_sure(data: st.DataObject, written: Written, table: Table) -> None:
    sheet = data.draw(sheets(written))
    all_said = {question["id"]: sheet.answers.get(question["id"], NOT_SURE) for question in written["questions"]}
    left_out = {question: answer for question, answer in all_said.items() if answer != NOT_SURE}
    assert tally_of(table, replace(sheet, answers=all_said)) == tally_of(table, replace(sheet, answers=left_out))


def test_a_sheet_with_no_answer_at_all_points_to_neither_side(table: Table) -> None:
    decision = decided(table, AnswerSheet("self", {}))
    assert (decision.outcome, decision.certainty, decision.provisional) == ("either", "close", False)
    assert decision.approach is not None
    assert (decision.approach.points, decision.approach.unanswered) == ((0, 0), 11)


def test_only_caps_that_lower_the_certainty_are_reported_and_each_reason_once(table: Table) -> None:
    one_sided = {"goal": "habit", "block": "habit", "finder": "me", "experience": "years", "ideas": "plenty"}
    approach = decided(table, AnswerSheet("leader", {**one_sided, "stage": "new-leader"})).approach
    assert approach is not None
    assert approach.band == "clear"
    assert approach.certainty == "close"
    assert set(approach.caps) == {
        Cap("new-to-leading", "close"),
        Cap("leader-view-alone", "leaning"),
        Cap("unanswered", "leaning"),
    }


def test_a_result_that_waits_is_provisional_and_one_that_stops_is_not(table: Table) -> None:
    waits = decided(table, AnswerSheet("self", {"goal": "habit"}, frozenset({"process"})))
    stops = decided(table, AnswerSheet("self", {"goal": "habit"}, frozenset({"process", "danger"})))
    assert (waits.provisional, waits.certainty) == (True, "provisional")
    assert (stops.provisional, stops.certainty, stops.approach) == (False, None, None)
    assert stops.gates == ("danger",)


STOPPED = {
    "a flag that stops leaves out those that wait": (["job", "health", "process"], ("health",)),
    "several flags that stop are all reported": (["danger", "child", "job"], ("danger", "child")),
    "a no stops as the others do": (["refused", "danger", "conflict"], ("danger", "refused")),
}


@pytest.mark.parametrize(("flags", "gates"), STOPPED.values(), ids=STOPPED)
def test_where_a_gate_stops_only_what_stops_is_reported(table: Table, flags: list[str], gates: tuple[str, ...]) -> None:
    decision = decided(table, AnswerSheet("leader", {"goal": "habit"}, frozenset(flags)))
    assert decision.gates == gates
    assert decision.outcome == next(gate.outcome for gate in table.rules.gates if gate.id == gates[0])
    assert (decision.approach, decision.certainty, decision.patterns) == (None, None, ())


def test_gates_that_wait_are_all_told_in_the_order_of_the_rules(table: Table) -> None:
    decision = decided(table, AnswerSheet("leader", {"goal": "habit"}, frozenset({"private", "job", "process"})))
    assert decision.gates == ("process", "job", "private")


EVEN = {"goal": "growth", "block": "nothing", "block2": "nothing-else", "finder": "both", "experience": "some"}
EVEN |= {"expertise": "one-skill", "ideas": "one", "stage": "new-role", "wants": "show", "readiness": "ready"}
EVEN |= {"format": "some"}
NEITHER_SIDE = {
    "a certainty of its own is a cap": (
        {"readiness": "no-need"},
        ("talk-first", "leaning", {Cap("no-need-felt", "leaning")}),
    ),
    "a clear one lowers nothing": ({"block": "answer"}, ("expert-first", "clear", set())),
    "missing answers may hold it lower": (
        {"block": "answer"} | dict.fromkeys(("goal", "experience", "ideas", "stage"), NOT_SURE),
        ("expert-first", "leaning", {Cap("unanswered", "leaning")}),
    ),
}


@pytest.mark.parametrize(("answers", "wanted"), NEITHER_SIDE.values(), ids=NEITHER_SIDE)
def test_how_sure_an_outcome_of_neither_side_is_does_not_depend_on_the_points(
    table: Table, answers: dict[str, str], wanted: tuple[str, str, set[Cap]]
) -> None:
    approach = decided(table, AnswerSheet("self", EVEN | answers)).approach
    assert approach is not None
    assert approach.band != "clear"
    assert (approach.outcome, approach.certainty, set(approach.caps)) == wanted


def test_an_option_of_the_leaders_view_is_taken_from_a_leader(table: Table) -> None:
    assert recommend(table, AnswerSheet("leader", {"wants": "not-asked"})).decision.patterns == (
        "not-asked-yet",
        "leader-view-alone",
    )


def test_a_question_of_one_view_is_asked_in_it_alone_and_never_counts_as_unanswered(table: Table) -> None:
    unanswered = [decided(table, AnswerSheet(view, {})).approach for view in VIEWS]
    assert [approach and approach.unanswered for approach in unanswered] == [11, 11]
    assert "seen-little" in decided(table, AnswerSheet("leader", {"basis": "guess"})).patterns
    with pytest.raises(InvalidAnswer, match=r"^basis: 'guess' is not known here. Allowed: not-sure\.$"):
        tally_of(table, AnswerSheet("self", {"basis": "guess"}))


AHEAD_OR_NOT = [
    ((2, 0), "coaching"),
    ((1, 2), "mentoring"),
    ((0, 1), "either"),
    ((2, 2), "either"),
    ((3, 2), "either"),
    ((6, 7), "both"),
    ((6, 3), "coaching"),
]


@pytest.mark.parametrize(("totals", "outcome"), AHEAD_OR_NOT)
def test_a_close_lead_names_the_side_ahead_only_where_it_has_twice_the_points_and_two(
    rules: RuleBase, totals: tuple[int, int], outcome: str
) -> None:
    bands = Bands(clear=9, leaning=4, strong=6, unanswered=())
    assert band_of(replace(rules, bands=bands), *totals) == (outcome, "close")


def test_what_stops_the_guide_are_the_gates_that_say_so(rules: RuleBase) -> None:
    assert [gate.id for gate in rules.gates if rules.stops([gate.id])] == [
        "danger",
        "child",
        "health",
        "mood",
        "treatment",
        "refused",
    ]
    assert not rules.stops([])


def test_a_second_answer_has_no_page_of_its_own(rules: RuleBase) -> None:
    for view in VIEWS:
        asked = [question.id for question in rules.questions_for(view)]
        assert [question.id for question in rules.pages_for(view)] == [name for name in asked if name != "block2"]


def test_the_question_of_a_second_answer_is_found_by_its_first(rules: RuleBase) -> None:
    assert rules.second_to("block") is rules.question["block2"]
    assert all(rules.second_to(question.id) is None for question in rules.questions if question.id != "block")

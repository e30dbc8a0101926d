"""The explanation: its points are the decision's, and its counterfactuals are all the smallest that there are."""

import random
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from recommender import (
    NOT_SURE,
    AnswerSheet,
    Reason,
    Table,
    decide,
    reachable_outcomes,
    recommend,
    tabulate,
    tally_of,
)
from recommender.explanation.reasons import weightiest_first
from tests import oracle
from tests.rule_bases import (
    Written,
    every_sheet,
    load_written,
    rule_bases,
    rule_bases_with_sheets,
    sheets,
)

BANDS = {"clear": 7, "leaning": 3, "strong": 6, "unanswered": []}


def without_patterns(rules: Written) -> Written:
    """The rules with points and gates alone."""
    return {key: value for key, value in rules.items() if key not in ("audit", "obstacle")} | {"patterns": []}


def shuffled(rng: random.Random, items: list[Any]) -> list[Any]:
    return rng.sample(items, len(items))


@given(case=rule_bases_with_sheets())
def test_the_points_of_the_reasons_add_up_to_the_totals(case: tuple[Written, AnswerSheet]) -> None:
    rules, sheet = case
    result = recommend(tabulate(load_written(rules)), sheet)
    approach = result.decision.approach
    if approach is None:
        assert (
            result.reasons,
            result.unanswered,
            result.reachable,
            result.counterfactuals,
            result.weight_sensitivity,
        ) == (
            (),
            (),
            (),
            (),
            None,
        )
        return
    for side in (0, 1):
        assert sum(reason.points[side] for reason in result.reasons) == approach.points[side]
    assert sum(reason.lead for reason in result.reasons) == approach.lead
    assert len(result.unanswered) == approach.unanswered


@given(data=st.data())
def test_every_question_is_either_a_reason_or_unanswered_in_the_order_of_the_rules(
    data: st.DataObject, written: Written, table: Table
) -> None:
    sheet = replace(data.draw(sheets(written)), flags=frozenset())
    result = recommend(table, sheet)
    order = [question["id"] for question in written["questions"]]
    answered = [name for name in order if sheet.answers.get(name, NOT_SURE) != NOT_SURE]
    assert [(reason.question, reason.option) for reason in result.reasons] == [(n, sheet.answers[n]) for n in answered]
    counts = [question["id"] for question in written["questions"] if not oracle.of_one_view(question)]
    assert list(result.unanswered) == [name for name in counts if name not in answered]


def test_a_reason_tells_its_points_with_the_questions_weight(written: Written) -> None:
    source = {"evidence": ["E1"], "grade": "A"}
    nothing = {"id": "b", "coaching": 0, "mentoring": 0}
    first = {"id": "first", "weight": 3, "options": [{"id": "a", "coaching": 1, "mentoring": 2, **source}, nothing]}
    second = {"id": "second", "weight": 1, "options": [{"id": "a", "coaching": 0, "mentoring": 0}, nothing]}
    table = tabulate(load_written({**without_patterns(written), "questions": [first, second], "bands": BANDS}))
    result = recommend(table, AnswerSheet("self", {"second": "a", "first": "a"}))
    assert result.reasons == (Reason("first", "a", (3, 6)), Reason("second", "a", (0, 0)))


def test_the_weightiest_reason_comes_first_and_equal_ones_keep_their_order() -> None:
    small, left, right, even = (Reason("q", "a", points) for points in [(1, 0), (0, 3), (3, 0), (2, 2)])
    assert weightiest_first([small, left, even, right]) == [left, right, small, even]


@given(data=st.data())
def test_the_order_in_which_answers_are_given_does_not_matter(
    data: st.DataObject, written: Written, table: Table
) -> None:
    sheet = data.draw(sheets(written))
    answers = dict(data.draw(st.permutations(list(sheet.answers.items()))))
    result, other = recommend(table, sheet), recommend(table, replace(sheet, answers=answers))
    assert (result.decision, result.reasons, result.unanswered, result.counterfactuals) == (
        other.decision,
        other.reasons,
        other.unanswered,
        other.counterfactuals,
    )


@given(rules=rule_bases(), rng=st.randoms(use_true_random=False))
def test_the_order_of_questions_and_options_in_the_file_does_not_matter(rules: Written, rng: random.Random) -> None:
    questions = [{**q, "options": shuffled(rng, q["options"])} for q in shuffled(rng, rules["questions"])]
    questions = [{key: value for key, value in q.items() if key != "second-of"} for q in questions]
    table, other = (tabulate(load_written(written)) for written in (rules, {**rules, "questions": questions}))
    for sheet in every_sheet(rules):
        assert decide(table, tally_of(table, sheet)) == decide(other, tally_of(other, sheet)), sheet


@given(rules=rule_bases())
def test_gates_that_stop_may_come_before_or_after_those_that_wait(rules: Written) -> None:
    stops_first = sorted(rules["gates"], key=lambda gate: str(gate["level"]), reverse=True)
    stops_last = sorted(rules["gates"], key=lambda gate: str(gate["level"]))
    table, other = (tabulate(load_written({**rules, "gates": gates})) for gates in (stops_first, stops_last))
    for sheet in every_sheet(rules):
        assert decide(table, tally_of(table, sheet)) == decide(other, tally_of(other, sheet)), sheet


@given(data=st.data())
def test_the_reachable_outcomes_are_those_of_answering_the_rest(
    data: st.DataObject, written: Written, table: Table
) -> None:
    sheet = replace(data.draw(sheets(written)), flags=frozenset())
    result = recommend(table, sheet)
    answers = {question: option for question, option in sheet.answers.items() if option != NOT_SURE}
    assert set(result.reachable) == reachable_outcomes(table, sheet.view, answers)
    assert result.decision.outcome in result.reachable
    assert list(result.reachable) == [outcome for outcome in table.rules.outcomes if outcome in result.reachable]


def test_a_gate_that_stops_leaves_nothing_to_explain(table: Table) -> None:
    result = recommend(table, AnswerSheet("self", {"goal": "habit", "experience": "years"}, frozenset({"danger"})))
    assert result.decision.outcome == "safeguarding-first"
    assert result.decision.approach is None
    assert (result.decision.patterns, result.reasons, result.unanswered, result.counterfactuals) == ((), (), (), ())
    assert (result.reachable, result.weight_sensitivity) == ((), None)


def test_a_gate_that_waits_keeps_the_reasons_and_counterfactuals_of_the_answers(table: Table) -> None:
    answers = {"goal": "habit", "experience": "years", "ideas": "plenty"}
    free, waits = (recommend(table, AnswerSheet("self", answers, flags)) for flags in (frozenset(), frozenset({"job"})))
    assert waits.decision.outcome == "fix-the-job-first"
    assert replace(waits, sheet=free.sheet, decision=free.decision) == free
    assert waits.decision.approach is not None
    assert waits.decision.approach.outcome == free.decision.outcome == "coaching"


@given(data=st.data())
def test_a_flag_is_never_a_reason_and_never_a_change(data: st.DataObject, written: Written, table: Table) -> None:
    result = recommend(table, data.draw(sheets(written)))
    questions = {question["id"] for question in written["questions"]}
    assert {reason.question for reason in result.reasons} <= questions
    assert {change.question for found in result.counterfactuals for change in found.changes} <= questions

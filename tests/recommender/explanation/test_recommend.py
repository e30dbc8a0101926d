"""The explanation: its points are the decision's, and its flips are all the smallest that there are."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import (
    NOT_SURE,
    AnswerSheet,
    InvalidAnswer,
    Reason,
    Table,
    Wording,
    decide,
    reachable_outcomes,
    recommend,
    tabulate,
    tally_of,
)
from recommender.core.model import OUTCOMES
from recommender.explanation.caveats import caveats
from recommender.explanation.caveats import notes as notes_together
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
    return {key: value for key, value in rules.items() if key != "audit"} | {"patterns": []}


def shuffled(chance: random.Random, items: list[Any]) -> list[Any]:
    return chance.sample(items, len(items))


@given(case=rule_bases_with_sheets())
def test_the_points_of_the_reasons_add_up_to_the_totals(case: tuple[Written, AnswerSheet]) -> None:
    rules, sheet = case
    told = recommend(tabulate(load_written(rules)), sheet)
    approach = told.decision.approach
    if approach is None:
        assert (told.reasons, told.unanswered, told.reachable, told.counterfactuals, told.weight_sensitivity) == (
            (),
            (),
            (),
            (),
            None,
        )
        return
    assert sum(reason.coaching for reason in told.reasons) == approach.coaching
    assert sum(reason.mentoring for reason in told.reasons) == approach.mentoring
    assert sum(reason.lead for reason in told.reasons) == approach.lead
    assert len(told.unanswered) == approach.unanswered


@given(data=st.data())
def test_every_question_is_either_a_reason_or_unanswered_in_the_order_of_the_rules(
    data: st.DataObject, written: Written, table: Table
) -> None:
    sheet = replace(data.draw(sheets(written)), flags=frozenset())
    told = recommend(table, sheet)
    order = [question["id"] for question in written["questions"]]
    answered = [name for name in order if sheet.answers.get(name, NOT_SURE) != NOT_SURE]
    assert [(reason.question, reason.option) for reason in told.reasons] == [(n, sheet.answers[n]) for n in answered]
    counts = [question["id"] for question in written["questions"] if not oracle.of_one_view(question)]
    assert list(told.unanswered) == [name for name in counts if name not in answered]


def test_a_reason_tells_its_points_with_the_questions_weight(written: Written) -> None:
    source = {"evidence": ["E1"], "grade": "A"}
    nothing = {"id": "b", "coaching": 0, "mentoring": 0}
    first = {"id": "first", "weight": 3, "options": [{"id": "a", "coaching": 1, "mentoring": 2, **source}, nothing]}
    second = {"id": "second", "weight": 1, "options": [{"id": "a", "coaching": 0, "mentoring": 0}, nothing]}
    table = tabulate(load_written({**without_patterns(written), "questions": [first, second], "bands": BANDS}))
    told = recommend(table, AnswerSheet("self", {"second": "a", "first": "a"}))
    assert told.reasons == (Reason("first", "a", 3, 6), Reason("second", "a", 0, 0))


def test_the_weightiest_reason_comes_first_and_equal_ones_keep_their_order() -> None:
    small, left, right, even = (Reason("q", "a", *points) for points in [(1, 0), (0, 3), (3, 0), (2, 2)])
    assert weightiest_first([small, left, even, right]) == [left, right, small, even]


@given(data=st.data())
def test_the_order_in_which_answers_are_given_does_not_matter(
    data: st.DataObject, written: Written, table: Table
) -> None:
    sheet = data.draw(sheets(written))
    answers = dict(data.draw(st.permutations(list(sheet.answers.items()))))
    told, other = recommend(table, sheet), recommend(table, replace(sheet, answers=answers))
    assert (told.decision, told.reasons, told.unanswered, told.counterfactuals) == (
        other.decision,
        other.reasons,
        other.unanswered,
        other.counterfactuals,
    )


@given(rules=rule_bases(), chance=st.randoms(use_true_random=False))
def test_the_order_of_questions_and_options_in_the_file_does_not_matter(rules: Written, chance: random.Random) -> None:
    questions = [{**q, "options": shuffled(chance, q["options"])} for q in shuffled(chance, rules["questions"])]
    questions = [{key: value for key, value in q.items() if key != "second-of"} for q in questions]
    table, other = (tabulate(load_written(written)) for written in (rules, {**rules, "questions": questions}))
    for sheet in every_sheet(rules):
        assert decide(table, tally_of(table, sheet)) == decide(other, tally_of(other, sheet)), sheet


@given(rules=rule_bases())
def test_gates_that_stop_may_stand_before_or_after_those_that_wait(rules: Written) -> None:
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
    told = recommend(table, sheet)
    answers = {question: option for question, option in sheet.answers.items() if option != NOT_SURE}
    assert set(told.reachable) == reachable_outcomes(table, sheet.view, answers)
    assert told.decision.outcome in told.reachable
    assert list(told.reachable) == [outcome for outcome in OUTCOMES if outcome in told.reachable]


def test_a_gate_that_stops_leaves_nothing_to_explain(table: Table) -> None:
    told = recommend(table, AnswerSheet("self", {"goal": "habit", "experience": "years"}, frozenset({"danger"})))
    assert told.decision.outcome == "safeguarding-first"
    assert told.decision.approach is None
    assert (told.decision.patterns, told.reasons, told.unanswered, told.counterfactuals) == ((), (), (), ())
    assert (told.reachable, told.weight_sensitivity) == ((), None)


def test_a_gate_that_waits_keeps_the_reasons_and_flips_of_the_answers(table: Table) -> None:
    answers = {"goal": "habit", "experience": "years", "ideas": "plenty"}
    free, waits = (recommend(table, AnswerSheet("self", answers, ticks)) for ticks in (frozenset(), frozenset({"job"})))
    assert waits.decision.outcome == "fix-the-job-first"
    assert replace(waits, sheet=free.sheet, decision=free.decision) == free
    assert waits.decision.approach is not None
    assert waits.decision.approach.outcome == free.decision.outcome == "coaching"


@given(data=st.data())
def test_a_tick_is_never_a_reason_and_never_a_change(data: st.DataObject, written: Written, table: Table) -> None:
    told = recommend(table, data.draw(sheets(written)))
    questions = {question["id"] for question in written["questions"]}
    assert {reason.question for reason in told.reasons} <= questions
    assert {change.question for flip in told.counterfactuals for change in flip.changes} <= questions


@pytest.fixture(scope="module")
def doubtful(written: Written) -> Table:
    """The shipped rules with bands of our own; and with a pattern that gives an approach, which none of theirs does."""
    shown = {"outcome": "mentoring", "certainty": "leaning"}
    patterns = [p | {"then": shown} if p["id"] == "asks-to-be-shown" else p for p in written["patterns"]]
    bands = BANDS | {"unanswered": written["bands"]["unanswered"]}
    return tabulate(load_written({**written, "bands": bands, "patterns": patterns}))


COACHING = {"goal": "habit", "block": "confidence", "block2": "nothing-else", "finder": "me", "experience": "years"}
COACHING |= {"expertise": "not-needed", "ideas": "plenty", "stage": "settled", "wants": "questions"}
COACHING |= {"readiness": "ready", "format": "set"}
EVEN = {"goal": "growth", "block": "nothing", "block2": "nothing-else", "finder": "both", "experience": "some"}
EVEN |= {"expertise": "one-skill", "ideas": "one", "stage": "new-role", "wants": "tell", "readiness": "ready"}
EVEN |= {"format": "some"}
LEANING = {**EVEN, "finder": "me"}
AGAINST = {**COACHING, "wants": "show"}
NO_NEED = {**COACHING, "readiness": "no-need"}

LESS_SURE = {
    "answers are missing": (
        AnswerSheet("self", {"goal": "habit", "experience": "years"}),
        "9 of 11 questions are open",
    ),
    "patterns speak against the points": (
        AnswerSheet("self", AGAINST),
        "Added up by points alone",
    ),
    "a pattern says so": (AnswerSheet("self", NO_NEED), "No need for it, or no time"),
    "a gate waits": (AnswerSheet("self", COACHING, frozenset({"job"})), "This result is on hold"),
    "the points lean and no more": (AnswerSheet("self", LEANING), "The points lean one way, but not by much."),
    "the points are nearly even": (AnswerSheet("self", EVEN), "The points are nearly even."),
    "a leader answered alone": (AnswerSheet("leader", COACHING), "one view alone is weak evidence"),
}


@pytest.mark.parametrize(("sheet", "reason"), LESS_SURE.values(), ids=LESS_SURE)
def test_each_reason_to_be_less_sure_is_said_once_in_words(
    doubtful: Table, wording: Wording, sheet: AnswerSheet, reason: str
) -> None:
    told = caveats(doubtful.rules, wording, recommend(doubtful, sheet))
    assert len([doubt for doubt in told if reason in doubt]) == 1
    assert not [doubt for doubt in told if "{" in doubt]


def test_split_advice_is_told_also_where_the_result_is_no_surer_without_it(doubtful: Table, wording: Wording) -> None:
    told = recommend(doubtful, AnswerSheet("self", {**AGAINST, "stage": "new-leader"}))
    assert wording.patterns["new-to-leading"].text["self"] in caveats(doubtful.rules, wording, told)


def sentences(wording: Wording) -> dict[str, str]:
    """What can be said beside a result about oneself, each in words of its own."""
    certainty = wording.certainty
    fixed = {
        "lead": certainty.lead["close"],
        "leaning": certainty.lead["leaning"],
        "against": certainty.against["self"],
    }
    return {
        **fixed,
        "missing": "questions are open or answered",
        "pattern": "we say no more than",
    }


def left_out(answers: Mapping[str, str], *names: str) -> dict[str, str]:
    """The answers without some."""
    return {name: answer for name, answer in answers.items() if name not in names}


SAID = {
    "missing answers, also where the points allow no more": ({}, "close", {"lead", "missing"}),
    "nothing about missing answers below the first count": (
        left_out(LEANING, "readiness", "block2", "wants"),
        "leaning",
        {"leaning"},
    ),
    "missing answers from the first count on": (
        left_out(LEANING, "readiness", "block2", "wants", "block"),
        "leaning",
        {"leaning", "missing"},
    ),
    "what speaks against the points, and no looser reason": (AGAINST, "close", {"against"}),
    "the pattern's own limit": (NO_NEED, "leaning", {"pattern"}),
    "nothing about the points where they do not count": ({**LEANING, "block": "answer"}, "clear", set()),
    "the pattern alone where the points do not count": ({**EVEN, "readiness": "no-time"}, "leaning", {"pattern"}),
}


@pytest.mark.parametrize(("answers", "certainty", "said"), SAID.values(), ids=SAID)
def test_what_holds_the_result_at_its_level_is_said_and_nothing_else(
    doubtful: Table, wording: Wording, answers: dict[str, str], certainty: str, said: set[str]
) -> None:
    told = recommend(doubtful, AnswerSheet("self", answers))
    told_doubts = caveats(doubtful.rules, wording, told)
    assert told.decision.certainty == certainty
    assert {name for name, words in sentences(wording).items() if any(words in doubt for doubt in told_doubts)} == said
    assert len(told_doubts) == len(said)


def test_missing_answers_are_not_told_where_the_rules_count_none(written: Written, wording: Wording) -> None:
    table = tabulate(load_written({**written, "bands": {**written["bands"], "unanswered": []}}))
    assert caveats(table.rules, wording, recommend(table, AnswerSheet("self", {}))) == (
        wording.certainty.lead["close"],
    )


def test_a_pattern_with_a_cap_is_a_doubt_and_is_not_told_again_among_the_others(table: Table, wording: Wording) -> None:
    recommendation = recommend(table, AnswerSheet("leader", {**COACHING, "stage": "new-leader"}))
    first = [wording.patterns[pattern].text["leader"] for pattern in ("leader-view-alone", "new-to-leading")]
    assert [doubt for doubt in caveats(table.rules, wording, recommendation) if doubt in first] == first
    also = [words.text["leader"] for words in notes_together(table.rules, wording, recommendation)]
    held = set(recommendation.decision.patterns) - {"new-to-leading", "leader-view-alone"}
    assert set(also) == {wording.patterns[pattern].text["leader"] for pattern in held}
    assert also


def test_a_clear_result_of_all_answers_leaves_no_doubt_to_tell(doubtful: Table, wording: Wording) -> None:
    told = recommend(doubtful, AnswerSheet("self", COACHING))
    assert told.decision.certainty == "clear"
    assert caveats(doubtful.rules, wording, told) == ()


def test_a_gate_that_stops_leaves_no_doubt_to_tell(table: Table, wording: Wording) -> None:
    assert caveats(table.rules, wording, recommend(table, AnswerSheet("self", {}, frozenset({"danger"})))) == ()


EVERY = {**EVEN, "basis": NOT_SURE}
"""An answer to every question."""

REFUSED = {
    "an unknown view": (AnswerSheet("boss", {}), "view", "boss", {"self", "leader"}),
    "an unknown question": (AnswerSheet("self", {"goul": "habit"}), "question", "goul", {"goal", "format"}),
    "an unknown option": (AnswerSheet("self", {"goal": "habbit"}), "goal", "habbit", {"habit", NOT_SURE}),
    "an empty option": (AnswerSheet("self", {"goal": ""}), "goal", "", {"habit", NOT_SURE}),
    "an option of the other view": (
        AnswerSheet("self", {"wants": "not-asked"}),
        "wants",
        "not-asked",
        {"tell", NOT_SURE},
    ),
    "an option of a question of the other view": (
        AnswerSheet("self", {"basis": "often"}),
        "basis",
        "often",
        {NOT_SURE},
    ),
    "an unknown option, with every question answered": (
        AnswerSheet("self", {**EVERY, "goal": "habbit"}),
        "goal",
        "habbit",
        {"habit", NOT_SURE},
    ),
    "an unknown question, with as many answers as there are questions": (
        AnswerSheet("self", {"goul" if question == "goal" else question: option for question, option in EVERY.items()}),
        "question",
        "goul",
        {"goal", "format"},
    ),
    "an unknown tick": (AnswerSheet("self", {}, frozenset({"dangr"})), "screening", "dangr", {"danger", "job"}),
    "a tick of the other view": (
        AnswerSheet("self", {}, frozenset({"refused"})),
        "screening",
        "refused",
        {"danger", "job"},
    ),
}


@pytest.mark.parametrize(("sheet", "question", "value", "allowed"), REFUSED.values(), ids=REFUSED)
def test_an_answer_that_the_rules_do_not_know_is_refused_with_what_is_allowed(
    table: Table, sheet: AnswerSheet, question: str, value: str, allowed: set[str]
) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        recommend(table, sheet)
    error = refused.value
    assert (error.question, error.value) == (question, value)
    assert allowed <= set(error.allowed)
    assert value not in error.allowed
    for word in (question, f"'{value}'", *error.allowed):
        assert word in str(error)

"""The caveats beside a result: each reason against more certainty once, and no other."""

from collections.abc import Mapping

import pytest

from recommender import (
    AnswerSheet,
    Table,
    Wording,
    recommend,
    tabulate,
)
from recommender.explanation.caveats import caveats, help_first, notes
from tests.rule_bases import (
    Written,
    load_written,
)

BANDS = {"clear": 7, "leaning": 3, "strong": 6, "unanswered": []}


@pytest.fixture(scope="module")
def custom_table(written: Written) -> Table:
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
        "On points alone",
    ),
    "a pattern says so": (AnswerSheet("self", NO_NEED), "No need for it"),
    "a gate waits": (AnswerSheet("self", COACHING, frozenset({"job"})), "This result is on hold"),
    "the points lean and no more": (AnswerSheet("self", LEANING), "The points lean one way, but not by much."),
    "the points are nearly even": (AnswerSheet("self", EVEN), "The points are nearly even."),
    "a leader answered alone": (AnswerSheet("leader", COACHING), "These are your answers alone"),
}


@pytest.mark.parametrize(("sheet", "reason"), LESS_SURE.values(), ids=LESS_SURE)
def test_each_reason_against_more_certainty_is_one_caveat(
    custom_table: Table, wording: Wording, sheet: AnswerSheet, reason: str
) -> None:
    result = caveats(custom_table.rules, wording, recommend(custom_table, sheet))
    assert len([caveat for caveat in result if reason in caveat]) == 1
    assert not [caveat for caveat in result if "{" in caveat]


def test_split_advice_is_a_caveat_even_where_it_lowers_nothing(custom_table: Table, wording: Wording) -> None:
    result = recommend(custom_table, AnswerSheet("self", {**AGAINST, "stage": "new-leader"}))
    assert wording.patterns["new-to-leading"].text["self"] in caveats(custom_table.rules, wording, result)


def sentences(wording: Wording) -> dict[str, str]:
    """The caveats of the self view, each by some words of its own."""
    certainty = wording.certainty
    fixed = {
        "lead": certainty.lead["close"],
        "leaning": certainty.lead["leaning"],
        "against": certainty.against["self"],
    }
    return {
        **fixed,
        "missing": "questions are open or answered",
        "pattern": "We say only",
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
    "the points, where they lean as the pattern does": (
        {**EVEN, "wants": "show", "goal": "role", "experience": "never"},
        "leaning",
        {"leaning"},
    ),
    "the pattern's own limit": (NO_NEED, "leaning", {"pattern"}),
    "nothing about the points where they do not count": ({**LEANING, "block": "answer"}, "clear", set()),
    "the pattern alone where the points do not count": ({**EVEN, "readiness": "no-time"}, "leaning", {"pattern"}),
}


@pytest.mark.parametrize(("answers", "certainty", "said"), SAID.values(), ids=SAID)
def test_what_limits_the_certainty_is_said_and_nothing_else(
    custom_table: Table, wording: Wording, answers: dict[str, str], certainty: str, said: set[str]
) -> None:
    result = recommend(custom_table, AnswerSheet("self", answers))
    found = caveats(custom_table.rules, wording, result)
    assert result.decision.certainty == certainty
    assert {name for name, words in sentences(wording).items() if any(words in caveat for caveat in found)} == said
    assert len(found) == len(said)


def test_missing_answers_are_not_told_where_the_rules_count_none(written: Written, wording: Wording) -> None:
    table = tabulate(load_written({**written, "bands": {**written["bands"], "unanswered": []}}))
    assert caveats(table.rules, wording, recommend(table, AnswerSheet("self", {}))) == (
        wording.certainty.lead["close"],
    )


def test_a_pattern_with_a_cap_is_a_caveat_and_no_note(table: Table, wording: Wording) -> None:
    recommendation = recommend(table, AnswerSheet("leader", {**COACHING, "stage": "new-leader"}))
    first = [wording.patterns[pattern].text["leader"] for pattern in ("leader-view-alone", "new-to-leading")]
    assert [caveat for caveat in caveats(table.rules, wording, recommendation) if caveat in first] == first
    also = [words.text["leader"] for words in notes(table.rules, wording, recommendation)]
    held = set(recommendation.decision.patterns) - {"new-to-leading", "leader-view-alone"}
    assert set(also) == {wording.patterns[pattern].text["leader"] for pattern in held}
    assert also
    last = max(held)
    without = notes(table.rules, wording, recommendation, apart_from=[last])
    assert {words.text["leader"] for words in without} == set(also) - {wording.patterns[last].text["leader"]}


def test_several_gates_that_lead_to_the_same_help_show_it_once(wording: Wording) -> None:
    shown = help_first(wording, "self", ["danger", "health", "mood", "treatment"])
    assert shown == (wording.gates["danger"], wording.gates["health"])


def test_a_clear_result_of_all_answers_leaves_no_caveats(custom_table: Table, wording: Wording) -> None:
    result = recommend(custom_table, AnswerSheet("self", COACHING))
    assert result.decision.certainty == "clear"
    assert caveats(custom_table.rules, wording, result) == ()


def test_a_gate_that_stops_leaves_no_caveats(table: Table, wording: Wording) -> None:
    assert caveats(table.rules, wording, recommend(table, AnswerSheet("self", {}, frozenset({"danger"})))) == ()

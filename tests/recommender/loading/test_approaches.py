"""What a rule base chooses between: approaches, colours, outcomes and themes, in the order in which they count.

Their faults are in tests/broken.
"""

import pickle

import pytest

from recommender import AnswerSheet, FaultyFiles, decide, tabulate, tally_of
from recommender.content.guidance_words import grid_of
from recommender.content.situations import as_verdict, verdicts
from recommender.core.outcomes import MOST_OUTCOMES, Colours
from recommender.team.classes import class_of, classes
from tests.house_rules import HOUSE
from tests.rule_bases import SOURCE, load_written


def test_the_outcomes_that_choose_between_the_approaches_come_first() -> None:
    rules = load_written(HOUSE)
    assert rules.approaches == ("rent", "buy")
    assert rules.outcomes == (
        *("rent", "buy", "rent-then-buy", "buy-then-rent", "both", "either"),
        *("save-first", "adviser-first"),
    )
    assert rules.in_turn == {"rent-then-buy": ("rent", "buy"), "buy-then-rent": ("buy", "rent")}
    assert rules.choices == ("rent", "buy", "both", "either", "rent-then-buy", "buy-then-rent")
    assert rules.led_to == ("rent", "buy", "rent-then-buy", "both", "either")
    assert rules.result_columns == ("outcome", "certainty", "rent", "buy", "lead", "answered", "reasons")


def test_points_come_in_the_order_of_the_approaches_however_they_are_written() -> None:
    table = tabulate(load_written(HOUSE))
    assert [option.points for option in table.rules.questions[1].options] == [(1, 0), (0, 0)]
    approach = decide(table, tally_of(table, AnswerSheet("self", {"stay": "short", "job": "new"}))).approach
    assert approach is not None
    assert (approach.outcome, approach.points, approach.lead) == ("rent", (4, 0), 4)


@pytest.mark.parametrize(
    ("answers", "flags", "ends"),
    [
        ({"stay": "long"}, (), ("buy", "clear")),
        ({"stay": "long", "job": "new"}, (), ("rent-then-buy", "leaning")),
        ({"job": "safe"}, (), ("either", "close")),
        ({}, ("debt",), ("adviser-first", None)),
    ],
)
def test_a_rule_base_about_something_else_decides(
    answers: dict[str, str], flags: tuple[str, ...], ends: tuple[str, str | None]
) -> None:
    table = tabulate(load_written(HOUSE))
    decision = decide(table, tally_of(table, AnswerSheet("self", answers, frozenset(flags))))
    assert (decision.outcome, decision.certainty) == ends


def test_options_verdicts_and_classes_are_those_of_the_rules() -> None:
    rules = load_written(HOUSE)
    choices = ("rent", "buy", "rent-then-buy", "buy-then-rent")
    assert grid_of(rules) == (*choices, "both", "other", "nothing")
    assert verdicts(rules) == (*choices, "both", "something-else")
    assert [as_verdict(rules, outcome) for outcome in ("rent-then-buy", "either", "save-first")] == [
        *("rent-then-buy", "either", "something-else")
    ]
    assert classes(rules) == (*choices, "both-or-either", "something-else-first")
    merged = {"both": "both-or-either", "either": "both-or-either"}
    first = dict.fromkeys(("save-first", "adviser-first"), "something-else-first")
    assert class_of(rules) == {name: name for name in choices} | merged | first


def test_colours_may_be_written_in_either_order() -> None:
    rent, buy = {"light": "#111111", "dark": "#eeeeee"}, {"dark": "#dddddd", "light": "#222222"}
    for colours in ({"rent": rent, "buy": buy}, {"buy": buy, "rent": rent}):
        found = load_written({**HOUSE, "colours": colours}).colours
        assert found == (Colours("#111111", "#eeeeee"), Colours("#222222", "#dddddd"))


def test_where_no_colours_are_named_there_are_two_pairs_that_differ() -> None:
    first, second = load_written(HOUSE).colours
    assert len({first.light, first.dark, second.light, second.dark}) == 4


def test_a_question_may_have_a_theme() -> None:
    rules = load_written(HOUSE)
    assert rules.themes == ("money", "time")
    assert [question.theme for question in rules.questions] == ["time", ""]


def test_a_rule_base_needs_no_outcomes_and_no_themes_of_its_own() -> None:
    without = {key: value for key, value in HOUSE.items() if key not in ("outcomes", "themes")}
    questions = [{key: value for key, value in question.items() if key != "theme"} for question in HOUSE["questions"]]
    rules = load_written({**without, "gates": [], "patterns": [], "questions": questions})
    assert (rules.outcomes, rules.themes, rules.in_turn) == (("rent", "buy", "both", "either"), (), {})


def test_there_may_be_so_many_outcomes_and_no_more() -> None:
    last = f"o{MOST_OUTCOMES - 5}-first"
    outcomes = [{"id": f"o{number}-first"} for number in range(MOST_OUTCOMES - 4)]
    pattern = {"id": "p", "when": [{"stay": ["long"]}], "then": {"outcome": last, "certainty": "clear"}, **SOURCE}
    written = {**HOUSE, "gates": [], "patterns": [pattern], "outcomes": outcomes}
    rules = load_written(written)
    assert len(rules.outcomes) == MOST_OUTCOMES
    assert rules.outcomes[-1] == last
    with pytest.raises(FaultyFiles, match=f"there can be no more than {MOST_OUTCOMES} outcomes"):
        load_written({**written, "outcomes": [*outcomes, {"id": "one-more"}]})


@pytest.mark.parametrize("approach", ["fixed", "theme", "location"])
def test_points_are_in_the_digest_whatever_the_approach_is_called(approach: str) -> None:
    def digest(points: int) -> str:
        options = [{"id": name, "rent": 0, approach: points, **SOURCE} for name in ("a", "b")]
        questions = [{"id": "q", "weight": 1, "options": options}]
        rules = {**HOUSE, "outcomes": [], "gates": [], "patterns": [], "questions": questions}
        return load_written({**rules, "approaches": ["rent", approach]}).digest

    assert len({digest(points) for points in range(4)}) == 4


def test_rules_are_the_same_after_a_trip_through_a_pickle() -> None:
    rules = load_written(HOUSE)
    assert rules.outcomes
    assert pickle.loads(pickle.dumps(rules)) == rules


def test_faults_elsewhere_wait_until_there_are_two_approaches() -> None:
    with pytest.raises(FaultyFiles) as found:
        load_written({**HOUSE, "approaches": ["rent"], "date": None, "colour": {}})
    assert [fault.message for fault in found.value.faults] == [
        "a rule base chooses between two approaches",
        "unknown key 'colour'",
    ]

"""How far answers pull: points times weight, as the tallies that decide have them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from recommender import AnswerSheet, RuleBase, decide, tabulate, tally_of
from recommender.analysis.pulls import favoured, furthest, longest, pull_of
from tests.rule_bases import Written, load_written, rule_bases


@given(rule_bases())
def test_an_answer_pulls_as_far_as_it_moves_the_totals(written: Written) -> None:
    rules = load_written({**written, "patterns": [], "gates": []})
    table = tabulate(rules)
    for question in rules.questions:
        for option in question.options:
            found = decide(table, tally_of(table, AnswerSheet(option.views[0], {question.id: option.id}))).approach
            assert found
            assert pull_of(question, option) == found.points


@given(rule_bases())
def test_the_furthest_is_that_of_some_option_and_none_pulls_further(written: Written) -> None:
    rules = load_written(written)
    for question in rules.questions:
        pulls = [pull_of(question, option) for option in question.options]
        for side, most in enumerate(furthest(question)):
            assert most in [pull[side] for pull in pulls]
            assert all(pull[side] <= most <= longest(rules) for pull in pulls)


@given(st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_the_side_with_most_points_is_favoured(rules: RuleBase, pull: tuple[int, int]) -> None:
    sides = dict(zip(rules.approaches, pull, strict=True))
    assert all(sides[side] == max(pull) for side in favoured(rules, pull))
    assert len(favoured(rules, pull)) == (0 if pull == (0, 0) else 2 if pull[0] == pull[1] else 1)


def test_rules_without_questions_pull_nowhere(rules: RuleBase) -> None:
    assert longest(replace(rules, questions=())) == 0


def test_weights_and_sides_of_one_question(rules: RuleBase) -> None:
    goal = replace(rules.question["goal"], weight=2)
    confidence, growth = (
        next(option for option in goal.options if option.id == name) for name in ("confidence", "growth")
    )
    first, _ = rules.approaches
    assert pull_of(goal, confidence) == (6, 2)
    assert furthest(goal) == (6, 4)
    assert longest(replace(rules, questions=(goal,))) == 6
    assert favoured(rules, pull_of(goal, confidence)) == (first,)
    assert favoured(rules, pull_of(goal, growth)) == rules.approaches
    assert favoured(rules, (0, 0)) == ()

"""Cases written from the field's sources: a sentence, answers, and what should come of them."""

import itertools
import random
from operator import sub

import pytest

from recommender import NOT_SURE, VIEWS, AnswerSheet, RuleBase, Table, decide, tally_of
from recommender.analysis.case_results import run_case
from recommender.content.cases import Case
from tests.named_cases import CASES


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_case_ends_as_the_sources_say(table: Table, case: Case) -> None:
    assert run_case(table, case).differences == ()


def test_nobody_new_to_a_task_and_without_ideas_is_sent_to_coaching(table: Table, rules: RuleBase) -> None:
    rng = random.Random(1)
    for _ in range(3_000):
        view = rng.choice(VIEWS)
        answers = {q.id: rng.choice([*(o.id for o in q.options_for(view)), NOT_SURE]) for q in rules.questions}
        answers |= {"experience": "never", "ideas": "none"}
        assert decide(table, tally_of(table, AnswerSheet(view, answers))).outcome != "coaching", answers


CONTRADICTING = [
    ("asks-to-be-told-cannot-yet", "asks-to-be-told-can-find-options"),
    ("new-and-without-ideas", "asks-to-be-told-can-find-options"),
    ("asks-for-space-cannot-yet", "asks-for-questions-can-find-options"),
    ("new-and-without-ideas", "asks-for-questions-can-find-options"),
]
"""Patterns of which one says that there are ideas to build on, and the other that there are none yet."""


@pytest.mark.parametrize(("one", "other"), CONTRADICTING)
def test_what_is_reported_together_does_not_contradict_itself(rules: RuleBase, one: str, other: str) -> None:
    lines = {pattern.id: [dict(line) for line in pattern.lines] for pattern in rules.patterns}
    for first, second in itertools.product(lines[one], lines[other]):
        assert any(not first[name] & second[name] for name in first.keys() & second.keys()), (first, second)


def test_answers_given_at_random_lean_to_neither_side(rules: RuleBase) -> None:
    mean_lead = sum(
        question.weight * sum(sub(*option.points) for option in options) / len(options)
        for question in rules.questions_for("self")
        for options in [question.options_for("self")]
    )
    assert abs(mean_lead) < rules.bands.clear / 8

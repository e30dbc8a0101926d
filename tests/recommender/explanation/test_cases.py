"""Cases written from the field's sources: a sentence, answers, and what should come of them."""

import itertools
import random
from operator import sub
from typing import Any

import pytest

from recommender import NOT_SURE, VIEWS, AnswerSheet, Decision, RuleBase, Table, decide, tally_of
from tests.named_cases import CASES

FIELDS = {"name", "view", "screening", "answers", "outcome", "never", "certainty", "patterns", "without"} | {
    *("says", "never-says"),  # of the document: tests/web/documents/test_persons.py
}


def named_in_cases(field: str) -> set[str]:
    return {name for case in CASES.values() for name in case.get(field, [])}


def decision_of(table: Table, case: dict[str, Any]) -> Decision:
    sheet = AnswerSheet(case["view"], case["answers"], frozenset(case.get("screening", [])))
    return decide(table, tally_of(table, sheet))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_case_ends_as_the_sources_say(table: Table, case: dict[str, Any]) -> None:
    decision = decision_of(table, case)
    assert decision.outcome == case.get("outcome", decision.outcome)
    assert decision.outcome != case.get("never")
    assert decision.certainty == case.get("certainty", decision.certainty)
    assert set(case.get("patterns", [])) <= set(decision.patterns)
    assert not set(case.get("without", [])) & set(decision.patterns)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_case_uses_known_fields_and_says_what_it_expects(rules: RuleBase, case: dict[str, Any]) -> None:
    assert set(case) <= FIELDS
    assert ("outcome" in case) != ("never" in case)
    named = {*case.get("patterns", []), *case.get("without", [])}
    assert named <= {pattern.id for pattern in rules.patterns}


def test_no_two_cases_have_the_same_name() -> None:
    names = [case["name"] for case in CASES.values()]
    assert len(names) == len(set(names))


def test_every_gate_is_flagged_in_some_case(rules: RuleBase) -> None:
    assert {gate.id for gate in rules.gates} == named_in_cases("screening")


def test_every_pattern_holds_in_some_case_and_does_not_in_another(rules: RuleBase) -> None:
    patterns = {pattern.id for pattern in rules.patterns}
    assert patterns == named_in_cases("patterns")
    assert patterns == named_in_cases("without")


def test_every_outcome_is_expected_by_some_case(rules: RuleBase) -> None:
    assert {case["outcome"] for case in CASES.values() if "outcome" in case} == set(rules.outcomes)


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

"""The classes of outcomes in a picture of many people."""

from recommender import RuleBase
from recommender.team.classes import SOMETHING_ELSE, class_of, classes, told_apart


def test_every_outcome_has_a_class_and_every_class_an_outcome(rules: RuleBase) -> None:
    assert set(class_of(rules)) == set(rules.outcomes)
    assert set(class_of(rules).values()) == set(classes(rules))


def test_whatever_a_screening_flag_leads_to_is_in_one_class(rules: RuleBase) -> None:
    assert {class_of(rules)[gate.outcome] for gate in rules.gates} == {SOMETHING_ELSE}


def test_no_outcome_that_a_screening_flag_can_lead_to_is_told_apart(rules: RuleBase) -> None:
    assert told_apart(rules) == ("both", "either", "training-first")
    assert not {gate.outcome for gate in rules.gates} & {*told_apart(rules)}

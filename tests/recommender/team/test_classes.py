"""The classes of outcomes in a picture of many people."""

from recommender import RuleBase
from recommender.core.model import OUTCOMES
from recommender.team.classes import CLASS_OF, CLASSES, SOMETHING_ELSE, told_apart


def test_every_outcome_has_a_class_and_every_class_an_outcome() -> None:
    assert set(CLASS_OF) == set(OUTCOMES)
    assert set(CLASS_OF.values()) == set(CLASSES)


def test_whatever_a_screening_flag_leads_to_is_in_one_class(rules: RuleBase) -> None:
    assert {CLASS_OF[gate.outcome] for gate in rules.gates} == {SOMETHING_ELSE}


def test_no_outcome_that_a_screening_flag_can_lead_to_is_told_apart(rules: RuleBase) -> None:
    assert told_apart(rules) == ("both", "either", "training-first")
    assert not {gate.outcome for gate in rules.gates} & {*told_apart(rules)}

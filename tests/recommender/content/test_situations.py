"""Verdicts of published authors: blends count as one."""

from recommender import RuleBase
from recommender.content.situations import SOMETHING_ELSE, blends, blends_as_one, verdicts
from recommender.core.outcomes import BOTH


def test_every_blend_is_the_same_verdict_and_no_other_is_one(rules: RuleBase) -> None:
    assert set(blends(rules)) <= set(verdicts(rules))
    assert {blends_as_one(rules, verdict) for verdict in blends(rules)} == {BOTH}
    for verdict in (*rules.approaches, SOMETHING_ELSE):
        assert blends_as_one(rules, verdict) == verdict

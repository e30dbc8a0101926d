"""A recommendation as plain data: the points of each approach under its id, whatever the rules are about."""

import json

from hypothesis import given

from recommender import AnswerSheet, recommend, tabulate
from recommender.explanation.serialise import as_data
from tests.rule_bases import Written, load_written, rule_bases_with_sheets


@given(case=rule_bases_with_sheets())
def test_points_are_under_the_ids_of_the_approaches(case: tuple[Written, AnswerSheet]) -> None:
    written, sheet = case
    rules = load_written(written)
    result = recommend(tabulate(rules), sheet)
    data = json.loads(json.dumps(as_data(rules, result)))
    assert (data["outcome"], data["certainty"]) == (result.decision.outcome, result.decision.certainty)
    approach = result.decision.approach
    if approach is None:
        assert (data["approach"], data["reasons"]) == (None, [])
        return
    assert tuple(data["approach"][name] for name in rules.approaches) == approach.points
    assert (data["approach"]["outcome"], data["approach"]["lead"]) == (approach.outcome, approach.lead)
    for told, reason in zip(data["reasons"], result.reasons, strict=True):
        assert told == {"question": reason.question, "option": reason.option} | dict(
            zip(rules.approaches, reason.points, strict=True)
        )

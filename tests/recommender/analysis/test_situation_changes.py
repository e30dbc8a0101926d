"""What a change of the rules does to the agreement with published situations."""

from collections.abc import Sequence

import pytest

from recommender import RuleBase, Table, decide, tabulate, tally_of
from recommender.analysis.situation_changes import SituationResult, agreement_change
from recommender.content.situations import Situation, as_verdict, blends
from recommender.loading.guidance import load_situations
from recommender.loading.rules import rules_in_text
from recommender.loading.weights import with_weight
from tests.conftest import ROOT

TEXT = (ROOT / "rules" / "rulebase.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def situations(rules: RuleBase) -> Sequence[Situation]:
    return load_situations(ROOT / "content" / "situations.yaml", rules)


def agreeing(table: Table, situations: Sequence[Situation]) -> set[str]:
    """The situations whose author agrees, counted anew: two blends are the same verdict."""
    found = set()
    for one in situations:
        ours = as_verdict(table.rules, decide(table, tally_of(table, one.sheet)).outcome)
        if ours == one.verdict or {ours, one.verdict} <= {*blends(table.rules)}:
            found.add(one.id)
    return found


def test_rules_that_stay_change_no_situation(table: Table, situations: Sequence[Situation]) -> None:
    change = agreement_change(table, table, situations)
    assert change.changes == ()
    assert change.before == change.after == len(agreeing(table, [one for one in situations if not one.contested]))


def test_what_nobody_contests_is_counted_under_both_rules(table: Table, situations: Sequence[Situation]) -> None:
    new = tabulate(rules_in_text(with_weight(with_weight(TEXT, "experience", 3), "goal", 3), "rules"))
    counted = [one for one in situations if not one.contested]
    assert len(counted) < len(situations)
    for first, second in ((table, new), (new, table)):
        assert_told(first, second, situations, counted)


def assert_told(old: Table, new: Table, situations: Sequence[Situation], counted: Sequence[Situation]) -> None:
    change = agreement_change(old, new, situations)
    before, after = agreeing(old, counted), agreeing(new, counted)
    assert (change.situations, change.before, change.after) == (len(counted), len(before), len(after))
    assert change.changes
    ranks = []
    for one in change.changes:
        assert one.before.outcome != one.after.outcome
        assert (one.before.agrees, one.after.agrees) == (one.situation.id in before, one.situation.id in after)
        ranks.append({(True, False): 0, (False, True): 1}.get((one.before.agrees, one.after.agrees), 2))
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_a_situation_whose_answer_is_gone_has_no_outcome(table: Table, situations: Sequence[Situation]) -> None:
    less = "\n".join(line for line in TEXT.splitlines() if "{id: growth," not in line)
    new = tabulate(rules_in_text(less, "rules"))
    lost = [one for one in agreement_change(table, new, situations).changes if one.after.outcome is None]
    assert lost
    assert all(one.situation.answers["goal"] == "growth" for one in lost)
    assert all(one.after == SituationResult(None, agrees=False) for one in lost)

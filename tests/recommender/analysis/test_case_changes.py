"""What a change of the rules does to named cases."""

from dataclasses import replace

from recommender import Table, tabulate
from recommender.analysis.case_changes import case_changes
from recommender.loading.rules import rules_in_text
from recommender.loading.weights import with_weight
from tests.conftest import ROOT
from tests.named_cases import CASES as BY_NAME

TEXT = (ROOT / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
CASES = [*BY_NAME.values()]


def test_rules_that_stay_change_no_case(table: Table) -> None:
    assert case_changes(table, tabulate(rules_in_text(TEXT, "rules")), CASES) == ()


def test_each_case_that_ends_otherwise_is_told_and_failing_ones_come_first(table: Table) -> None:
    new = tabulate(rules_in_text(with_weight(TEXT, "goal", 3), "rules"))
    changes = case_changes(table, new, CASES)
    fails = [not change.after.passes for change in changes]
    assert any(fails)
    assert fails == sorted(fails, reverse=True)
    for change in changes:
        assert change.before.passes
        assert change.before.case is change.case
        assert change.before.decision != change.after.decision
    back = case_changes(new, table, CASES)
    assert {change.case.name for change in back} == {change.case.name for change in changes}
    assert [change.after.passes for change in back] == [True] * len(changes)
    assert [change.before.passes for change in back] == sorted(change.before.passes for change in back)


def test_a_case_whose_answer_is_gone_fails(table: Table) -> None:
    case = replace(CASES[0], sheet=replace(CASES[0].sheet, answers={"goal": "growth"}), outcome=None, never="both")
    less = "\n".join(line for line in TEXT.splitlines() if "{id: growth," not in line)
    [change] = case_changes(table, tabulate(rules_in_text(less, "rules")), [case])
    assert change.after.decision is None
    assert [difference.field for difference in change.after.differences] == ["answers"]

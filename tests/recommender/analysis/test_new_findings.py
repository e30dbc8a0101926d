"""The findings that a change of the rules brings."""

import datetime
from functools import cache

from recommender import SourceLocation, Table, tabulate
from recommender.analysis.audit import audit
from recommender.analysis.due import ToReview
from recommender.analysis.finding import Finding, new_findings
from recommender.core.errors import Fault
from recommender.loading.rules import rules_in_text
from tests.conftest import ROOT
from tests.house_rules import HOUSE
from tests.rule_bases import load_written

TEXT = (ROOT / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
DAY = datetime.date(2026, 11, 29)


@cache  # an audit takes a second
def findings(table: Table, *faults: Fault) -> tuple[Finding, ...]:
    return audit(table, ToReview(), faults, today=DAY)


def test_what_was_found_before_is_not_new_wherever_it_stands_now(table: Table) -> None:
    assert findings(table)
    assert new_findings(findings(table), findings(tabulate(rules_in_text(f"# one line more\n{TEXT}", "rules")))) == ()


def test_a_scale_that_now_turns_back_is_new(table: Table) -> None:
    turning = TEXT.replace("{id: longer, coaching: 0, mentoring: 3,", "{id: longer, coaching: 3, mentoring: 0,")
    assert turning != TEXT
    found = new_findings(findings(table), findings(tabulate(rules_in_text(turning, "rules"))))
    assert ("error", "order-turns", ("format", "set", "some")) in {(one.severity, one.kind, one.at) for one in found}
    assert not {(one.kind, one.at) for one in found} & {(one.kind, one.at) for one in findings(table)}


def test_a_warning_that_is_explained_no_more_is_new(table: Table) -> None:
    explained = [one for one in findings(table) if one.because]
    bare = TEXT[: TEXT.index("\naudit:")]
    found = {(one.kind, one.at) for one in new_findings(findings(table), findings(tabulate(rules_in_text(bare, "r"))))}
    assert explained
    assert {(one.kind, one.at) for one in explained} <= found


def test_a_fault_of_the_words_is_known_by_its_file_and_message() -> None:
    table = tabulate(load_written(HOUSE))
    first, moved, other = (
        Fault(SourceLocation("options.yaml", line, 1), message)
        for line, message in ((3, "'a' is missing"), (9, "'a' is missing"), (3, "'b' is missing"))
    )
    assert new_findings(findings(table, first), findings(table, moved)) == ()
    [found] = new_findings(findings(table, first), findings(table, moved, other))
    assert (found.kind, found.message) == ("wording", "'b' is missing")

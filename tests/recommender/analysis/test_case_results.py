"""What a case expects, and what came."""

from dataclasses import replace

import pytest

from recommender import AnswerSheet, SourceLocation, Table
from recommender.analysis.case_results import Difference, run_case, run_cases
from recommender.content.cases import Case
from tests.named_cases import CASES

ANSWERS = {"goal": "result", "block": "clarity", "experience": "often", "ideas": "several", "wants": "questions"}
ENDS = Case(
    name="Someone who can work it out is coached",
    sheet=AnswerSheet("self", ANSWERS),
    outcome="coaching",
    never=None,
    certainty="leaning",
    patterns=("asks-for-questions-can-find-options",),
    without=("no-time", "doubts-first"),
    claim=None,
    says=(),
    never_says=(),
    location=SourceLocation("cases.yaml", 1, 3),
)


def test_a_case_passes_where_everything_is_as_it_expects(table: Table) -> None:
    result = run_case(table, ENDS)
    assert result.passes
    assert result.differences == ()
    assert result.decision is not None
    assert result.decision.outcome == "coaching"


def test_what_a_case_does_not_expect_does_not_matter(table: Table) -> None:
    assert run_case(table, replace(ENDS, outcome=None, never="both", certainty=None, patterns=(), without=())).passes


HELD = "asks-for-questions-can-find-options"


@pytest.mark.parametrize(
    ("case", "difference"),
    [
        (replace(ENDS, outcome="both"), Difference("outcome", "both", "coaching")),
        (replace(ENDS, outcome=None, never="coaching"), Difference("never", "not coaching", "coaching")),
        (replace(ENDS, certainty="clear"), Difference("certainty", "clear", "leaning")),
        (
            replace(ENDS, patterns=(HELD, "no-time", "new-teacher")),
            Difference("patterns", "no-time, new-teacher", HELD),
        ),
        (replace(ENDS, without=("no-time", HELD)), Difference("without", f"not {HELD}", HELD)),
    ],
    ids=lambda value: value.field if isinstance(value, Difference) else "",
)
def test_each_field_that_is_not_as_expected_is_told_apart(table: Table, case: Case, difference: Difference) -> None:
    result = run_case(table, case)
    assert not result.passes
    assert result.differences == (difference,)


def test_every_field_that_is_not_as_expected_is_told(table: Table) -> None:
    wrong = replace(ENDS, outcome="both", certainty="close", patterns=("no-time",), without=(HELD,))
    fields = [difference.field for difference in run_case(table, wrong).differences]
    assert fields == ["outcome", "certainty", "patterns", "without"]


def test_all_patterns_that_hold_are_named(table: Table) -> None:
    doubts = replace(
        ENDS, sheet=AnswerSheet("self", {**ANSWERS, "readiness": "doubts"}), without=(HELD, "doubts-first")
    )
    assert run_case(table, doubts).differences == (
        Difference("without", f"not {HELD}, doubts-first", f"{HELD}, doubts-first"),
    )


def test_where_a_gate_stops_there_is_no_certainty_and_no_pattern(table: Table) -> None:
    danger = replace(ENDS, sheet=AnswerSheet("self", ANSWERS, frozenset({"danger"})), outcome="safeguarding-first")
    assert run_case(table, danger).differences == (
        Difference("certainty", "leaning", "none"),
        Difference("patterns", HELD, "none"),
    )


def test_answers_that_the_rules_do_not_know_fail_the_case_and_say_what_is_allowed(table: Table) -> None:
    result = run_case(table, replace(ENDS, sheet=AnswerSheet("self", {"ideas": "many"})))
    assert result.decision is None
    assert result.differences == (Difference("answers", "ideas: none, one, several, plenty, not-sure", "many"),)


def test_many_cases_have_their_results_in_order(table: Table) -> None:
    results = run_cases(table, CASES.values())
    assert [result.case for result in results] == [*CASES.values()]

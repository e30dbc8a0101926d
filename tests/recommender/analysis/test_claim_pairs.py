"""A pair of cases stands for a claim where it is alike but for what the claim is about, and ends on both sides."""

from dataclasses import replace

import pytest

from recommender import AnswerSheet, Table
from recommender.analysis.case_results import run_cases
from recommender.analysis.claim_pairs import ClaimPair, pair_for
from recommender.analysis.coverage import CLAIM, Item, coverage
from recommender.content.cases import Case, CaseBook, Claim
from tests.recommender.analysis.expecting import HERE, case_of

CLAIM_OF_LENGTH = Claim(
    "length",
    "a text",
    "Coaching is shorter.",
    {"coaching": {"format": "set"}, "mentoring": {"format": "longer"}},
    "",
    HERE,
)
ALIKE = {"goal": "growth", "readiness": "ready"}


def pair(table: Table, first: AnswerSheet, second: AnswerSheet) -> tuple[Case, Case]:
    return case_of(table, first, "First", claim="length"), case_of(table, second, "Second", claim="length")


SET = AnswerSheet("self", {**ALIKE, "format": "set"})
LONGER = AnswerSheet("self", {**ALIKE, "format": "longer"})


def test_a_pair_alike_but_for_the_claim_that_ends_on_both_sides_stands_for_it(table: Table) -> None:
    cases = pair(table, SET, LONGER)
    assert pair_for(CLAIM_OF_LENGTH, run_cases(table, cases)) == ClaimPair(("First", "Second"), "")
    report = coverage(table, CaseBook(cases, (CLAIM_OF_LENGTH,)))
    assert report.of(CLAIM) == (1, 1)
    assert report.covered[Item(CLAIM, ("length",))] == ("First", "Second")


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (SET, SET, "no case that names it has the answers for mentoring: format=longer"),
        (LONGER, LONGER, "no case that names it has the answers for coaching: format=set"),
        (SET, replace(LONGER, view="leader"), "'First' and 'Second' differ in more than the claim: view"),
        (
            SET,
            replace(LONGER, flags=frozenset({"danger"})),
            "'First' and 'Second' differ in more than the claim: screening",
        ),
        (
            replace(SET, answers={**SET.answers, "ideas": "one"}),
            replace(LONGER, answers={"goal": "result", "format": "longer"}),
            "'First' and 'Second' differ in more than the claim: goal, readiness, ideas",
        ),
        (
            replace(SET, answers={**SET.answers, "experience": "often"}),
            replace(LONGER, answers={**LONGER.answers, "experience": "often"}),
            "'Second' ends in either, and not in mentoring",
        ),
        (
            replace(SET, answers={"goal": "fame", "format": "set"}),
            replace(LONGER, answers={"goal": "fame", "format": "longer"}),
            "'First' ends in no result, and not in coaching",
        ),
    ],
)
def test_a_claim_without_such_a_pair_is_missing_and_says_why(
    table: Table, first: AnswerSheet, second: AnswerSheet, reason: str
) -> None:
    cases = tuple(
        replace(case, sheet=sheet) for case, sheet in zip(pair(table, SET, LONGER), (first, second), strict=True)
    )
    report = coverage(table, CaseBook(cases, (CLAIM_OF_LENGTH,)))
    assert [missing.reason for missing in report.missing if missing.item.kind == CLAIM] == [reason]
    assert report.of(CLAIM) == (0, 1)


def test_a_case_that_does_not_name_the_claim_does_not_stand_for_it(table: Table) -> None:
    first, second = pair(table, SET, LONGER)
    report = coverage(table, CaseBook((first, replace(second, claim=None)), (CLAIM_OF_LENGTH,)))
    assert report.of(CLAIM) == (0, 1)


def test_of_several_cases_for_a_claim_any_pair_may_stand_for_it(table: Table) -> None:
    odd = case_of(table, replace(SET, view="leader"), "Odd", claim="length")
    report = coverage(table, CaseBook((odd, *pair(table, SET, LONGER)), (CLAIM_OF_LENGTH,)))
    assert report.covered[Item(CLAIM, ("length",))] == ("First", "Second")


def test_a_question_left_out_is_like_one_that_is_not_sure(table: Table) -> None:
    unsure = replace(LONGER, answers={**LONGER.answers, "ideas": "not-sure"})
    assert coverage(table, CaseBook(pair(table, SET, unsure), (CLAIM_OF_LENGTH,))).of(CLAIM) == (1, 1)


def test_all_the_answers_of_a_side_are_named_where_no_case_has_them(table: Table) -> None:
    sides = {"coaching": {"format": "set", "goal": "growth"}, "mentoring": {"format": "longer", "goal": "growth"}}
    none = pair_for(replace(CLAIM_OF_LENGTH, sides=sides), run_cases(table, ()))
    assert none == ClaimPair((), "no case that names it has the answers for coaching: format=set goal=growth")

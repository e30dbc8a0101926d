"""The tally of a sheet has its points, compared with the oracle."""

from hypothesis import given

from recommender import NOT_SURE, AnswerSheet, tabulate, tally_of
from tests import oracle
from tests.rule_bases import Written, load_written, rule_bases_with_sheets


@given(case=rule_bases_with_sheets())
def test_the_points_and_the_lead_of_a_sheet_are_in_its_tally(case: tuple[Written, AnswerSheet]) -> None:
    rules, sheet = case
    table = tabulate(load_written(rules))
    given_answers = {question["id"]: sheet.answers.get(question["id"], NOT_SURE) for question in rules["questions"]}
    first, second = (oracle.points(rules, side, given_answers) for side in rules["approaches"])
    tally = tally_of(table, sheet)
    assert (table.points_of(tally), table.lead_of(tally)) == ((first, second), first - second)

"""The picture of many people: its figures, and those that it never has."""

import numpy as np

from recommender import RuleBase
from recommender.team.groups import SINGLE, LeftOut
from recommender.team.overview import Count, GroupRow, GroupTable, LeadBin, TeamOverview
from tests.recommender.team.people import people


def counts(found: tuple[Count, ...]) -> dict[str, int]:
    """The figures that are shown."""
    return {count.id: count.people for count in found if count.people is not None}


def test_who_needs_what_is_told_by_classes(rules: RuleBase) -> None:
    picture = people(["coaching"] * 9 + ["both"] * 8 + ["either"] * 7 + ["talk-first"] * 6 + ["support-first"] * 5)
    assert counts(picture.picture(rules).classes) == {
        "coaching": 9,
        "both-or-either": 15,
        "something-else-first": 11,
    }


def test_of_larger_classes_only_what_no_screening_flag_leads_to_is_told_apart(rules: RuleBase) -> None:
    picture = people([outcome for outcome in rules.outcomes for _ in range(6)]).picture(rules)
    assert counts(picture.outcomes) == {"both": 6, "either": 6, "training-first": 6}


def test_a_class_of_few_is_hidden_with_another_that_would_tell_it(rules: RuleBase) -> None:
    picture = people(["coaching"] * 9 + ["mentoring"] * 8 + ["both"] * 2).picture(rules)
    assert counts(picture.classes) == {"coaching": 9}


def test_what_nobody_needs_looks_like_what_few_need(rules: RuleBase) -> None:
    picture = people(["coaching"] * 9 + ["mentoring"] * 8 + ["both"] * 2).picture(rules)
    assert picture.classes == (
        Count("coaching", 9),
        Count("mentoring", None),
        Count("mentoring-then-coaching", None),
        Count("both-or-either", None),
        Count("something-else-first", None),
    )


def test_a_table_has_a_row_for_each_group_and_a_figure_for_each_class(rules: RuleBase) -> None:
    outcomes = ["coaching"] * 12 + ["mentoring"] * 12
    picture = people(outcomes, {"school": [*"ab"] * 12, "country": ["UK"] * 24}).picture(rules)
    figures = (6, 6, None, None, None)
    assert picture.tables == (GroupTable("school", (GroupRow("a", 12, figures), GroupRow("b", 12, figures))),)
    assert picture.left_out == (LeftOut("country", SINGLE, 1),)


def test_the_lead_is_told_in_bins_that_end_where_the_bands_of_the_rules_do(rules: RuleBase) -> None:
    leads = [lead for lead in (-20, -12, -11, -2, -1, 1, 2, 11, 12, 20) for _ in range(5)]
    picture = people(["coaching"] * 50, leads=np.array(leads)).picture(rules)
    clear, leaning = rules.bands.clear, rules.bands.leaning
    assert picture.lead == (
        LeadBin(None, -clear, 10),
        LeadBin(1 - clear, -leaning, 10),
        LeadBin(1 - leaning, leaning - 1, 10),
        LeadBin(leaning, clear - 1, 10),
        LeadBin(clear, None, 10),
    )


def test_a_bin_of_few_is_hidden_with_another_that_would_tell_it(rules: RuleBase) -> None:
    leads = np.array([12] * 9 + [5] * 8 + [-5] * 3)
    found = people(["coaching"] * 20, leads=leads).picture(rules).lead
    assert [each.people for each in found] == [None, None, None, None, 9]


def test_the_lead_and_the_certainty_leave_out_those_for_whom_something_else_comes_first(rules: RuleBase) -> None:
    picture = people(
        ["mentoring"] * 8 + ["fix-the-job-first"] * 9 + ["process-first"] * 7,
        leads=np.array([-3] * 24),
        certainties=["leaning"] * 8 + ["clear"] * 9 + ["provisional"] * 7,
    ).picture(rules)
    assert counts(picture.certainties) == {"leaning": 8}
    assert [each.people for each in picture.lead] == [None, 8, None, None, None]


def test_what_is_in_the_way_is_told_most_frequent_first_without_what_is_hidden(rules: RuleBase) -> None:
    blocks = ["path"] * 2 + ["facts"] * 5 + ["drive"] * 9 + [""] * 7 + ["answer"] * 3
    picture = people(["coaching"] * 26, blocks=blocks).picture(rules)
    assert picture.blocks == (Count("drive", 9), Count("not-sure", 7), Count("facts", 5))


def test_rows_that_are_not_scored_are_counted_and_otherwise_not_read(rules: RuleBase) -> None:
    rows = people(
        ["coaching"] * 12 + ["?"] * 6,
        {"school": [*"ab"] * 6 + ["c"] * 6},
        scored=np.array([True] * 12 + [False] * 6),
    )
    picture = rows.picture(rules)
    assert (picture.people, picture.scored, picture.not_scored) == (18, 12, 6)
    assert counts(picture.classes) == {"coaching": 12}
    assert [group.label for group in picture.tables[0].groups] == ["a", "b"]


def test_few_rows_that_are_not_scored_are_not_counted(rules: RuleBase) -> None:
    picture = people(["coaching"] * 9, scored=np.array([True] * 8 + [False])).picture(rules)
    assert (picture.people, picture.scored, picture.not_scored) == (None, 8, None)


def test_of_few_people_there_is_no_figure_at_all(rules: RuleBase) -> None:
    picture = people(["coaching"] * 9, {"school": [*"ab"] * 4 + ["a"]}, scored=np.arange(9) < 4).picture(rules)
    assert picture == TeamOverview(None, None, None)
    assert picture.too_few
    assert not people(["coaching"] * 5).picture(rules).too_few

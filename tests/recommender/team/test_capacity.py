"""A plan for capacity, from the shown figures of a picture."""

import pytest

from recommender import RuleBase, Wording
from recommender.content.capacity import Effort, Efforts, Load, Norm
from recommender.core.model import Evidence
from recommender.loading.capacity import load_capacity
from recommender.team.capacity import ApproachPlan, CapacityPlan, Range, capacity_plan
from recommender.team.overview import Count
from tests.conftest import ROOT
from tests.house_rules import HOUSE
from tests.recommender.team.people import people
from tests.rule_bases import load_written


@pytest.fixture(scope="module")
def efforts(rules: RuleBase, wording: Wording) -> Efforts:
    return load_capacity(ROOT / "content" / "capacity.yaml", rules.approaches, wording.evidence)


def plan(outcomes: list[str], rules: RuleBase, efforts: Efforts, **loads: int) -> CapacityPlan:
    return capacity_plan(rules, people(outcomes).picture(rules), efforts, loads)


def people_of(found: CapacityPlan) -> dict[str, tuple[int, int]]:
    return {each.approach: (each.people.least, each.people.most) for each in found.approaches}


def test_meetings_hours_and_practitioners_are_ranges(rules: RuleBase, efforts: Efforts) -> None:
    found = plan(["coaching"] * 30 + ["mentoring"] * 21, rules, efforts)
    assert found.approaches == (
        ApproachPlan("coaching", Range(30, 30), Range(120, 180), Range(120, 270), Range(8, 8), load=4),
        ApproachPlan("mentoring", Range(21, 21), Range(126, 504), Range(95, 504), Range(11, 11), load=2),
    )


def test_another_load_can_be_stated(rules: RuleBase, efforts: Efforts) -> None:
    found = plan(["coaching"] * 30 + ["mentoring"] * 21, rules, efforts, coaching=10)
    assert [(each.practitioners, each.load) for each in found.approaches] == [(Range(3, 3), 10), (Range(11, 11), 2)]


def test_a_sequence_and_both_count_for_both_approaches_and_either_for_one_of_them(
    rules: RuleBase, efforts: Efforts
) -> None:
    outcomes = ["coaching"] * 30 + ["mentoring"] * 20 + ["mentoring-then-coaching"] * 9 + ["both"] * 8 + ["either"] * 7
    assert people_of(plan(outcomes, rules, efforts)) == {"coaching": (47, 54), "mentoring": (37, 44)}


def test_where_both_and_either_are_not_told_apart_their_sum_gives_the_range(rules: RuleBase, efforts: Efforts) -> None:
    outcomes = ["coaching"] * 30 + ["mentoring"] * 20 + ["both"] * 8 + ["either"] * 2
    assert people_of(plan(outcomes, rules, efforts)) == {"coaching": (30, 40), "mentoring": (20, 30)}


def test_people_of_a_hidden_class_are_in_no_figure_and_the_plan_says_so(rules: RuleBase, efforts: Efforts) -> None:
    assert not plan(["coaching"] * 30 + ["mentoring"] * 20, rules, efforts).hidden
    found = plan(["coaching"] * 30 + ["mentoring"] * 20 + ["both"] * 3, rules, efforts)
    assert {"mentoring", "both-or-either"} < {*found.hidden}
    assert people_of(found) == {"coaching": (30, 30), "mentoring": (0, 0)}


def test_of_a_hidden_class_no_part_is_counted_though_it_has_a_figure(rules: RuleBase, efforts: Efforts) -> None:
    found = plan(["mentoring"] * 2 + ["both"] * 8 + ["either"] * 8 + ["training-first"] * 2, rules, efforts)
    assert people_of(found) == {"coaching": (0, 0), "mentoring": (0, 0)}


def test_sequences_of_any_rules_count_for_both_approaches() -> None:
    rules, ours = load_written(HOUSE), Evidence((), "D")
    effort = Effort(Norm(4, 6, ours), Norm(60, 60, ours), Norm(3, 3, ours), Load(5, ours))
    outcomes = ["rent"] * 10 + ["buy"] * 20 + ["rent-then-buy"] * 7 + ["buy-then-rent"] * 8 + ["save-first"] * 30
    found = plan(outcomes, rules, dict.fromkeys(rules.approaches, effort))
    assert people_of(found) == {"rent": (25, 25), "buy": (35, 35)}
    assert (found.something_else, found.hidden) == ((), ())


def test_each_person_who_needs_training_first_needs_a_place(rules: RuleBase, efforts: Efforts) -> None:
    others = ["coaching"] * 30 + ["talk-first"] * 9
    for outcomes, places in (
        ([*others, *["training-first"] * 8], 8),
        ([*others, *["training-first"] * 2], None),
        (others, None),
        (["coaching"] * 30, 0),
    ):
        assert plan(outcomes, rules, efforts).something_else == (Count("training-first", places),)


def test_of_few_people_there_is_no_plan(rules: RuleBase, efforts: Efforts) -> None:
    found = plan(["coaching"] * 3, rules, efforts)
    assert people_of(found) == {"coaching": (0, 0), "mentoring": (0, 0)}

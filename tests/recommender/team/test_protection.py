"""Small groups in a picture: what it hides cannot be worked out, as an attacker with a solver finds."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recommender import RuleBase
from recommender.team.overview import TeamOverview, TeamRows
from tests.examples import examples
from tests.house_rules import HOUSE
from tests.recommender.team.attacker import MINIMUM, Attacker, unprotected
from tests.recommender.team.people import People, anybody, people
from tests.rule_bases import load_written

SEEDS = st.integers(0, 1_000_000)
WHO = ["coaching"] * 40 + ["mentoring"] * 30


def table(picture: TeamOverview, column: str) -> dict[str | None, tuple[int | None, ...]]:
    """How many of each group need coaching, and mentoring. Nobody needs anything else."""
    (found,) = (each for each in picture.tables if each.column == column)
    assert not any(figure for group in found.groups for figure in group.figures[2:])
    return {group.label: group.figures[:2] for group in found.groups}


def sizes(picture: TeamOverview, column: str) -> dict[str | None, int | None]:
    (found,) = (each for each in picture.tables if each.column == column)
    return {group.label: group.people for group in found.groups}


def test_where_all_are_many_nothing_is_hidden(rules: RuleBase) -> None:
    picture = people(WHO, {"school": [*"ab"] * 35, "sex": [*"xyxxy"] * 14}).picture(rules)
    assert table(picture, "school") == {"a": (20, 15), "b": (20, 15)}
    assert table(picture, "sex") == {"x": (24, 18), "y": (16, 12)}


def test_a_small_figure_is_hidden_with_others_that_would_tell_it(rules: RuleBase) -> None:
    schools = ["a"] * 18 + ["b"] * 16 + ["c"] * 6 + ["a"] * 3 + ["b"] * 15 + ["c"] * 12
    assert table(people(WHO, {"school": schools}).picture(rules), "school") == {
        "a": (None, None),  # 3 need mentoring, and 18 of 21 would say so
        "b": (16, 15),
        "c": (None, None),  # hidden as columns would tell the others
    }


@pytest.mark.parametrize("coaching", [0, 12], ids=["none", "all"])
def test_none_of_a_group_and_all_of_a_group_are_hidden(rules: RuleBase, coaching: int) -> None:
    outcomes = ["coaching"] * coaching + ["mentoring"] * (12 - coaching) + ["coaching"] * 20 + ["mentoring"] * 20
    picture = people(outcomes, {"school": ["a"] * 12 + ["b"] * 40}).picture(rules)
    assert table(picture, "school")["a"] == (None, None)
    assert sizes(picture, "school") == {"a": 12, "b": 40}


def test_where_the_whole_is_of_one_class_groups_say_no_more(rules: RuleBase) -> None:
    picture = people(["coaching"] * 20, {"school": [*"ab"] * 10}).picture(rules)
    assert table(picture, "school") == {"a": (10, None), "b": (10, None)}


def nested() -> People:
    """Two regions, and their schools. In the south, school c and the rest of the region have few who need mentoring."""
    regions = ["north"] * 30 + ["south"] * 10 + ["north"] * 15 + ["south"] * 15
    schools = ["a"] * 15 + ["b"] * 15 + ["c"] * 10 + ["a"] * 8 + ["b"] * 7 + ["c"] * 13 + ["d", "e"]
    return people(WHO, {"region": regions, "school": schools})


def test_without_protection_a_region_less_its_schools_gives_a_small_figure(rules: RuleBase) -> None:
    picture = nested().picture(rules)
    open_picture = unprotected(picture, Attacker(rules, picture, nested()))
    assert Attacker(rules, open_picture, nested()).worked_out()
    assert not Attacker(rules, picture, nested()).worked_out()


def test_the_size_of_a_group_is_hidden_where_it_would_give_that_of_a_small_one(rules: RuleBase) -> None:
    regions = ["north"] * 20 + ["south"] * 20
    schools = ["a"] * 16 + ["b"] * 4 + ["c"] * 17 + ["d"] * 3
    picture = people(["coaching", "mentoring"] * 20, {"region": regions, "school": schools}).picture(rules)
    assert picture.tables[1].groups[-1].label is None
    assert None in {*sizes(picture, "region").values(), *sizes(picture, "school").values()}
    assert all(size is None or size >= MINIMUM for size in sizes(picture, "school").values())


@examples(30)
@given(SEEDS)
@example(29)  # all of one class
def test_nothing_hidden_can_be_worked_out(rules: RuleBase, seed: int) -> None:
    who = anybody(rules, seed)
    picture = who.picture(rules)
    assert picture.too_few or not Attacker(rules, picture, who).worked_out()


@examples(15)
@given(SEEDS)
def test_nothing_hidden_can_be_worked_out_under_other_rules(seed: int) -> None:
    rules = load_written(HOUSE)
    who = anybody(rules, seed)
    picture = who.picture(rules)
    assert picture.too_few or not Attacker(rules, picture, who).worked_out()


@examples(15)
@given(SEEDS)
def test_nothing_hidden_can_be_worked_out_by_whole_numbers_in_a_tiny_file(rules: RuleBase, seed: int) -> None:
    who = anybody(rules, seed, most=16)
    picture = who.picture(rules)
    assert picture.too_few or not Attacker(rules, picture, who, whole_numbers=True).worked_out()


def test_the_attacker_finds_what_is_not_protected(rules: RuleBase) -> None:
    found = 0
    for seed in range(5):
        who = anybody(rules, seed)
        picture = who.picture(rules)
        found += bool(Attacker(rules, unprotected(picture, Attacker(rules, picture, who)), who).worked_out())
    assert found >= 3


@examples(15)
@given(SEEDS)
def test_the_order_of_the_rows_changes_nothing(rules: RuleBase, seed: int) -> None:
    who = anybody(rules, seed)
    rows = who.rows
    order = np.random.default_rng(seed).permutation(len(rows.outcomes))
    shuffled = People(
        TeamRows(
            [rows.outcomes[place] for place in order],
            rows.leads[order],
            [rows.blocks[place] for place in order],
            [rows.certainties[place] for place in order],
            rows.scored[order],
        ),
        {name: [values[place] for place in order] for name, values in who.columns.items()},
    )
    assert shuffled.picture(rules) == who.picture(rules)

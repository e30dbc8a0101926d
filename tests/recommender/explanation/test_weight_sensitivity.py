"""How far weights can move: just inside, every weighting keeps the outcome; just outside, some weighting does not."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product

from hypothesis import given
from scipy.optimize import linprog

from recommender import NOT_SURE, AnswerSheet, Reason, Recommendation, Table, recommend, tabulate
from tests import oracle
from tests.rule_bases import Written, load_written, rule_bases_with_sheets

HAIR = Fraction(1, 10**4)
BY_CHANCE = 20

Bound = tuple[int, int, int]
"""The points of the two approaches, each times a factor, come to this at least."""


def weighted_outcome(rules: Written, sheet: AnswerSheet, factors: Mapping[str, Fraction]) -> str:
    """The literal reading of the outcome, without screening, with each weight multiplied."""
    given = {question["id"]: sheet.answers.get(question["id"], NOT_SURE) for question in rules["questions"]}
    for pattern in oracle.held_patterns(rules, sheet.view, given):
        if "outcome" in pattern.get("then", {}):
            return str(pattern["then"]["outcome"])
    totals = dict.fromkeys(rules["approaches"], Fraction(0))
    for question in rules["questions"]:
        for option in question["options"]:
            if option["id"] == given[question["id"]]:
                for side in totals:
                    totals[side] += factors.get(question["id"], 1) * question["weight"] * option[side]
    return oracle.outcome_of_points(rules, *totals.values())


def reached(rules: Written, result: Recommendation, p: Fraction) -> set[str]:
    """The outcomes of weightings within p: at the corners, some at random, and those that go furthest elsewhere."""
    reasons = [reason for reason in result.reasons if any(reason.points)]
    weightings: list[Sequence[Fraction]] = [*product([1 - p, Fraction(1), 1 + p], repeat=len(reasons))]
    rng = random.Random(20261128)
    weightings += [[1 + p * Fraction(rng.randint(-1000, 1000), 1000) for _ in reasons] for _ in range(BY_CHANCE)]
    outcome = weighted_outcome(rules, result.sheet, {})
    if reasons:
        weightings += [farthest(region, reasons, p) for region in regions_elsewhere(rules, outcome)]
    named = [dict(zip([reason.question for reason in reasons], factors, strict=True)) for factors in weightings]
    return {weighted_outcome(rules, result.sheet, factors) for factors in named}


def farthest(region: Sequence[Bound], reasons: Sequence[Reason], p: Fraction) -> list[Fraction]:
    """The weighting within p whose totals lie deepest in a region of all these bounds, or nearest to it."""
    slack = linprog(
        [*(0 for _ in reasons), -1],
        A_ub=[
            [*(-first * reason.points[0] - second * reason.points[1] for reason in reasons), 1]
            for first, second, _ in region
        ],
        b_ub=[-least for *_, least in region],
        bounds=[*((float(1 - p), float(1 + p)) for _ in reasons), (None, 1)],
    )
    return [min(max(Fraction(factor), 1 - p), 1 + p) for factor in slack.x[:-1]]


def regions_elsewhere(rules: Written, outcome: str) -> Iterator[list[Bound]]:
    """Where the totals of other outcomes lie, edges included."""
    (first, second), (leaning, strong) = rules["approaches"], (rules["bands"][band] for band in ("leaning", "strong"))
    if outcome == first:  # no lead, and less than twice the points or less than two
        yield from ([(-1, 1, -leaning), bound] for bound in [(-1, 2, 0), (-1, 0, -2)])
    elif outcome == second:
        yield from ([(1, -1, -leaning), bound] for bound in [(2, -1, 0), (0, -1, -2)])
    else:
        yield from ([(1, -1, leaning)], [(1, -2, 0), (1, 0, 2)], [(-1, 1, leaning)], [(-2, 1, 0), (0, 1, 2)])
        enough = [(1, 0, strong), (0, 1, strong)]
        yield from [enough] if outcome == "either" else [[(-1, 0, -strong)], [(0, -1, -strong)]]


def by_points_alone(case: tuple[Written, AnswerSheet]) -> tuple[Written, AnswerSheet]:
    """The same without patterns and flags, which would leave weights no part."""
    rules, sheet = case
    return {**rules, "patterns": []}, replace(sheet, flags=frozenset())


@given(case=rule_bases_with_sheets().map(by_points_alone))
def test_the_outcome_stays_inside_the_radius_and_not_outside_of_it(case: tuple[Written, AnswerSheet]) -> None:
    rules, sheet = case
    result = recommend(tabulate(load_written(rules)), sheet)
    assert result.weight_sensitivity is not None
    now, radius = weighted_outcome(rules, sheet, {}), result.weight_sensitivity.radius
    if radius is None:
        assert reached(rules, result, 1 - HAIR) == {now}
    else:
        assert 0 <= radius <= 1
        assert reached(rules, result, radius * (1 - HAIR)) == {now}
        assert reached(rules, result, radius + HAIR) != {now}


@given(case=rule_bases_with_sheets().map(by_points_alone))
def test_one_weight_keeps_the_outcome_inside_its_range_and_not_outside_of_it(case: tuple[Written, AnswerSheet]) -> None:
    rules, sheet = case
    result = recommend(tabulate(load_written(rules)), sheet)
    assert result.weight_sensitivity is not None
    now = weighted_outcome(rules, sheet, {})
    ranges = {found.question: found for found in result.weight_sensitivity.ranges}
    assert all(found.least or found.most for found in ranges.values())
    for reason in result.reasons:
        found = ranges.get(reason.question)
        least, most = (found.least, found.most) if found else (Fraction(0), None)
        assert 0 <= least <= 1 <= (most or 1)
        inside = [least + (1 - least) * HAIR, Fraction(1), most - (most - 1) * HAIR if most else Fraction(10**6)]
        between = [one + (other - one) * Fraction(n, 9) for one, other in pairwise(inside) for n in range(1, 9)]
        assert {weighted_outcome(rules, sheet, {reason.question: factor}) for factor in inside + between} == {now}
        outside = [(least, least - HAIR)] * (least > 0) + ([(most, most + HAIR)] if most else [])
        for end in outside:  # where the range only touches another outcome, that is at the end itself
            assert {weighted_outcome(rules, sheet, {reason.question: factor}) for factor in end} != {now}


def test_weights_play_no_part_where_a_pattern_decides(table: Table) -> None:
    result = recommend(table, AnswerSheet("self", {"readiness": "no-need", "experience": "never"}))
    assert result.weight_sensitivity is not None
    assert (result.weight_sensitivity.radius, result.weight_sensitivity.ranges) == (None, ())


def radius_of(*points: tuple[int, int]) -> Fraction | None:
    """The radius where each question is answered with these points, under bands that are wide."""
    source = {"evidence": ["E1"], "grade": "A"}
    options = [[{"id": "a", "coaching": c, "mentoring": m, **source}, {"id": "b", **NO_POINTS}] for c, m in points]
    rules: Written = {
        "version": "1.0.0",
        "date": "2026-01-31",
        "views": ["self", "leader"],
        "approaches": ["coaching", "mentoring"],
        "gates": [],
        "questions": [{"id": f"q{number}", "weight": 1, "options": both} for number, both in enumerate(options)],
        "patterns": [],
        "bands": {"clear": 9, "leaning": 4, "strong": 3, "unanswered": []},
    }
    result = recommend(tabulate(load_written(rules)), AnswerSheet("self", {f"q{n}": "a" for n in range(len(points))}))
    assert result.weight_sensitivity is not None
    return result.weight_sensitivity.radius


NO_POINTS = {"coaching": 0, "mentoring": 0}


def test_a_side_needs_two_points_of_its_own_to_be_ahead() -> None:
    assert radius_of((1, 0), (0, 1)) == 1


def test_what_only_weights_more_than_twice_as_great_would_change_is_no_radius() -> None:
    assert radius_of((1, 1)) is None

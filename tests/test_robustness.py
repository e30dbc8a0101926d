"""How far weights can move: just inside, every weighting keeps the outcome; just outside, some weighting does not."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from recommender import NOT_SURE, BadAnswer, Sheet, Table, recommend, share_kept, tabulate
from recommender.robustness import PER_MILLE, SEED, WEIGHTINGS
from tests import oracle
from tests.rule_bases import Written, load_written, rule_bases_with_sheets

HAIR = Fraction(1, 10**6)


def weighted_outcome(rules: Written, sheet: Sheet, factors: Mapping[str, Fraction]) -> str:
    """The literal reading of the outcome, screening left aside, with each weight multiplied."""
    given = {question["id"]: sheet.answers.get(question["id"], NOT_SURE) for question in rules["questions"]}
    for pattern in oracle.held_patterns(rules, sheet.view, given):
        if "outcome" in pattern.get("then", {}):
            return str(pattern["then"]["outcome"])
    totals = {"coaching": Fraction(0), "mentoring": Fraction(0)}
    for question in rules["questions"]:
        for option in question["options"]:
            if option["id"] == given[question["id"]]:
                for side in totals:
                    totals[side] += factors.get(question["id"], 1) * question["weight"] * option[side]
    lead, bands = totals["coaching"] - totals["mentoring"], rules["bands"]
    if abs(lead) >= bands["leaning"]:
        return "coaching" if lead > 0 else "mentoring"
    return "both" if min(totals.values()) >= bands["strong"] else "either"


def corners(rules: Written, sheet: Sheet, p: Fraction) -> set[str]:
    """The outcomes where each answered weight is multiplied with 1 - p, 1 or 1 + p, in every combination.

    Totals and leads are linear in each weight, so that what any weighting within p reaches, a corner reaches too.
    """
    asked = [name for name, option in sheet.answers.items() if option != NOT_SURE]
    moves = product([1 - p, Fraction(1), 1 + p], repeat=len(asked))
    return {weighted_outcome(rules, sheet, dict(zip(asked, factors, strict=True))) for factors in moves}


@given(case=rule_bases_with_sheets())
@settings(max_examples=300)
@pytest.mark.no_cover
def test_the_outcome_stays_inside_the_radius_and_not_outside_of_it(case: tuple[Written, Sheet]) -> None:
    rules, sheet = case
    told = recommend(tabulate(load_written(rules)), sheet)
    if told.robustness is None:
        return
    now, radius = weighted_outcome(rules, sheet, {}), told.robustness.radius
    if radius is None:
        assert corners(rules, sheet, 1 - HAIR) == {now}
    else:
        assert 0 <= radius <= 1
        if radius:
            assert corners(rules, sheet, radius * (1 - HAIR)) == {now}
        assert corners(rules, sheet, radius + HAIR) != {now}


@given(case=rule_bases_with_sheets())
@settings(max_examples=300)
@pytest.mark.no_cover
def test_one_weight_keeps_the_outcome_inside_its_range_and_not_outside_of_it(case: tuple[Written, Sheet]) -> None:
    rules, sheet = case
    told = recommend(tabulate(load_written(rules)), sheet)
    if told.robustness is None:
        return
    now = weighted_outcome(rules, sheet, {})
    ranges = {found.question: found for found in told.robustness.ranges}
    for reason in told.reasons:
        found = ranges.get(reason.question)
        least, most = (found.least, found.most) if found else (Fraction(0), None)
        assert least <= 1
        inside = [least + (1 - least) * HAIR, Fraction(1), most - (most - 1) * HAIR if most else Fraction(10**6)]
        outside = [least - HAIR] * (least > 0) + ([most + HAIR] if most else [])
        assert {weighted_outcome(rules, sheet, {reason.question: factor}) for factor in inside} == {now}
        assert now not in {weighted_outcome(rules, sheet, {reason.question: factor}) for factor in outside}


def test_weights_play_no_part_where_a_pattern_decides(table: Table) -> None:
    sheet = Sheet("self", {"will": "no-need", "experience": "never"})
    told = recommend(table, sheet)
    assert told.robustness is not None
    assert (told.robustness.radius, told.robustness.ranges) == (None, ())
    assert share_kept(table, sheet) == 1


SHEETS = {
    "coaching": {"goal": "habit", "experience": "often", "today": "alone"},
    "mentoring": {"goal": "role", "experience": "few", "doors": "a-bit"},
    "either": {"goal": "growth", "expertise": "helpful", "mistakes": "mendable"},
    "both": {
        "goal": "habit",
        "experience": "often",
        "expertise": "one-skill",
        "moment": "new-leader",
        "doors": "a-lot",
        "structure": "as-needed",
        "mistakes": "hard-to-undo",
        "will": "ready",
        "last-answer": "asked-again",
        "options": "plenty",
        "reach": "one-task",
    },
}


@pytest.mark.parametrize("outcome", SHEETS)
def test_the_share_is_that_of_trying_each_weighting(outcome: str, table: Table, written: Written) -> None:
    sheet = Sheet("self", SHEETS[outcome])
    assert weighted_outcome(written, sheet, {}) == outcome
    chance = np.random.Generator(np.random.PCG64(SEED))
    names = [question["id"] for question in written["questions"]]
    size = (WEIGHTINGS, len(names))
    weightings = chance.integers(1000 - PER_MILLE, 1000 + PER_MILLE, size=size, endpoint=True)
    factors = [{name: Fraction(int(f), 1000) for name, f in zip(names, row, strict=True)} for row in weightings]
    kept = sum(weighted_outcome(written, sheet, one) == outcome for one in factors)
    assert share_kept(table, sheet) == Fraction(kept, WEIGHTINGS)


@pytest.mark.parametrize("outcome", SHEETS)
def test_a_radius_of_more_than_the_weightings_keeps_them_all(outcome: str, table: Table) -> None:
    told = recommend(table, Sheet("self", SHEETS[outcome]))
    assert told.robustness is not None
    radius = told.robustness.radius
    if radius is None or radius > Fraction(PER_MILLE, 1000):
        assert share_kept(table, told.sheet) == 1
    else:
        assert share_kept(table, told.sheet) <= 1


def test_a_share_of_answers_that_are_not_known_is_refused(table: Table) -> None:
    with pytest.raises(BadAnswer):
        share_kept(table, Sheet("self", {"goal": "fame"}))

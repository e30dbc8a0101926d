"""How many people get another outcome: every move is counted, and none of few people is shown or can be worked out."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recommender import RuleBase
from recommender.team.classes import SOMETHING_ELSE
from recommender.team.outcome_moves import NO_RESULT, OutcomeMoves, PeopleMove, outcome_moves
from recommender.team.protection import MINIMUM
from tests.house_rules import HOUSE
from tests.rule_bases import load_written

RULES = load_written(HOUSE)
FIRST, SECOND = RULES.approaches


def moves_of(rules: RuleBase, *groups: tuple[str, str, int]) -> OutcomeMoves:
    before = [old for old, _, count in groups for _ in range(count)]
    after = [new for _, new, count in groups for _ in range(count)]
    return outcome_moves(rules, rules, before, after)


def test_every_move_is_counted_the_most_frequent_first(rules: RuleBase) -> None:
    found = moves_of(
        rules,
        ("coaching", "coaching", 20),
        ("coaching", "both", 6),
        ("mentoring", "either", 9),
        ("both", "either", 5),
        ("mentoring", NO_RESULT, 7),
    )
    assert (found.people, found.moved, found.hidden) == (47, 27, False)
    assert found.moves == (
        PeopleMove("mentoring", "either", 9),
        PeopleMove("mentoring", NO_RESULT, 7),
        PeopleMove("coaching", "both", 6),
        PeopleMove("both", "either", 5),
    )


def test_what_a_screening_flag_can_lead_to_is_not_told_apart(rules: RuleBase) -> None:
    flagged = {gate.outcome for gate in rules.gates}
    assert {"support-first", "talk-first"} <= flagged
    found = moves_of(rules, ("coaching", "support-first", 3), ("coaching", "talk-first", 3), ("both", "both", 30))
    assert found.moves == (PeopleMove("coaching", SOMETHING_ELSE, 6),)
    among = moves_of(rules, ("support-first", "talk-first", 9))
    assert (among.moved, among.moves) == (0, ())


def test_nothing_is_shown_of_fewer_than_five_people() -> None:
    assert moves_of(RULES, (FIRST, SECOND, 4)) == OutcomeMoves(None, None, (), hidden=True)
    few = moves_of(RULES, (FIRST, FIRST, 30), (FIRST, SECOND, 4))
    assert few == OutcomeMoves(34, None, (), hidden=True)


def test_a_move_of_few_takes_another_with_it_that_would_tell_it() -> None:
    found = moves_of(RULES, (FIRST, FIRST, 30), (FIRST, SECOND, 9), (FIRST, "both", 8), (SECOND, "both", 2))
    assert found.hidden
    assert not (found.moved == 19 and len(found.moves) == 2)


def test_rules_that_stay_move_nobody() -> None:
    assert moves_of(RULES, (FIRST, FIRST, 6), (SECOND, SECOND, 1)) == OutcomeMoves(7, 0, (), hidden=False)


@given(st.integers(0, 1_000_000))
def test_no_few_people_are_told_by_any_sum_of_what_is_shown(seed: int) -> None:
    chance = np.random.default_rng(seed)
    ends = [*RULES.approaches, "both", "either"]
    groups = [(*chance.choice(ends, 2).tolist(), int(chance.integers(1, 12))) for _ in range(chance.integers(1, 6))]
    counts = Counter[tuple[str, str]]()
    for old, new, count in groups:
        counts[old, new] += count
    found = moves_of(RULES, *groups)
    moved = {pair: count for pair, count in counts.items() if pair[0] != pair[1]}
    shown = {(move.old, move.new): move.people for move in found.moves}
    assert shown.items() <= moved.items()
    assert min(shown.values(), default=MINIMUM) >= MINIMUM
    assert found.moved in (None, sum(moved.values()))
    all_told = None if found.hidden else sum(shown.values())
    known = all_told if found.moved is None else found.moved
    if known is not None and found.people is not None:
        few = range(1, MINIMUM)
        assert found.people - known not in few
        assert known - sum(shown.values()) not in few

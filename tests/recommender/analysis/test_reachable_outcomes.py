"""The reachable outcomes of a partly answered sheet, compared with the oracle on every completion."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import VIEWS, InvalidAnswer, Table, tabulate
from recommender.analysis.reachable_outcomes import reachable_outcomes
from tests.all_sheets import answers_of, read_sheet
from tests.rule_bases import Written, load_written, rule_bases


def by_brute_force(rules: Written, view: str, answers: dict[str, str]) -> set[str]:
    """The outcomes of every sheet that holds these answers."""
    choices = {name: [answers[name]] if name in answers else every for name, every in answers_of(rules, view).items()}
    sheets = (dict(zip(choices, given, strict=True)) for given in product(*choices.values()))
    return {read_sheet(rules, view, sheet).outcome for sheet in sheets}


@given(rules=rule_bases(), data=st.data())
def test_the_outcomes_are_those_of_every_completion(rules: Written, data: st.DataObject) -> None:
    view = data.draw(st.sampled_from(VIEWS))
    offered = answers_of(rules, view)
    answers = {
        name: data.draw(st.sampled_from(offered[name])) for name in data.draw(st.sets(st.sampled_from([*offered])))
    }
    assert reachable_outcomes(tabulate(load_written(rules)), view, answers) == by_brute_force(rules, view, answers)


@pytest.mark.parametrize("seed", [*range(8), *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(8, 25))])
def test_the_same_holds_under_the_shipped_rules_with_a_few_questions_left(
    seed: int, table: Table, written: Written
) -> None:
    rng = random.Random(seed)
    view = rng.choice(VIEWS)
    offered = answers_of(written, view)
    left = rng.sample([*offered], 4)
    answers = {name: rng.choice(every) for name, every in offered.items() if name not in left}
    assert reachable_outcomes(table, view, answers) == by_brute_force(written, view, answers)


def test_with_no_answers_all_outcomes_but_those_of_gates_are_reachable(table: Table) -> None:
    found = reachable_outcomes(table, "self", {})
    assert found == {*table.rules.led_to}
    assert "safeguarding-first" not in found


def test_an_unknown_answer_is_rejected(table: Table) -> None:
    with pytest.raises(InvalidAnswer, match="goal"):
        reachable_outcomes(table, "self", {"goal": "fame"})

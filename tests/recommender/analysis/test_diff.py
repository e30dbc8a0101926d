"""The diff of two rule bases, compared with the oracle under the old and the new rules on every sheet."""

import copy
from collections import Counter
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import NOT_SURE, VIEWS, AnswerSheet, Table, tabulate
from recommender.analysis import joint_distribution as joint
from recommender.analysis.analyse import analyse
from recommender.analysis.diff import Diff, NamedMove, NamedSheet, diff
from tests import oracle
from tests.all_sheets import answers_of, read_sheet
from tests.examples import examples
from tests.rule_bases import (
    Written,
    alternatives_of,
    bands,
    load_written,
    new_option,
    new_pattern,
    new_question,
    pick,
    rule_bases,
)

CHANGES = ["weight", "points", "pattern", "fewer patterns", "bands", "option", "question", "all"]
CHANGES += ["order of the approaches", "an approach"]


@st.composite
def changed(draw: st.DrawFn, rules: Written) -> Written:
    """The rules with one thing changed that an expert might change."""
    new: dict[str, Any] = copy.deepcopy(dict(rules))
    asked, between = new["questions"], alternatives_of(rules)
    change = pick(draw, CHANGES)
    place = pick(draw, range(len(asked)))
    if change == "weight":
        asked[place]["weight"] = pick(draw, (1, 2, 3))
    elif change == "points":
        asked[place] = new_question(draw, asked[place]["id"], between, numbers=[3]) | {"weight": 1}
    elif change == "pattern":
        new["patterns"].insert(0, new_pattern(draw, "new", asked, between))
    elif change == "fewer patterns":
        new["patterns"] = new["patterns"][1:]
    elif change == "bands":
        new["bands"] = bands(draw, len(asked))
    elif change == "option":
        more = without(new_option(draw, "more", between), "views")
        only = {"views": asked[place]["options"][0]["views"]} if oracle.of_one_view(asked[place]) else {}
        asked[place]["options"].append(more | only)
    elif change == "question":
        asked.append(new_question(draw, "more", between))
    elif change == "order of the approaches":
        new["approaches"].reverse()
    elif change == "an approach":
        new = renamed(new, between.approaches[1], "another")
    else:
        new["questions"] = [{**question, "weight": 3} for question in asked]
    return repaired(new)


def renamed(written: Any, old: str, new: str) -> Any:
    """What is written, with another id for an approach."""
    if isinstance(written, dict):
        return {new if key == old else key: renamed(value, old, new) for key, value in written.items()}
    if isinstance(written, list):
        return [renamed(value, old, new) for value in written]
    return new if written == old else written


def without(written: Written, name: str) -> Written:
    return {key: value for key, value in written.items() if key != name}


def repaired(rules: Written) -> Written:
    """The rules without patterns that name a removed option, and without second answers."""
    known = {question["id"]: {NOT_SURE, *(o["id"] for o in question["options"])} for question in rules["questions"]}
    known["view"] = set(VIEWS)
    fits = [all(set(a) <= known[q] for line in p["when"] for q, a in line.items()) for p in rules["patterns"]]
    asked = [without(question, "second-of") for question in rules["questions"]]
    return {**rules, "questions": asked, "patterns": [p for p, fit in zip(rules["patterns"], fits, strict=True) if fit]}


@st.composite
def changes(draw: st.DrawFn) -> tuple[Written, Written]:
    old = draw(rule_bases())
    return old, draw(changed(old))


def moves_one_by_one(old: Written, new: Written, view: str) -> tuple[int, Counter[tuple[str, str]]]:
    """The number of sheets that both accept, and of those with each change of outcome."""
    before, after = answers_of(old, view), answers_of(new, view)
    names = {**before, **after}
    choices = [
        [answer for answer in names[name] if all(answer in rules.get(name, [answer]) for rules in (before, after))]
        for name in names
    ]
    sheets, found = 0, Counter[tuple[str, str]]()
    for given_answers in product(*choices):
        answers = dict(zip(names, given_answers, strict=True))
        pair = tuple(outcome(rules, view, answers) for rules in (old, new))
        sheets += 1
        found[pair[0], pair[1]] += pair[0] != pair[1]
    return sheets, +found


def outcome(rules: Written, view: str, answers: dict[str, str]) -> str:
    asked = {question["id"]: answers.get(question["id"], NOT_SURE) for question in rules["questions"]}
    return read_sheet(rules, view, asked).outcome


def check(old: Written, new: Written, change: Diff) -> None:
    for view in change.views:
        sheets, moves = moves_one_by_one(old, new, view.view)
        assert view.sheets == sheets
        assert {(move.old, move.new): move.sheets for move in view.moves} == moves
        assert view.moved == moves.total()
        assert [move.sheets for move in view.moves] == sorted(moves.values(), reverse=True)
        for move in view.moves:
            answers = dict(move.example.answers)
            assert (outcome(old, view.view, answers), outcome(new, view.view, answers)) == (move.old, move.new)


@pytest.mark.parametrize("cost", [pytest.param(0, id="near"), pytest.param(10**9, id="far")])
@examples(25)
@given(change=changes())
def test_the_moves_are_those_of_the_oracle_over_all_sheets(change: tuple[Written, Written], cost: int) -> None:
    old, new = change
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joint, "NEAR_COST", cost)
        check(old, new, diff(tabulate(load_written(old)), tabulate(load_written(new))))


@pytest.mark.parametrize("cost", [0, 10**9], ids=["near", "far"])
def test_equal_rules_have_no_moves(table: Table, cost: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint, "NEAR_COST", cost)
    change = diff(table, table)
    assert (change.only_old, change.only_new, change.cases) == ((), (), ())
    for view, analysis in zip(change.views, analyse(table), strict=True):
        assert view.moves == ()
        assert view.sheets == analysis.sheets.sheets
        assert view.before == view.after == analysis.ends


def test_parts_of_one_rule_base_alone_are_listed(written: Written) -> None:
    new = copy.deepcopy(dict(written))
    new["questions"][0]["options"][0]["id"] = "outcome-wanted"
    new = repaired(new)
    change = diff(tabulate(load_written(written)), tabulate(load_written(new)))
    assert "option goal=result" in change.only_old
    assert "option goal=outcome-wanted" in change.only_new


def test_a_named_case_with_another_result_is_reported_with_both_results(table: Table, written: Written) -> None:
    new = copy.deepcopy(dict(written))
    new["patterns"] = [pattern for pattern in new["patterns"] if pattern["id"] != "no-need-felt"]
    cases = [
        NamedSheet("No need", AnswerSheet("self", {"readiness": "no-need"})),
        NamedSheet("In danger", AnswerSheet("self", {}, frozenset({"danger"}))),
        NamedSheet("Not to be read", AnswerSheet("self", {"goal": "fame"})),
    ]
    change = diff(table, tabulate(load_written(new)), cases)
    assert change.cases == (NamedMove("No need", ("talk-first", "close"), ("either", "close")),)


def test_a_case_that_only_one_rule_base_accepts_is_reported(table: Table, written: Written) -> None:
    new = copy.deepcopy(dict(written))
    new["questions"][0]["options"].append({"id": "fame", "coaching": 0, "mentoring": 0})
    case = NamedSheet("Fame", AnswerSheet("self", {"goal": "fame"}))
    change = diff(table, tabulate(load_written(new)), [case])
    assert change.cases == (NamedMove("Fame", None, ("either", "close")),)

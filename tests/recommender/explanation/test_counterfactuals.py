"""Counterfactuals: all the smallest changes for each other outcome, and none of what cannot be changed."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import (
    NOT_SURE,
    AnswerChange,
    AnswerSheet,
    Counterfactual,
    InvalidAnswer,
    Table,
    decide,
    smallest_counterfactuals,
    tabulate,
    tally_of,
)
from recommender.explanation.counterfactuals import MOST_CHANGES
from tests import oracle
from tests.rule_bases import Written, in_view, load_written, rule_bases_with_sheets, sheets


def outcome_of_answers(rules: Written, view: str, answers: Mapping[str, str]) -> str:
    """What the answers point to, without screening, by the oracle."""
    return str(oracle.decide(rules, view, answers, ())["outcome"])


def brute_force_counterfactuals(rules: Written, sheet: AnswerSheet) -> set[Counterfactual]:
    """Change the answers in every way, and keep for each outcome the ways that change the fewest."""
    fewest: dict[str, int] = {outcome_of_answers(rules, sheet.view, sheet.answers): 0}
    counterfactuals: set[Counterfactual] = set()
    for changed in sorted(every_change(rules, sheet), key=len):
        outcome = outcome_of_answers(rules, sheet.view, {**sheet.answers, **changed})
        if len(changed) == fewest.setdefault(outcome, len(changed)) <= MOST_CHANGES and changed:
            counterfactuals.add(Counterfactual(tuple(AnswerChange(*change) for change in changed.items()), outcome))
    return counterfactuals


def every_change(rules: Written, sheet: AnswerSheet) -> Iterator[dict[str, str]]:
    """The changed answers alone. No question is changed to "not sure", and none that is fixed is changed at all."""
    names = [question["id"] for question in rules["questions"]]
    given = [sheet.answers.get(name, NOT_SURE) for name in names]
    choices = [
        {now} if question.get("fixed") else {now, *in_view(question["options"], sheet.view)}
        for now, question in zip(given, rules["questions"], strict=True)
    ]
    for chosen in product(*choices):
        yield {name: new for name, now, new in zip(names, given, chosen, strict=True) if new != now}


@given(case=rule_bases_with_sheets())
def test_the_counterfactuals_are_all_the_smallest_for_each_outcome_that_trying_every_change_finds(
    case: tuple[Written, AnswerSheet],
) -> None:
    rules, sheet = case
    counterfactuals = smallest_counterfactuals(tabulate(load_written(rules)), sheet)
    assert len(counterfactuals) == len(set(counterfactuals))
    assert set(counterfactuals) == brute_force_counterfactuals(rules, sheet)
    sizes = [len(found.changes) for found in counterfactuals]
    assert sizes == sorted(sizes)


@given(data=st.data())
def test_each_counterfactual_of_the_shipped_rules_replays_to_the_outcome_that_it_names(
    data: st.DataObject, written: Written, table: Table
) -> None:
    sheet = data.draw(sheets(written))
    now = outcome_of_answers(written, sheet.view, sheet.answers)
    fixed = {question["id"] for question in written["questions"] if question.get("fixed")}
    sizes: dict[str, set[int]] = {}
    for found in smallest_counterfactuals(table, sheet):
        changed = {change.question: change.option for change in found.changes}
        sizes.setdefault(found.outcome, set()).add(len(changed))
        assert len(changed) == len(found.changes)
        assert not {*changed} & fixed
        assert NOT_SURE not in changed.values()
        assert all(sheet.answers.get(question) != option for question, option in changed.items())
        answers = {**sheet.answers, **changed}
        assert decide(table, tally_of(table, AnswerSheet(sheet.view, answers))).outcome == found.outcome != now
        assert outcome_of_answers(written, sheet.view, answers) == found.outcome
    assert all(len(of_outcome) == 1 for of_outcome in sizes.values())


def test_what_somebody_did_before_is_never_changed(table: Table, written: Written) -> None:
    fixed = {question["id"] for question in written["questions"] if question.get("fixed")}
    assert {"experience", "stage", "basis"} == fixed
    counterfactuals = smallest_counterfactuals(table, AnswerSheet("self", {"experience": "never", "ideas": "none"}))
    assert not {change.question for found in counterfactuals for change in found.changes} & fixed


def rules_where_a_counterfactual_takes(changes: int) -> Written:
    """Questions worth one point more each, of which so many have to change before the outcome does."""
    source = {"evidence": ["E1"], "grade": "A"}
    options = [{"id": "a", "coaching": 2, "mentoring": 2}, {"id": "b", "coaching": 3, "mentoring": 2}]
    return {
        "version": "1.0.0",
        "date": "2026-01-31",
        "views": ["self", "leader"],
        "approaches": ["coaching", "mentoring"],
        "gates": [],
        "questions": [
            {"id": f"q{number}", "weight": 1, "options": [option | source for option in options]} for number in range(5)
        ],
        "patterns": [],
        "bands": {"clear": 9, "leaning": changes, "strong": 99, "unanswered": []},
    }


@pytest.mark.parametrize(("changes", "counterfactuals"), [(1, 5), (2, 10), (3, 10), (4, 0)])
def test_counterfactuals_of_up_to_three_changes_are_looked_for_and_no_more(changes: int, counterfactuals: int) -> None:
    table = tabulate(load_written(rules_where_a_counterfactual_takes(changes)))
    found = smallest_counterfactuals(table, AnswerSheet("self", {f"q{number}": "a" for number in range(5)}))
    assert len(found) == counterfactuals
    assert all(len(one.changes) == changes and one.outcome == "coaching" for one in found)


def test_where_every_question_is_fixed_there_is_no_counterfactual() -> None:
    rules = rules_where_a_counterfactual_takes(1)
    rules["questions"] = [{**question, "fixed": True} for question in rules["questions"]]
    assert smallest_counterfactuals(tabulate(load_written(rules)), AnswerSheet("self", {})) == ()


def test_a_counterfactual_offers_an_option_to_the_view_that_has_it_and_to_no_other() -> None:
    rules = rules_where_a_counterfactual_takes(1)
    rules["questions"] = rules["questions"][:2]
    for_leaders = [{**option, "views": ["leader"]} for option in rules["questions"][0]["options"]]
    for_oneself = [{"id": name, "coaching": 0, "mentoring": 0, "views": ["self"]} for name in ("c", "d")]
    rules["questions"][0] = {**rules["questions"][0], "options": [*for_leaders, *for_oneself]}
    table = tabulate(load_written(rules))
    changed = {
        view: [found.changes[0].question for found in smallest_counterfactuals(table, AnswerSheet(view, {}))]
        for view in ("self", "leader")
    }
    assert changed == {"self": ["q1"], "leader": ["q0", "q1"]}


def test_an_answer_that_is_not_known_is_refused(table: Table) -> None:
    with pytest.raises(InvalidAnswer):
        smallest_counterfactuals(table, AnswerSheet("self", {"goal": "fame"}))


def test_whether_a_question_is_fixed_changes_no_digest(written: Written) -> None:
    free = [{name: part for name, part in q.items() if name != "fixed"} for q in written["questions"]]
    assert load_written({**written, "questions": free}).digest == load_written(written).digest

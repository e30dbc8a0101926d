"""Coverage by rule: all of it by the shipped cases, and truly by what the engine does."""

import copy
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from recommender import AnswerSheet, RuleBase, Table, tabulate
from recommender.analysis.case_results import run_cases
from recommender.analysis.coverage import (
    CERTAINTY,
    CLAIM,
    GATE,
    KINDS,
    OPTION,
    OUTCOME,
    PATTERN,
    THRESHOLD,
    Item,
    coverage,
)
from recommender.content.cases import Case, CaseBook
from recommender.core.model import Bands
from tests.examples import examples
from tests.named_cases import BOOK, CASES
from tests.recommender.analysis.expecting import case_of
from tests.rule_bases import Written, every_sheet, load_written, rule_bases

SHIPPED = BOOK.cases


def covered_by(table: Table, *cases: Case) -> set[Item]:
    return {*coverage(table, CaseBook(cases)).covered}


def test_the_shipped_cases_cover_every_rule_and_each_pair_of_a_claim(table: Table) -> None:
    report = coverage(table, BOOK)
    assert report.missing == ()
    assert report.unreachable == ()
    for kind in KINDS:
        covered, whole = report.of(kind)
        assert covered == whole > 0
    assert {*report.not_drawn} == {"never-grow", "regular-meetings", "groups"}


def test_without_a_case_that_covers_something_alone_it_is_missing(table: Table) -> None:
    report = coverage(table, BOOK)
    alone: dict[str, set[Item]] = {}
    for item, names in report.covered.items():
        for name in names if len(names) == 1 or item.kind == CLAIM else ():
            alone.setdefault(name, set()).add(item)
    assert len(alone) > 40
    for name, items in alone.items():
        left = coverage(table, replace(BOOK, cases=tuple(case for case in SHIPPED if case.name != name)))
        assert {missing.item for missing in left.missing} == items, name


def test_every_kind_counts_all_that_the_rules_have(table: Table, rules: RuleBase) -> None:
    nothing = coverage(table, CaseBook(()))
    options = sum(len(option.views) for question in rules.questions for option in question.options)
    deciding = sum(pattern.outcome is not None for pattern in rules.patterns)
    assert nothing.covered == {}
    assert nothing.of(OPTION) == (0, options)
    assert nothing.of(GATE) == (0, len(rules.gates))
    assert nothing.of(PATTERN) == (0, 2 * len(rules.patterns) + deciding)
    assert nothing.of(THRESHOLD) == (0, 14 + 2 * len(rules.bands.unanswered))
    assert nothing.of(OUTCOME) == (0, 14)
    assert nothing.of(CERTAINTY) == (0, 4)
    assert nothing.of(CLAIM) == (0, 0)


def test_each_example_covers_what_it_is_for(table: Table) -> None:
    missing = coverage(table, CaseBook(())).missing
    examples = [one.example for one in missing if one.example]
    assert len(examples) == len(missing)
    names = [f"{number}" for number in range(len(missing))]
    cases = tuple(case_of(table, sheet, name) for sheet, name in zip(examples, names, strict=True))
    covered = coverage(table, CaseBook(cases)).covered
    for one, name in zip(missing, names, strict=True):
        assert name in covered[one.item], one


@examples(25)
@given(rules=rule_bases())
def test_what_is_unreachable_is_what_a_case_of_every_sheet_does_not_cover(rules: Written) -> None:
    table = tabulate(load_written(rules))
    nothing = coverage(table, CaseBook(()))
    every = coverage(table, CaseBook(tuple(case_of(table, sheet) for sheet in every_sheet(rules))))
    assert every.missing == ()
    assert every.unreachable == nothing.unreachable
    assert {*every.covered} == {missing.item for missing in nothing.missing}


CHANGES: dict[str, Callable[[Bands], Bands]] = {
    f"{name} {by:+}": lambda bands, name=name, by=by: replace(bands, **{name: getattr(bands, name) + by})  # type: ignore[misc]
    for name in ("clear", "leaning", "strong")
    for by in (1, -1)
}
CHANGES |= {
    f"cap {place} {by:+}": lambda bands, place=place, by=by: replace(  # type: ignore[misc]
        bands,
        unanswered=tuple(
            replace(cap, count=cap.count + by) if number == place else cap
            for number, cap in enumerate(bands.unanswered)
        ),
    )
    for place in (0, 1)
    for by in (1, -1)
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_threshold_that_moves_by_one_fails_some_case(rules: RuleBase, change: Callable[[Bands], Bands]) -> None:
    moved = tabulate(replace(rules, bands=change(rules.bands)))
    assert not all(result.passes for result in run_cases(moved, SHIPPED))


def test_a_pattern_that_is_taken_out_fails_some_case(rules: RuleBase) -> None:
    for pattern in rules.patterns:
        rest = replace(rules, patterns=tuple(other for other in rules.patterns if other != pattern))
        assert not all(result.passes for result in run_cases(tabulate(rest), SHIPPED)), pattern.id


DANGER = frozenset({"danger"})
ABLE = {"goal": "habit", "block": "habit", "finder": "me", "experience": "often"}


def test_answers_that_a_gate_keeps_from_being_scored_are_not_covered(table: Table) -> None:
    stopped = covered_by(table, case_of(table, AnswerSheet("self", ABLE, DANGER)))
    assert stopped == {Item(GATE, ("danger",)), Item(OUTCOME, ("safeguarding-first",))}


def test_a_flag_that_another_gate_hides_is_not_covered(table: Table) -> None:
    both = covered_by(table, case_of(table, AnswerSheet("self", {}, DANGER | {"process"})))
    assert Item(GATE, ("process",)) not in both


def test_what_a_gate_puts_on_hold_covers_its_answers_and_patterns_but_nothing_that_it_hides(table: Table) -> None:
    taught = {"block": "facts", "readiness": "ready"}
    held = covered_by(table, case_of(table, AnswerSheet("self", taught, frozenset({"process"}))))
    assert Item(OPTION, ("self", "block", "facts")) in held
    assert Item(PATTERN, ("never-taught", "holds")) in held
    assert Item(CERTAINTY, ("provisional",)) in held
    assert Item(PATTERN, ("never-taught", "decides")) not in held
    assert not any(item.kind == THRESHOLD for item in held)


def test_a_pattern_that_an_earlier_one_overrides_holds_and_does_not_decide(table: Table) -> None:
    both = covered_by(table, case_of(table, AnswerSheet("self", {"block": "conditions", "readiness": "no-time"})))
    decides = {item.at for item in both if item.kind == PATTERN and item.at[1] == "decides"}
    assert decides == {("job-in-the-way", "decides")}
    assert Item(PATTERN, ("no-time", "holds")) in both


def test_what_a_case_does_not_expect_or_expects_wrongly_is_not_covered(table: Table) -> None:
    case = CASES["Someone whose answers agree just enough can be fairly sure of a coach"]
    side = Item(THRESHOLD, ("lead", "clear", "coaching", "at"))
    assert side in covered_by(table, case)
    for other in (
        replace(case, certainty=None),
        replace(case, certainty="leaning"),
        replace(case, outcome=None, never="both"),
        replace(case, outcome="mentoring"),
    ):
        assert side not in covered_by(table, other)
    wrong = replace(case, outcome="mentoring", certainty="close", patterns=("no-time",), without=("no-need-felt",))
    found = covered_by(table, wrong)
    assert {item for item in found if item.kind != OPTION} == {Item(PATTERN, ("no-need-felt", "does-not-hold"))}


def test_a_case_that_the_rules_do_not_accept_covers_nothing(table: Table) -> None:
    case = next(iter(SHIPPED))
    assert covered_by(table, replace(case, sheet=AnswerSheet("self", {"goal": "fame"}))) == set()


def test_a_side_that_another_cap_hides_is_not_covered(table: Table) -> None:
    case = CASES["Someone whose answers agree just enough can be fairly sure of a coach"]
    leader = case_of(table, replace(case.sheet, view="leader"))
    assert not any(item.kind == THRESHOLD for item in covered_by(table, leader))


def test_what_no_answers_reach_is_told_apart_and_not_counted(written: Written) -> None:
    rules = copy.deepcopy(dict(written))
    rules["bands"]["strong"] = 99
    rules["gates"] = [gate for gate in rules["gates"] if gate["level"] == "stop"]
    report = coverage(tabulate(load_written(rules)), CaseBook(()))
    assert {*report.unreachable} == {
        Item(THRESHOLD, ("strong", "99", "", "at")),
        Item(THRESHOLD, ("strong", "99", "", "just-below")),
        Item(OUTCOME, ("both",)),
        Item(CERTAINTY, ("provisional",)),
    }
    assert report.of(CERTAINTY) == (0, 3)

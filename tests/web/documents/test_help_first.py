"""Help that comes first: shown before all else, with no score where it stops the guide."""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markupsafe import escape

from recommender import VIEWS, AnswerSheet, recommend
from recommender.core.model import SAFETY, Gate
from tests.examples import examples
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.loaded import EDITION, RULES
from web.documents.result import result_document
from web.documents.what_if import what_if_document

SCORED_ONLY = (
    "<table",
    'class="balance"',
    'class="n"',
    EDITION.say("result.change"),
    'id="sure"',
)


STOPPING = [gate.id for gate in RULES.gates if gate.level == "stop"]


def document(sheet: AnswerSheet) -> str:
    return result_document(EDITION, sheet, created=TODAY).__html__()


@examples(25)
@given(sheets(RULES, ticked=True), st.sampled_from(STOPPING))
def test_flags_of_danger_harm_or_a_worry_about_a_child_show_help_and_no_score(sheet: AnswerSheet, stop: str) -> None:
    assume(stop in {gate.id for gate in RULES.gates_for(sheet.view)})
    flags = sheet.flags | {stop}
    shown = document(AnswerSheet(sheet.view, sheet.answers, flags))
    told = [gate for gate in RULES.gates_for(sheet.view) if gate.id in flags and gate.level == "stop"]
    different = {EDITION.wording.gates[gate.id].say[sheet.view] for gate in told}
    assert shown.count('<section class="card help') == len(different), "the same help is shown once"
    for gate in told:
        assert EDITION.wording.gates[gate.id].say[sheet.view].replace("'", "&#39;") in shown
    assert not [absent for absent in SCORED_ONLY if absent in shown]


def test_several_flags_that_lead_to_the_same_help_show_it_once() -> None:
    shown = document(AnswerSheet("self", {}, frozenset(["health", "mood", "treatment"])))
    assert shown.count('<section class="card help') == 1
    assert shown.count(escape(EDITION.wording.gates["health"].say["self"])) == 1


@pytest.mark.parametrize("most", [2, pytest.param(len(RULES.gates), marks=pytest.mark.deep)])
@pytest.mark.parametrize("view", VIEWS)
def test_no_combination_of_flags_with_one_that_stops_ever_shows_a_score(view: str, most: int) -> None:
    """Every set of up to so many flags, and all, beside answers that would otherwise give a clear result."""
    gates = [gate for gate in RULES.gates_for(view)]
    answers = {"goal": "habit", "experience": "years", "ideas": "plenty", "wants": "questions"}
    for count in {*range(min(most, len(gates)) + 1), len(gates)}:
        for some in combinations(gates, count):
            sheet = AnswerSheet(view, answers, frozenset(gate.id for gate in some))
            decision = recommend(EDITION.table, sheet).decision
            stops = [gate for gate in some if gate.level == "stop"]
            assert (decision.approach is None) == bool(stops)
            assert decision.provisional == (bool(some) and not stops)
            if stops:
                assert what_if_document(EDITION, sheet, {"goal": "role"}) == ""
                shown = document(sheet)
                assert escape(EDITION.wording.gates[decision.gates[0]].title) in shown
                assert not [absent for absent in SCORED_ONLY if absent in shown]


def test_help_stands_before_a_result_on_hold() -> None:
    shown = document(AnswerSheet("self", {"goal": "habit", "experience": "years"}, frozenset(["job"])))
    help_first = shown.index(EDITION.wording.gates["job"].title)
    assert help_first < shown.index('class="balance"')
    assert EDITION.wording.certainty.name["provisional"] in shown
    assert shown.count("<h1>") == 1


@pytest.mark.parametrize("gate", RULES.gates, ids=lambda gate: gate.id)
def test_help_alarms_only_for_safety_and_tells_of_numbers_only_where_there_are_any(gate: Gate) -> None:
    view = next(view for view in VIEWS if gate in RULES.gates_for(view))
    shown = document(AnswerSheet(view, {}, frozenset([gate.id]))).partition('<details class="fold"')[0]
    assert ("card help first" in shown) == (gate.group == SAFETY)
    assert (EDITION.say("contacts.where") in shown) == ("tel:" in shown)

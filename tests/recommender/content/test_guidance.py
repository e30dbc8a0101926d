"""What is said beside an outcome: wish and ability, own steps, published situations, and how firm an outcome is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import NOT_SURE, VIEWS, AnswerSheet, RuleBase, Table, decide, load_rules, tally_of
from recommender.content.guidance import MOST_ADDED, Guidance, cell_of, holds, next_steps, own_steps, views_of
from recommender.content.situations import LEAST_ALIKE, SHOWN, as_verdict, nearest
from recommender.explanation.stability import stability
from recommender.loading.content import Content, load_content
from tests.conftest import ROOT
from tests.web.answers import sheets

WISHES = ("told", "shown", "questions")
ABILITIES = ("able", "not-yet")
WISH_OF = {"tell": "told", "show": "shown", "questions": "questions", "space": "questions"}
ABLE = {"experience": "often", "ideas": "several"}
NOT_YET = {"experience": "some", "finder": "experienced"}


@pytest.fixture(scope="module")
def content(rules: RuleBase) -> Content:
    return load_content(ROOT / "rules" / "guidance.yaml", ROOT / "content", rules)


@pytest.fixture(scope="module")
def guidance(content: Content) -> Guidance:
    return content.guidance


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("ability", "answers"), [("able", ABLE), ("not-yet", NOT_YET)])
@pytest.mark.parametrize(("wants", "wish"), WISH_OF.items())
def test_each_wish_meets_each_ability_in_a_cell_of_its_own(
    guidance: Guidance, wants: str, wish: str, ability: str, answers: dict[str, str], view: str
) -> None:
    cell = cell_of(guidance, AnswerSheet(view, {**answers, "wants": wants}))
    assert cell is not None
    assert (cell.wish, cell.ability) == (wish, ability)


def test_the_guide_has_all_six_cells_once(guidance: Guidance) -> None:
    assert sorted((cell.wish, cell.ability) for cell in guidance.cells) == sorted(
        (wish, ability) for wish in WISHES for ability in ABILITIES
    )


@pytest.mark.parametrize("wants", ["listen", "not-asked", NOT_SURE])
def test_where_no_wish_is_known_there_is_no_cell(guidance: Guidance, wants: str) -> None:
    assert cell_of(guidance, AnswerSheet("leader", {**ABLE, "wants": wants})) is None


SIGNS = {
    "experience": ({"never", "some"}, {"often", "years"}),
    "ideas": ({"none", "one"}, {"several", "plenty"}),
    "finder": ({"experienced"}, {"me"}),
}


@given(data=st.data())
def test_what_can_be_done_takes_two_of_three_signs(data: st.DataObject, rules: RuleBase, guidance: Guidance) -> None:
    sheet = data.draw(sheets(rules))
    cannot, can = (sum(sheet.answers.get(asked) in sign[way] for asked, sign in SIGNS.items()) for way in (0, 1))
    held = [trait.id for trait in guidance.abilities if holds(trait.lines, sheet)]
    assert held == (["able"] if can >= 2 else ["not-yet"] if cannot >= 2 else [])


@given(data=st.data())
def test_a_sheet_is_in_at_most_one_cell(data: st.DataObject, rules: RuleBase, guidance: Guidance) -> None:
    sheet = data.draw(sheets(rules))
    held = [
        [trait.id for trait in traits if holds(trait.lines, sheet)] for traits in (guidance.wishes, guidance.abilities)
    ]
    assert all(len(ids) <= 1 for ids in held)
    cell = cell_of(guidance, sheet)
    assert ([cell.wish], [cell.ability]) == tuple(held) if cell else not all(held)


@given(data=st.data())
def test_own_steps_are_few_fit_the_outcome_and_hold(data: st.DataObject, rules: RuleBase, guidance: Guidance) -> None:
    outcome = data.draw(st.sampled_from(rules.outcomes))
    sheet = data.draw(sheets(rules))
    by_id = {step.id: step for step in guidance.steps}
    shown = own_steps(guidance, sheet, outcome)
    assert len([step for step in shown if step.added]) <= MOST_ADDED
    assert all(outcome in step.outcomes and holds(step.lines, sheet) for step in shown)
    assert all(by_id[step.id] == step and sheet.view in views_of(step.lines) for step in shown)


def test_what_matters_most_is_reported_before_smaller_things(guidance: Guidance) -> None:
    answers = {"wants": "not-asked", "readiness": "doubts", "stage": "first-years", "format": "set"}
    assert called(guidance, AnswerSheet("leader", answers)) == ["not-asked", "entitled"]
    assert called(guidance, AnswerSheet("leader", answers | {"wants": "show"})) == ["doubts", "shown", "entitled"]
    flagged = AnswerSheet("leader", answers, frozenset({"conduct"}))
    assert called(guidance, flagged) == ["on-hold-standards", "entitled"]


def called(guidance: Guidance, sheet: AnswerSheet) -> list[str]:
    return [step.id for step in own_steps(guidance, sheet, "mentoring")]


def test_every_key_that_the_guidance_cites_is_in_the_register(content: Content) -> None:
    register = content.languages["en"].wording.evidence
    cited = {key for keys in content.guidance.sources.values() for key in keys}
    cited |= {key for cell in content.guidance.cells for key in cell.evidence.keys}
    assert cited <= set(register)


def test_every_outcome_that_answers_can_lead_to_has_a_day_to_look_back(content: Content, rules: RuleBase) -> None:
    led_to = {"coaching", "mentoring", "both", "either", *(p.outcome for p in rules.patterns if p.outcome)}
    assert led_to <= set(content.guidance.review)


# published situations


@given(data=st.data())
def test_the_situations_shown_share_answers_and_none_left_out_is_nearer(
    data: st.DataObject, rules: RuleBase, content: Content
) -> None:
    sheet = data.draw(sheets(rules))

    def alike(situation: Any) -> tuple[int, int]:
        asked = [question for question in situation.answers if question in sheet.answers]
        same = sum(sheet.answers[question] == situation.answers[question] for question in asked)
        return same - (len(asked) - same), same

    near = nearest(content.situations, sheet)
    shown = [found.situation for found in near]
    assert len(shown) <= SHOWN
    assert all(alike(situation)[0] > 0 and alike(situation)[1] >= LEAST_ALIKE for situation in shown)
    assert [(2 * found.alike - found.of, found.alike) for found in near] == [alike(situation) for situation in shown]
    fit = [s for s in content.situations if not s.flags and alike(s)[0] > 0 and alike(s)[1] >= LEAST_ALIKE]
    assert len(shown) == min(SHOWN, len(fit))
    left = [alike(situation) for situation in fit if situation not in shown]
    assert not left or max(left) <= min(alike(situation) for situation in shown)


def test_situations_with_something_flagged_are_never_shown(content: Content) -> None:
    flagged = [situation for situation in content.situations if situation.flags]
    assert flagged
    for situation in flagged:
        assert situation not in [near.situation for near in nearest(content.situations, situation.sheet)]


def test_situations_that_disagree_with_us_are_shown_as_well(content: Content, table: Table) -> None:
    """The nearest to a situation's own answers holds that situation, whatever the guide makes of it."""
    differ = []
    for situation in content.situations:
        if len(situation.answers) >= 3 and not situation.flags:
            outcome = decide(table, tally_of(table, situation.sheet)).outcome
            if as_verdict(table.rules, outcome) != situation.verdict:
                differ.append(situation)
                assert situation in [near.situation for near in nearest(content.situations, situation.sheet)]
    assert differ


# how firm


@given(data=st.data())
def test_stability_counts_every_other_single_answer(data: st.DataObject, rules: RuleBase, table: Table) -> None:
    sheet = data.draw(sheets(rules))
    outcome = decide(table, tally_of(table, sheet)).outcome
    kept, others, steady = 0, 0, []
    for question in rules.questions:
        given_here = sheet.answers.get(question.id, NOT_SURE)
        options = [*(option.id for option in question.options_for(sheet.view)), NOT_SURE]
        ends = [
            decide(table, tally_of(table, AnswerSheet(sheet.view, {**sheet.answers, question.id: option}))).outcome
            for option in options
            if option != given_here
        ]
        others += len(ends)
        kept += ends.count(outcome)
        if set(ends) == {outcome}:
            steady.append(question.id)
    found = stability(table, sheet)
    assert (found.others, found.kept, found.steady) == (others, kept, tuple(steady))


def test_stability_leaves_what_is_flagged_aside(table: Table) -> None:
    answers = {"goal": "habit", "experience": "years"}
    assert stability(table, AnswerSheet("self", answers, frozenset({"job"}))) == stability(
        table, AnswerSheet("self", answers)
    )


@given(sheet=sheets(load_rules(ROOT / "rules" / "rulebase.yaml")))
def test_a_step_that_is_called_as_a_cell_holds_just_where_the_cell_does(guidance: Guidance, sheet: AnswerSheet) -> None:
    cell, ids = cell_of(guidance, sheet), {cell.id for cell in guidance.cells}
    named = [step for step in guidance.steps if step.id in ids]
    assert named
    for step in named:
        assert holds(step.lines, sheet) == (cell is not None and cell.id == step.id)


def test_a_step_stands_in_its_place_and_an_added_one_after_it(guidance: Guidance) -> None:
    one_skill, entitled = (
        next(step for step in guidance.steps if step.id == name) for name in ("one-skill", "entitled")
    )
    assert next_steps(["a", "b", "c", "d"], [(one_skill, "B"), (entitled, "A2")]) == ["a", "A2", "B", "c", "d"]

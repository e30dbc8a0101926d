"""`explain`: the recommendation for one answer sheet, as text and as JSON."""

import json
from dataclasses import replace

import pytest

from recommender import VIEWS, AnswerSheet, RuleBase, Table, Wording, recommend
from recommender.cli.main import main
from recommender.cli.text_output import recommendation_as_text
from tests.recommender.cli.commands import Printed, in_one_line, one_line_of_error

ABLE = {
    "goal": "habit",
    "finder": "me",
    "experience": "years",
    "ideas": "plenty",
    "wants": "tell",
    "readiness": "ready",
}
NEW = {"goal": "role", "block": "insight", "experience": "never", "ideas": "none"}


def explain(answers: dict[str, str], *words: str) -> int:
    return main(["explain", *words, *(f"{question}={option}" for question, option in answers.items())])


def test_explain_reports_the_outcome_the_points_the_patterns_and_what_would_change_it(
    capsys: Printed, wording: Wording, table: Table
) -> None:
    assert explain(ABLE) == 0
    out = capsys.readouterr().out
    shown = in_one_line(out)
    approach = recommend(table, AnswerSheet("self", ABLE)).decision.approach
    assert approach is not None
    assert out.startswith("Coaching fits your answers best\n\nIt leans this way, with some doubt.")
    assert f"{approach.points[0]} {approach.points[1]} in all" in shown
    assert wording.patterns["asks-to-be-told-can-find-options"].title in shown
    assert f"{wording.pages['result.change']}:" in shown
    assert wording.pages["result.change-1"].format(outcome=wording.outcomes["talk-first"].name) in shown
    assert not [words for words in ("It is on hold", wording.pages["result.then"]) if words in shown]
    assert max(map(len, out.splitlines())) <= 100


def test_explain_reports_the_answers_that_weigh_most_first(capsys: Printed) -> None:
    explain(ABLE)
    shown = in_one_line(capsys.readouterr().out)
    assert "coaching mentoring 3 0 " in shown
    order = ["Experience: ", "What the help is for: ", "The help asked for: "]
    assert [shown.index(topic) for topic in order] == sorted(shown.index(topic) for topic in order)


def test_explain_in_the_leaders_view_speaks_of_this_person(capsys: Printed, wording: Wording) -> None:
    assert explain(NEW, "--view", "leader") == 0
    shown = in_one_line(capsys.readouterr().out)
    assert "Mentoring fits these answers best" in shown
    pattern = wording.patterns["leader-view-alone"]
    assert shown.count(in_one_line(pattern.text["leader"])) == 1
    assert pattern.title not in shown


def test_a_flag_that_stops_shows_the_help_and_no_score(capsys: Printed, wording: Wording) -> None:
    assert explain(ABLE, "--flag", "danger") == 0
    shown = in_one_line(capsys.readouterr().out)
    assert shown.startswith("Safety comes first")
    for step in wording.gates["danger"].steps["self"]:
        assert in_one_line(step) in shown
    assert "999" in shown
    sure = [f"{name.capitalize()}." for name in wording.certainty.name.values()]
    for words in ("in all", wording.pages["result.change"], "What the help is for", *sure):
        assert words not in shown


def test_flags_that_lead_to_the_same_help_show_it_once(capsys: Printed, wording: Wording) -> None:
    assert explain(ABLE, "--flag", "health", "--flag", "mood") == 0
    assert in_one_line(capsys.readouterr().out).count(in_one_line(wording.gates["health"].say["self"])) == 1


def test_a_flag_that_waits_shows_the_help_first_and_then_the_result_on_hold(capsys: Printed, wording: Wording) -> None:
    assert explain(ABLE, "--flag", "job", "--flag", "process") == 0
    shown = in_one_line(capsys.readouterr().out)
    process, job = (shown.index(wording.gates[gate].steps["self"][0][:40]) for gate in ("process", "job"))
    on_hold = shown.index(f"{wording.pages['result.then']}: coaching")
    assert process < job < shown.index("It is on hold. ") < on_hold < shown.index("in all")


def test_explain_says_so_where_nothing_would_change_it(table: Table, wording: Wording) -> None:
    shown = recommendation_as_text(
        table.rules, replace(recommend(table, AnswerSheet("self", ABLE)), counterfactuals=()), wording
    )
    assert in_one_line(shown).endswith(in_one_line(wording.pages["result.change-none"]))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "flags", [[], ["job"], ["danger", "job"]], ids=["no tick", "a tick that waits", "one that stops"]
)
def test_explain_prints_the_recommendation_as_json(
    capsys: Printed, rules: RuleBase, table: Table, view: str, flags: list[str]
) -> None:
    assert explain(ABLE, "--view", view, "--json", *(word for flag in flags for word in ("--flag", flag))) == 0
    shown = json.loads(capsys.readouterr().out)
    wanted = recommend(table, AnswerSheet(view, ABLE, frozenset(flags)))
    decision, approach = wanted.decision, wanted.decision.approach
    assert shown["rules"] == {"version": rules.version, "digest": rules.digest}
    assert (shown["view"], shown["outcome"], shown["certainty"]) == (view, decision.outcome, decision.certainty)
    assert shown["provisional"] == decision.provisional
    assert (shown["gates"], shown["patterns"]) == (list(decision.gates), list(decision.patterns))
    assert shown["unanswered"] == list(wanted.unanswered)
    assert [tuple(reason.values()) for reason in shown["reasons"]] == [
        (reason.question, reason.option, *reason.points) for reason in wanted.reasons
    ]
    assert [(flip["changes"], flip["outcome"]) for flip in shown["counterfactuals"]] == [
        ({change.question: change.option for change in flip.changes}, flip.outcome) for flip in wanted.counterfactuals
    ]
    if approach is None:
        assert shown["approach"] is None
        return
    caps = [{"reason": cap.reason, "most": cap.most} for cap in approach.caps]
    assert shown["approach"] == {
        "outcome": approach.outcome,
        "decided_by": "lead",
        "coaching": approach.points[0],
        "mentoring": approach.points[1],
        "lead": approach.lead,
        "band": approach.band,
        "caps": caps,
    }


def test_explain_names_the_lead_where_no_pattern_decided(capsys: Printed) -> None:
    assert main(["explain", "--json", "goal=habit", "readiness=ready"]) == 0
    assert json.loads(capsys.readouterr().out)["approach"]["decided_by"] == "lead"


def test_explain_without_any_answer_points_to_neither_side(capsys: Printed) -> None:
    assert main(["explain"]) == 0
    assert capsys.readouterr().out.startswith("Either could work well for you\n")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["experience"], "'experience' is not an answer. Write question=option, for example goal=skill."),
        (["goal=habit", "goal=role"], "'goal' is answered twice. Keep one answer."),
        (["goul=habit"], "question: 'goul' is not known here. Allowed: goal, block, block2, "),
        (["goal=habbit"], "goal: 'habbit' is not known here. Allowed: result, skill, habit, "),
        (["goal="], "goal: '' is not known here. Allowed: "),
        (["wants=not-asked"], "wants: 'not-asked' is not known here. Allowed: tell, show, questions, space, listen"),
        (["--flag", "refused"], "screening: 'refused' is not known here. Allowed: danger, child, "),
    ],
    ids=["no equals sign", "twice", "unknown question", "unknown option", "no option", "other view", "flag"],
)
def test_answers_that_cannot_be_read_are_reported_in_one_line(capsys: Printed, words: list[str], shown: str) -> None:
    assert main(["explain", *words]) == 1
    assert shown in one_line_of_error(capsys)

"""`questions`: the questions of one view, as text and as JSON."""

import json

import pytest

from recommender import NOT_SURE, VIEWS, RuleBase, Wording
from recommender.cli.main import main
from tests.recommender.cli.commands import Printed, in_one_line, one_line_of_error


@pytest.mark.parametrize("view", VIEWS)
def test_questions_prints_every_flag_question_and_option_of_a_view(
    capsys: Printed, rules: RuleBase, wording: Wording, view: str
) -> None:
    assert main(["questions", "--view", view]) == 0
    out = capsys.readouterr().out
    wanted = [f"{gate.id} {wording.gates[gate.id].flag[view]}" for gate in rules.gates_for(view)]
    for question in rules.questions_for(view):
        words = wording.questions[question.id]
        offered = [f"{option.id} {words.options[option.id].text[view]}" for option in question.options_for(view)]
        wanted += [f"{question.id}: {wording.ask(question.id, view, {})}", *offered, f"{NOT_SURE} Not sure"]
    assert in_one_line(out) == in_one_line("screening flags (any that apply) " + " ".join(wanted))
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize("view", VIEWS)
def test_questions_prints_json_with_the_words_of_a_view(
    capsys: Printed, rules: RuleBase, wording: Wording, view: str
) -> None:
    assert main(["questions", "--view", view, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["rules"] == {"version": rules.version, "digest": rules.digest}
    assert shown["view"] == view
    assert [tick["id"] for tick in shown["screening"]] == [gate.id for gate in rules.gates_for(view)]
    assert [question["id"] for question in shown["questions"]] == [q.id for q in rules.questions_for(view)]
    for asked, question in zip(shown["questions"], rules.questions_for(view), strict=True):
        words = wording.questions[question.id]
        assert (asked["ask"], asked["help"], asked["why"]) == (
            wording.ask(question.id, view, {}),
            words.help[view],
            words.why,
        )
        assert asked.get("second_of") == question.second_of
        assert [group["options"] for group in asked.get("groups", [])] == [list(g.options) for g in words.groups]
        offered = {option.id: words.options[option.id].text[view] for option in question.options_for(view)}
        assert {option["id"]: option["text"] for option in asked["options"]} == {**offered, NOT_SURE: "Not sure"}


@pytest.mark.parametrize("view", VIEWS)
def test_questions_speak_of_what_the_help_is_for(capsys: Printed, wording: Wording, view: str) -> None:
    assert main(["questions", "--view", view, "--goal", "skill", "--json"]) == 0
    shown = {question["id"]: question for question in json.loads(capsys.readouterr().out)["questions"]}
    assert shown["block"]["ask"] == wording.ask("block", view, {"goal": "skill"})
    this = wording.questions["goal"].options["skill"].this[view]
    chosen = next(option for option in shown["goal"]["options"] if option["id"] == "skill")
    assert chosen["this"] == {"doing": this.doing, "thing": this.thing}
    assert this.doing in shown["block"]["ask"]


def test_an_unknown_goal_is_reported(capsys: Printed) -> None:
    assert main(["questions", "--goal", "skil"]) == 1
    assert "goal: 'skil' is not known here. Allowed: result, skill, " in one_line_of_error(capsys)

"""The questions in Python: with their ids, options and words, and as text."""

from html import escape

import pytest

from recommender import NOT_SURE, VIEWS, Guide
from recommender.core.tally import offered


@pytest.mark.parametrize("view", VIEWS)
def test_the_questions_have_every_answer_that_can_be_given(guide: Guide, view: str) -> None:
    asked, rules = guide.questions(view), guide.rules
    assert asked.view == view
    assert list(asked.screening) == [gate.id for gate in rules.gates_for(view)]
    assert {name: tuple(question.options) for name, question in asked.questions.items()} == {
        question.id: offered(question, view) for question in rules.questions_for(view)
    }
    assert {name: question.id for name, question in asked.questions.items()} == {name: name for name in asked.questions}


def test_a_question_has_its_words(guide: Guide) -> None:
    question, words = guide.questions("self").questions["block"], guide.wording.questions["block"]
    assert (question.help, question.why) == (words.help["self"], words.why)
    assert question.options["facts"] == words.options["facts"].text["self"]
    assert question.options[NOT_SURE] == "Not sure"


def test_the_questions_mention_the_goal_once_it_is_known(guide: Guide) -> None:
    asked = guide.questions("self", {"goal": "role"}).questions["experience"].ask
    assert asked == guide.wording.ask("experience", "self", {"goal": "role"})


def test_the_questions_are_shown_as_the_command_line_prints_them(guide: Guide) -> None:
    asked = guide.questions("self")
    assert str(asked).startswith("screening flags (any that apply)\n    danger ")
    assert repr(asked).startswith("<Questionnaire: view self; goal, block, ")
    assert asked._repr_html_() == f"<pre>{escape(str(asked))}</pre>"

"""The page of a question with a second answer: which is the main one, what goes together, and the way back to both."""

import pytest
from streamlit.testing.v1 import AppTest

from recommender import NOT_SURE
from recommender.core.model import NOTHING_ELSE
from tests.web.app import address, choose, go_back_to, page_at, press, shown, where
from web.guide.edition import the_edition
from web.links.journey import ANSWERS, Journey


def ticked(app: AppTest) -> list[str]:
    """The options that are ticked on the page of a question with a second answer, as they are labelled."""
    return [box.label for box in app.checkbox if box.value]


def test_the_first_of_two_answers_is_the_main_one() -> None:
    edition = the_edition()
    words = edition.wording.questions["block"]
    app = page_at(Journey("self", "block"))
    for group in words.groups:
        assert f"data-group>{group.title}</h2>" in shown(app)
    choose(app, "self", "block", "clarity", "facts")
    marks = [f"*{edition.say(text)}*" for text in ("question.second", "question.first")]
    assert [label.rsplit(" *", 1)[1] for label in ticked(app)] == [mark[1:] for mark in marks]
    press(app, "continue")
    assert where(app).answers == {"block": "clarity", "block2": "facts"}


def test_where_the_main_answer_is_taken_back_the_second_becomes_it() -> None:
    app = choose(page_at(Journey("self", "block")), "self", "block", "clarity", "facts")
    app.checkbox(key="answer-self-block-clarity").uncheck().run()
    press(app, "continue")
    assert where(app).answers == {"block": "facts", "block2": NOTHING_ELSE}


def test_not_sure_goes_with_no_other_answer() -> None:
    app = choose(page_at(Journey("self", "block")), "self", "block", "clarity", "facts", NOT_SURE)
    assert ticked(app) == [the_edition().say("question.not-sure")]
    choose(app, "self", "block", "habit")
    assert len(ticked(app)) == 1
    press(app, "continue")
    assert where(app).answers == {"block": "habit", "block2": NOTHING_ELSE}


def test_more_than_two_answers_are_too_many_and_none_is_lost() -> None:
    app = choose(page_at(Journey("self", "block")), "self", "block", "clarity", "facts", "habit")
    press(app, "continue")
    assert the_edition().say("question.most", count=2) in shown(app)
    assert 'data-field="answer-self-block"' in shown(app)
    assert len(ticked(app)) == 3
    app.checkbox(key="answer-self-block-clarity").uncheck().run()
    press(app, "continue")
    assert where(app).answers == {"block": "facts", "block2": "habit"}


def test_back_and_forward_bring_back_both_answers_in_their_order() -> None:
    at_goal = address(journey := Journey("self", "goal", {"goal": "role"}))
    app = page_at(Journey("self", "block", {"goal": "role"}, id=journey.id))
    at_block = app.query_params["at"]
    choose(app, "self", "block", "insight", "facts")
    go_back_to(app, at_goal)
    go_back_to(app, at_block)
    assert len(ticked(app)) == 2
    press(app, "continue")
    assert where(app).answers == {"goal": "role", "block": "insight", "block2": "facts"}
    press(app, "back")
    press(app, "continue")
    assert where(app).answers == {"goal": "role", "block": "insight", "block2": "facts"}


@pytest.mark.parametrize("row", ["block", "block2"])
def test_both_rows_of_two_answers_lead_to_their_one_page(row: str) -> None:
    before = {"goal": "role", "block": "insight", "block2": "facts"}
    app = press(page_at(Journey("self", ANSWERS, before)), f"change-{row}")
    assert where(app) == Journey("self", "block", before, changing=True)
    assert len(ticked(app)) == 2
    app.checkbox(key="answer-self-block-facts").uncheck().run()
    press(app, "continue")
    assert where(app) == Journey("self", ANSWERS, {**before, "block2": NOTHING_ELSE})

"""What if: another answer tried, seen beside the answer as it was, kept or put back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from recommender import NOT_SURE, AnswerSheet, recommend
from recommender.core.model import CERTAINTIES
from recommender.core.tally import offered
from tests.examples import examples
from tests.web.answers import sheets
from tests.web.app import page_at, press, shown, where
from tests.web.loaded import EDITION, RULES
from web.documents.what_if import what_if_document
from web.guide.edition import the_edition
from web.links.journey import RESULT, WHAT_IF, Journey
from web.ui.page import as_label

CODED_FEW = {"goal": "habit", "readiness": "ready"}
CODED = {
    "goal": "habit",
    "block": "drive",
    "block2": "confidence",
    "finder": "me",
    "experience": "years",
    "expertise": "not-needed",
    "ideas": "plenty",
    "wants": "questions",
}


def key_of(times: int, question: str, answers: dict[str, str] = CODED) -> str:
    """The key of the radio in which another answer to a question is tried."""
    return f"what-if-{times}-{question}-{answers.get(question, NOT_SURE)}"


def try_answer(app: AppTest, question: str, option: str) -> None:
    app.selectbox(key="what-if-question").set_value(question).run()
    app.radio(key=key_of(0, question)).set_value(option).run()


@examples(20)
@given(data=st.data())
def test_both_results_are_those_that_the_engine_gives(data: st.DataObject) -> None:
    sheet = data.draw(sheets(RULES))
    question = data.draw(st.sampled_from(RULES.questions_for(sheet.view)))
    given_here = sheet.answers.get(question.id, NOT_SURE)
    option = data.draw(st.sampled_from([o for o in offered(question, sheet.view) if o != given_here]))
    document = str(what_if_document(EDITION, sheet, {question.id: option}))
    before = recommend(EDITION.table, sheet).decision
    after = recommend(EDITION.table, AnswerSheet(sheet.view, {**sheet.answers, question.id: option})).decision
    assert re.findall(r'<section class="card verdict ([a-z-]+)">', document) == [
        EDITION.look(found.outcome) for found in (before, after)
    ]
    headlines = re.findall(r"<h2>(.*?)</h2>", document)
    assert (EDITION.say("what-if.other") in document) == (headlines[0] != headlines[1])
    more = CERTAINTIES.index(after.certainty) - CERTAINTIES.index(before.certainty)
    texts = {name: EDITION.say(f"what-if.{name}") in document for name in ("same", "more-certain", "less-certain")}
    same = headlines[0] == headlines[1]
    assert list(texts.values()) == [same and more == 0, same and more > 0, same and more < 0]
    assert document.count('class="balance"') == 2


def test_where_something_stops_the_guide_there_is_nothing_to_try() -> None:
    assert what_if_document(EDITION, AnswerSheet("self", CODED, frozenset({"danger"})), {"goal": "role"}) == ""


def test_trying_an_answer_shows_both_results_and_changes_nothing() -> None:
    app = page_at(Journey("self", WHAT_IF, CODED))
    assert the_edition().say("what-if.before") not in shown(app)
    try_answer(app, "readiness", "no-need")
    assert the_edition().say("what-if.before") in shown(app)
    assert the_edition().say("what-if.other") in shown(app)
    assert where(app).answers == CODED


def test_what_is_tried_adds_up_and_can_be_put_back() -> None:
    app = page_at(Journey("self", WHAT_IF, CODED))
    try_answer(app, "experience", "never")
    try_answer(app, "ideas", "none")
    topics = [escape(EDITION.wording.questions[question].topic) for question in ("experience", "ideas")]
    assert all(f'<span class="topic">{topic}</span>Was:' in shown(app) for topic in topics)
    press(app, "put-back")
    assert the_edition().say("what-if.before") not in shown(app)
    assert app.radio(key=key_of(1, "ideas")).value == "plenty"
    assert where(app).answers == CODED


def test_one_thing_cannot_be_tried_as_both_of_two_answers() -> None:
    app = page_at(Journey("self", WHAT_IF, CODED))
    words = EDITION.wording.questions["block"].options
    for question, other in (("block", "block2"), ("block2", "block")):
        app.selectbox(key="what-if-question").set_value(question).run()
        assert as_label(words[CODED[other]].text["self"]) not in app.radio(key=key_of(0, question)).options
    try_answer(app, "block", "facts")
    app.selectbox(key="what-if-question").set_value("block2").run()
    options = app.radio(key=key_of(0, "block2")).options
    assert as_label(words["drive"].text["self"]) in options
    assert words["facts"].text["self"] not in options


def test_what_is_kept_becomes_the_answer_and_the_result() -> None:
    app = page_at(Journey("self", WHAT_IF, CODED))
    try_answer(app, "experience", "never")
    press(app, "keep")
    assert where(app) == Journey("self", RESULT, {**CODED, "experience": "never"})
    assert the_edition().say("what-if.before") not in shown(app)


@pytest.mark.parametrize("view", ["self", "leader"])
def test_every_question_can_be_tried_and_starts_from_the_answer_given(view: str) -> None:
    app = page_at(Journey(view, WHAT_IF, CODED_FEW))
    for question in the_edition().rules.questions_for(view):
        app.selectbox(key="what-if-question").set_value(question.id).run()
        radio = app.radio(key=key_of(0, question.id, CODED_FEW))
        assert radio.value == CODED_FEW.get(question.id, NOT_SURE)
        assert the_edition().say("what-if.given") in radio.options[list(offered(question, view)).index(radio.value)]


def test_the_answer_that_back_brings_back_is_not_one_that_is_tried() -> None:
    app = page_at(Journey("self", WHAT_IF, CODED))
    before = app.query_params["at"]
    try_answer(app, "experience", "never")
    press(app, "keep")
    assert the_edition().say("what-if.kept") in shown(app)
    app.query_params["at"] = before
    app.run()
    assert where(app).answers == CODED
    assert the_edition().say("what-if.before") not in shown(app)


def test_what_gave_the_other_result_and_why_answers_count_is_told() -> None:
    changes = {"readiness": "no-need", "ideas": "none"}
    document = str(what_if_document(EDITION, AnswerSheet("self", CODED), changes))
    assert str(escape(EDITION.wording.patterns["no-need-felt"].title)) in document
    for question, option in changes.items():
        assert str(escape(EDITION.wording.questions[question].options[option].because)) in document


def test_on_hold_what_comes_first_stays_first() -> None:
    document = what_if_document(EDITION, AnswerSheet("self", CODED, frozenset({"job"})), {"experience": "never"})
    assert EDITION.say("what-if.held") in document

"""The Streamlit pages, each state of them, by Streamlit's own test harness."""

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from recommender import NOT_SURE, AnswerSheet
from recommender.core.model import NOTHING_ELSE
from tests.web.app import choose, given, page, page_at, press, shown, where
from web.documents.reading_time import minutes_left
from web.guide.edition import the_edition
from web.links.journey import ANSWERS, RESULT, SHARE, Journey
from web.links.link import open_link
from web.services.clock import today
from web.services.services import the_services

SETTLED = {"readiness": "no-need"}
"""An answer after which no other can change the outcome."""

SECOND = the_edition().rules.pages_for("self")[1].id
CHOICE = the_edition().rules.question[SECOND].options[0].id
"""An answer to the question after the first."""


def test_without_an_address_the_first_page_shows() -> None:
    app = page({})
    assert 'href="./?view=self&amp;lang=en"' in shown(app)
    assert not app.button


def offered(view: str, question: str) -> list[str]:
    return [*(option.id for option in the_edition().rules.question[question].options_for(view)), NOT_SURE]


@pytest.mark.parametrize(
    ("view", "question", "option"),
    [
        pytest.param(view, question.id, option, marks=[] if place == number % len(options) else pytest.mark.deep)
        for view in ("self", "leader")
        for number, question in enumerate(the_edition().rules.pages_for(view))
        for options in [offered(view, question.id)]
        for place, option in enumerate(options)
    ],
)
def test_each_question_shows_its_words_and_takes_each_answer(view: str, question: str, option: str) -> None:
    """One answer to each question daily, another in turn; all of them in the deep tests."""
    edition = the_edition()
    words = edition.wording.questions[question]
    app = page_at(Journey(view, question))
    help_line = f"<p>{words.help[view]}</p>" if words.help[view] else ""
    assert f"<h1>{edition.wording.ask(question, view, {})}</h1>{help_line}</div>" in shown(app)
    assert words.why in shown(app)
    choose(app, view, question, option)
    press(app, "continue")
    assert where(app).answers == given(question, option)


@pytest.mark.parametrize("goal", [option.id for option in the_edition().rules.question["goal"].options])
def test_later_questions_speak_of_what_the_help_is_for(goal: str) -> None:
    edition = the_edition()
    this = edition.wording.questions["goal"].options[goal].this["leader"]
    for question, words in (("block", this.doing), ("experience", this.thing)):
        heading = shown(page_at(Journey("leader", question, {"goal": goal}))).split("<h1>")[1].split("</h1>")[0]
        assert heading == edition.wording.ask(question, "leader", {"goal": goal})
        assert words in heading


@pytest.mark.parametrize("view", ["self", "leader"])
def test_each_page_says_how_many_there_are_and_how_long_they_take(view: str) -> None:
    edition, minutes = the_edition(), []
    for number, question in enumerate(edition.rules.pages_for(view), 1):
        journey = Journey(view, question.id)
        text = shown(page_at(journey))
        assert edition.say("question.progress", number=number, total=len(edition.rules.pages_for(view))) in text
        minutes.append(minutes_left(edition, journey))
        left = edition.say("question.minutes", count=minutes[-1]) if minutes[-1] > 1 else edition.say("question.minute")
        assert left in text
    assert minutes == sorted(minutes, reverse=True)
    assert minutes[-1] == 1


def test_a_question_without_an_answer_says_so_and_stays() -> None:
    app = press(page_at(Journey("self", "goal")), "continue")
    assert the_edition().say("question.choose") in shown(app)
    assert where(app).step == "goal"


@pytest.mark.parametrize("view", ["self", "leader"])
def test_the_result_is_offered_as_soon_as_no_answer_can_change_the_outcome(view: str) -> None:
    edition = the_edition()
    app = page_at(Journey(view, "block", SETTLED))
    assert edition.say("settled.text", count=len(edition.rules.pages_for(view)) - 1) in shown(app)
    press(app, "result-now")
    assert where(app) == Journey(view, RESULT, SETTLED)
    assert edition.wording.outcomes["talk-first"].headline[view] in shown(app)


@pytest.mark.parametrize(
    "journey",
    [Journey("self", "block", {"goal": "role"}), Journey("self", "block", SETTLED, changing=True)],
    ids=["an answer can still change it", "one answer is being changed"],
)
def test_the_result_is_not_offered_before_nor_while_one_answer_is_changed(journey: Journey) -> None:
    app = page_at(journey)
    assert the_edition().say("settled.title") not in shown(app)
    assert "result-now" not in [button.key for button in app.button]


@pytest.mark.parametrize("view", ["self", "leader"])
def test_the_summary_lists_every_answer_in_order_and_leads_to_each(view: str) -> None:
    edition = the_edition()
    journey = Journey(view, ANSWERS, {"goal": "habit", "block": "facts", "block2": NOTHING_ELSE, "finder": NOT_SURE})
    app = page_at(journey, frozenset(["job"]))
    asked = [question.id for question in edition.rules.questions_for(view)]
    topics = [str(escape(edition.wording.questions[question].topic)) for question in asked]
    listed = [topic.split("</span>")[0] for topic in shown(app).split('<span class="topic">')[1:]]
    assert listed == [edition.say("answers.screening"), *topics]
    assert edition.wording.questions["goal"].options["habit"].text[view] in shown(app)
    assert edition.wording.questions["block2"].options[NOTHING_ELSE].text[view] in shown(app)
    assert edition.say("question.not-sure") in shown(app)
    assert edition.say("answers.not-given") in shown(app)
    assert edition.wording.gates["job"].flag[view] in shown(app)
    press(app, "change-goal")
    assert where(app) == Journey(view, "goal", journey.answers, changing=True)
    assert app.radio(key=f"answer-{view}-goal").value == "habit"
    press(app, "continue")
    assert where(app) == journey


def test_the_result_makes_a_link_that_holds_just_these_answers() -> None:
    edition = the_edition()
    app = page_at(Journey("self", SHARE, {"goal": "habit", "finder": NOT_SURE}))
    app.radio(key="link.choose").set_value("answers").run()
    press(app, "make-link")
    address = shown(app).split('id="link" href="')[1].split('"')[0]
    link = open_link(the_services().sealer, lambda _: edition.rules, address.rsplit("/", 1)[1], today=today())
    assert link.results[0].content == AnswerSheet("self", {"goal": "habit"})
    assert address in shown(app.run())


def test_a_result_on_hold_or_without_an_answer_makes_no_link() -> None:
    edition = the_edition()
    for app, text in (
        (page_at(Journey("self", SHARE, {"goal": "habit"}), frozenset(["job"])), "link.on-hold"),
        (page_at(Journey("self", SHARE, {"goal": NOT_SURE})), "link.too-few"),
    ):
        assert edition.say(text) in shown(app)
        assert [button.key for button in app.button] == ["to-result"]


@pytest.mark.parametrize("address", ["", "nonsense", "A" * 90])
def test_an_address_that_is_no_good_begins_again_and_says_so(address: str) -> None:
    app = page({"at": address, "view": "nobody"})
    assert 'href="./?view=self&amp;lang=en"' in shown(app)
    assert (the_edition().say("error.address.text") in shown(app)) == bool(address)


def test_trouble_of_our_own_shows_a_calm_sentence() -> None:
    def script() -> None:
        from web.ui.trouble import tell_trouble

        assert tell_trouble(RuntimeError("secret"))

    app = AppTest.from_function(script, default_timeout=30).run()
    assert "safe" in shown(app)
    assert "secret" not in shown(app)

"""The Streamlit pages, each state of them, by Streamlit's own test harness."""

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from recommender import NOT_SURE, AnswerSheet
from recommender.core.model import NOTHING_ELSE
from tests.web.app import address, choose, chosen, given, go_back_to, page, page_at, press, shown, where
from web.documents.reading_time import minutes_left
from web.guide.edition import the_edition
from web.links.journey import ANSWERS, RESULT, SCREENING, Journey
from web.links.link import open_link
from web.services.clock import today
from web.services.services import the_services
from web.ui.page import as_label

SETTLED = {"readiness": "no-need"}
"""An answer after which no other can change the outcome."""

SECOND = the_edition().rules.pages_for("self")[1].id
CHOICE = the_edition().rules.question[SECOND].options[0].id
"""An answer to the question after the first."""


def test_without_an_address_the_first_page_shows() -> None:
    app = page({})
    assert 'href="./?view=self&amp;lang=en"' in shown(app)
    assert not app.button


@pytest.mark.parametrize("view", ["self", "leader"])
def test_screening_asks_for_flags_and_goes_on_to_the_first_question(view: str) -> None:
    edition = the_edition()
    app = page({"view": view})
    assert edition.say("screening.heading") in shown(app)
    in_order = sorted(edition.rules.gates_for(view), key=lambda gate: gate.group != "safety")
    assert [box.label for box in app.checkbox] == [
        *(as_label(edition.wording.gates[gate.id].flag[view]) for gate in in_order),
        as_label(edition.say("screening.none")),
    ]
    for group in ("safety", "first"):
        assert f"data-group>{edition.say(f'screening.group.{group}')}</h2>" in shown(app)
    assert not app.radio
    app.checkbox(key=f"flag-{view}-none").check()
    press(app, "continue")
    assert where(app) == Journey(view, edition.rules.questions[0].id)


@pytest.mark.parametrize(
    ("names", "message"),
    [([], "screening.choose"), (["none", "job"], "screening.choose-one")],
)
def test_screening_says_what_is_missing_and_stays(names: list[str], message: str) -> None:
    app = page({"view": "self"})
    for name in names:
        app.checkbox(key=f"flag-self-{name}").check()
    press(app, "continue")
    assert the_edition().say(message) in shown(app)
    assert "at" not in app.query_params
    press(app, "continue")
    for name in names:
        assert app.checkbox(key=f"flag-self-{name}").value


@pytest.mark.parametrize("names", [["danger"], ["danger", "none"], ["child", "job"]])
def test_help_does_not_wait_for_the_rest_of_the_screening_page(names: list[str]) -> None:
    app = page({"view": "leader"})
    for name in names:
        app.checkbox(key=f"flag-leader-{name}").check()
    press(app, "continue")
    assert the_edition().wording.outcomes["safeguarding-first"].headline["leader"] in shown(app)


@pytest.mark.parametrize("gate", [gate.id for gate in the_edition().rules.gates_for("leader") if gate.stops])
@pytest.mark.parametrize("step", ["goal", ANSWERS, RESULT])
def test_what_stops_the_guide_stops_it_at_every_step(gate: str, step: str) -> None:
    edition = the_edition()
    app = page_at(Journey("leader", step, {"goal": "habit"}), frozenset([gate]))
    assert edition.wording.gates[gate].title in shown(app)
    assert edition.say("result.balance") not in shown(app)
    assert edition.say("link.title") not in shown(app)
    assert [button.key for button in app.button] == ["back"]
    press(app, "back")
    assert where(app).step == SCREENING


def test_flags_are_never_in_the_address() -> None:
    app = page({"view": "self"})
    app.checkbox(key="flag-self-job").check()
    press(app, "continue")
    assert where(app) == Journey("self", the_edition().rules.questions[0].id)


@pytest.mark.parametrize(
    ("view", "question"),
    [(view, question.id) for view in ("self", "leader") for question in the_edition().rules.pages_for(view)],
)
def test_each_question_shows_its_words_and_takes_each_answer(view: str, question: str) -> None:
    edition = the_edition()
    words = edition.wording.questions[question]
    options = [*(option.id for option in edition.rules.question[question].options_for(view)), NOT_SURE]
    for option in options:
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


def test_what_is_chosen_is_not_lost_by_going_back() -> None:
    app = page_at(Journey("self", SECOND, {"goal": "habit"}))
    choose(app, "self", SECOND, CHOICE)
    press(app, "back")
    assert where(app) == Journey("self", "goal", {"goal": "habit", **given(SECOND, CHOICE)})


def test_the_browsers_back_shows_what_was_answered_since() -> None:
    app = page_at(Journey("self", "goal"))
    at_first = app.query_params["at"]
    app.radio(key="answer-self-goal").set_value("role")
    press(app, "continue")
    choose(app, "self", SECOND, CHOICE)
    press(app, "continue")
    go_back_to(app, at_first)
    assert app.radio(key="answer-self-goal").value == "role"
    app.radio(key="answer-self-goal").set_value("habit")
    press(app, "continue")
    assert chosen(app, "self", SECOND) == [CHOICE]
    assert where(app).answers == {"goal": "habit", **given(SECOND, CHOICE)}


def test_what_was_changed_since_stays_changed_at_an_older_address() -> None:
    app = page_at(Journey("self", "goal"))
    app.radio(key="answer-self-goal").set_value("role")
    press(app, "continue")
    press(app, "back")
    at_role = app.query_params["at"]
    app.radio(key="answer-self-goal").set_value("habit")
    press(app, "continue")
    go_back_to(app, at_role)
    assert app.radio(key="answer-self-goal").value == "habit"
    press(app, "continue")
    assert where(app).answers == {"goal": "habit"}


def test_what_is_chosen_and_not_sent_is_chosen_again_and_no_answer_until_it_is_sent() -> None:
    app = page_at(Journey("self", "goal", {"goal": "role"}))
    at_goal = app.query_params["at"]
    press(app, "continue")
    at_second = app.query_params["at"]
    choose(app, "self", SECOND, CHOICE)
    go_back_to(app, at_goal)
    go_back_to(app, at_second)
    assert chosen(app, "self", SECOND) == [CHOICE]
    go_back_to(app, at_goal)
    press(app, "continue")
    assert where(app).answers == {"goal": "role"}
    assert chosen(app, "self", SECOND) == [CHOICE]


def test_a_change_that_is_left_by_the_browsers_back_is_dropped() -> None:
    app = page_at(Journey("self", ANSWERS, {"goal": "role"}))
    at_answers = app.query_params["at"]
    press(app, "change-goal")
    at_change = app.query_params["at"]
    app.radio(key="answer-self-goal").set_value("habit")
    go_back_to(app, at_answers)
    go_back_to(app, at_change)
    assert app.radio(key="answer-self-goal").value == "role"


def test_a_choice_made_after_a_reload_is_kept_too() -> None:
    at_goal = address(Journey("self", "goal", {"goal": "role"}))
    app = page_at(Journey("self", SECOND, {"goal": "role"}))
    at_second = app.query_params["at"]
    choose(app, "self", SECOND, CHOICE)
    go_back_to(app, at_goal)
    go_back_to(app, at_second)
    assert chosen(app, "self", SECOND) == [CHOICE]


def test_the_browsers_back_to_the_beginning_keeps_the_journey() -> None:
    app = page({"view": "self"})
    app.checkbox(key="flag-self-none").check()
    press(app, "continue")
    app.radio(key="answer-self-goal").set_value("role")
    press(app, "continue")
    begun = where(app)
    del app.query_params["at"]
    app.query_params["view"] = "self"
    app.run()
    assert app.checkbox(key="flag-self-none").value
    press(app, "continue")
    assert (where(app).answers, where(app).id) == (begun.answers, begun.id)


def test_the_result_at_an_older_address_is_what_it_was() -> None:
    app = page_at(Journey("self", ANSWERS, {"goal": "role"}))
    press(app, "continue")
    at_result = app.query_params["at"]
    press(app, "back")
    press(app, f"change-{SECOND}")
    choose(app, "self", SECOND, CHOICE)
    press(app, "continue")
    go_back_to(app, at_result)
    words = the_edition().wording.questions[SECOND]
    assert f'<span class="topic">{words.topic}</span>{words.options[CHOICE].text["self"]}' not in shown(app)


def test_another_journeys_answers_are_not_filled_in() -> None:
    app = page_at(Journey("self", "goal"))
    app.radio(key="answer-self-goal").set_value("role")
    press(app, "continue")
    go_back_to(app, address(Journey("self", "goal")))
    assert app.radio(key="answer-self-goal").value is None


def test_going_back_while_one_answer_is_changed_leaves_it_as_it_was() -> None:
    app = page_at(Journey("self", "goal", {"goal": "habit"}, changing=True))
    app.radio(key="answer-self-goal").set_value("role")
    press(app, "back")
    assert where(app) == Journey("self", ANSWERS, {"goal": "habit"})


def test_what_is_chosen_counts_where_the_result_is_taken_at_once() -> None:
    app = page_at(Journey("self", SECOND, SETTLED))
    choose(app, "self", SECOND, CHOICE)
    press(app, "result-now")
    assert where(app).answers == {**SETTLED, **given(SECOND, CHOICE)}


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


def test_changing_the_flags_from_the_summary_leads_back_to_it() -> None:
    journey = Journey("self", ANSWERS, {"goal": "habit"})
    app = press(page_at(journey), f"change-{SCREENING}")
    assert app.checkbox(key="flag-self-none").value
    press(app, "continue")
    assert where(app) == journey


def test_the_result_makes_a_link_that_holds_just_these_answers() -> None:
    edition = the_edition()
    app = page_at(Journey("self", RESULT, {"goal": "habit", "finder": NOT_SURE}))
    app.radio(key="link.choose").set_value("answers").run()
    press(app, "make-link")
    address = shown(app).split('id="link" href="')[1].split('"')[0]
    link = open_link(the_services().sealer, lambda _: edition.rules, address.rsplit("/", 1)[1], today=today())
    assert link.results[0].content == AnswerSheet("self", {"goal": "habit"})
    assert address in shown(app.run())


def test_a_result_on_hold_or_without_an_answer_makes_no_link() -> None:
    edition = the_edition()
    for app, text in (
        (page_at(Journey("self", RESULT, {"goal": "habit"}), frozenset(["job"])), "link.on-hold"),
        (page_at(Journey("self", RESULT, {"goal": NOT_SURE})), "link.too-few"),
    ):
        assert edition.say(text) in shown(app)
        assert [button.key for button in app.button] == ["back", "clear"]


def test_a_new_session_asks_once_more_what_applies_and_goes_on_where_it_was() -> None:
    journey = Journey("self", RESULT, {"goal": "habit"})
    app = page_at(journey, None)
    assert the_edition().say("screening.again") in shown(app)
    app.checkbox(key="flag-self-none").check()
    press(app, "continue")
    assert where(app) == journey
    assert the_edition().say("result.balance") in shown(app)


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

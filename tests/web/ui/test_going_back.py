"""Back, forward, reload and older addresses: nothing that was answered is lost, and nothing else is answered."""

from tests.web.app import address, choose, chosen, given, go_back_to, page, page_at, press, shown, where
from web.guide.edition import the_edition
from web.links.journey import ANSWERS, RESULT, Journey

SETTLED = {"readiness": "no-need"}
"""An answer after which no other can change the outcome."""


SECOND = the_edition().rules.pages_for("self")[1].id


CHOICE = the_edition().rules.question[SECOND].options[0].id
"""An answer to the question after the first."""


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
    press(app, "answers-above")
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


def test_a_new_session_asks_once_more_what_applies_and_goes_on_where_it_was() -> None:
    journey = Journey("self", RESULT, {"goal": "habit"})
    app = page_at(journey, None)
    assert the_edition().say("screening.again") in shown(app)
    app.checkbox(key="flag-self-none").check()
    press(app, "continue")
    assert where(app) == journey
    assert 'class="balance"' in shown(app)

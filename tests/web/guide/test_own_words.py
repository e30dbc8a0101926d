"""A line in somebody's own words: made clean, kept while the page is open, shown, and shared where it is wanted."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from tests.web.app import address, go_back_to, page_at, press, shown, token_of, where
from web.guide.edition import Edition, the_edition
from web.guide.own_words import MOST, clean, in_own_words, is_too_long
from web.links.journey import ANSWERS, RESULT, SHARE, Journey
from web.links.link import open_link
from web.services.clock import today
from web.services.services import the_services


@given(st.text(max_size=200))
@example("at work \u200d")
@example("\u200c at \u200d work")
def test_a_clean_line_is_one_line_and_stays_as_it_is(text: str) -> None:
    line = clean(text)
    assert clean(line) == line
    assert len(line.splitlines()) <= 1
    assert "  " not in line
    assert line == line.strip()
    kinds = {unicodedata.category(character) for character in line if character not in "\u200c\u200d"}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    line.encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "M"]), max_size=MOST))
def test_letters_and_signs_of_every_script_stay(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u202e\u2066\u200f", "\u200d\u200c", "\x00\x1b", "\ud800"])
def test_where_nothing_can_be_seen_there_is_no_line(edition: Edition, text: str) -> None:
    assert clean(text) == ""
    assert in_own_words(edition, clean(text)) == ""


def test_a_line_may_have_eighty_characters() -> None:
    assert not is_too_long("é" * MOST)
    assert is_too_long("é" * (MOST + 1))


def test_markup_is_shown_as_it_was_typed(edition: Edition) -> None:
    assert "<bdi>&lt;b&gt;{line}&lt;/b&gt; &amp;</bdi>" in in_own_words(edition, "<b>{line}</b> &")


OWN = "own-self"


def own_words_on_the_way(line: str) -> AppTest:
    """The second question, after the first was answered with this line."""
    app = page_at(Journey("self", "goal"))
    app.text_input(key=OWN).input(line)
    app.radio(key="answer-self-goal").set_value("role")
    return press(app, "continue")


def test_own_words_are_shown_above_later_questions_and_on_the_result_and_are_in_no_address() -> None:
    app = own_words_on_the_way("My first parents’ evening")
    said = "About: <bdi>My first parents’ evening</bdi>"
    assert said in shown(app)
    assert len(token_of(app)) == len(address(where(app)))
    go_back_to(app, address(Journey("self", RESULT, {"goal": "role"}, id=where(app).id)))
    assert said in shown(app)
    go_back_to(app, address(Journey("leader", "block", {"goal": "role"})))
    assert "evening" not in shown(app)


def test_own_words_can_be_left_out_and_taken_back() -> None:
    assert "About:" not in shown(own_words_on_the_way(""))
    app = press(own_words_on_the_way("A line"), "back")
    assert app.text_input(key=OWN).value == "A line"
    app.text_input(key=OWN).input("")
    assert "About:" not in shown(press(app, "continue"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script> & **bold** [a](b)", "<script>alert(1)</script> & **bold** [a](b)"),
        ("  one\r\n two\t\u2028three  ", "one two three"),
        ("\u202eevil\u2066 \u200fright", "evil right"),
        ("שיחה עם ההורים", "שיחה עם ההורים"),
        ("👩🏽‍🏫 to lead 🎉", "👩🏽‍🏫 to lead 🎉"),
        ("{line} %s {0}", "{line} %s {0}"),
    ],
)
def test_own_words_are_plain_text_whatever_is_typed(typed: str, kept: str) -> None:
    app = own_words_on_the_way(typed)
    escaped = str(escape(kept)).replace("&#39;", "'").replace("&#34;", '"')
    assert f"About: <bdi>{escaped}</bdi>" in shown(app)


@pytest.mark.parametrize("length", [MOST + 1, 10_000])
def test_own_words_that_are_too_long_are_refused_and_nothing_is_lost(length: int) -> None:
    app = own_words_on_the_way("é" * length)
    assert the_edition().say("own.long", count=MOST) in shown(app)
    assert f'data-field="{OWN}"' in shown(app)
    assert where(app).step == "goal"
    assert app.text_input(key=OWN).value == "é" * length
    assert app.radio(key="answer-self-goal").value == "role"
    app.text_input(key=OWN).input("é" * MOST)
    assert "é" * MOST in shown(press(app, "continue"))


def test_own_words_that_were_not_sent_are_there_again_and_a_change_that_is_left_is_not() -> None:
    app = page_at(Journey("self", "goal", {"goal": "role"}))
    at_goal, journey = app.query_params["at"], where(app)
    app.text_input(key=OWN).input("A line")
    go_back_to(app, address(Journey("self", "block", {"goal": "role"}, id=journey.id)))
    assert "About: <bdi>A line</bdi>" in shown(app)
    go_back_to(app, address(Journey("self", "goal", {"goal": "role"}, changing=True, id=journey.id)))
    app.text_input(key=OWN).input("Another")
    press(app, "back")
    go_back_to(app, at_goal)
    assert app.text_input(key=OWN).value == "A line"


def test_clearing_the_answers_clears_the_own_words_too() -> None:
    app = own_words_on_the_way("A line")
    go_back_to(app, address(Journey("self", ANSWERS, {"goal": "role"}, id=where(app).id)))
    press(app, "clear")
    assert "own-words" not in app.session_state


@pytest.mark.parametrize("wanted", [False, True])
def test_own_words_are_in_a_link_only_where_their_owner_wants_it(wanted: bool) -> None:
    edition = the_edition()
    app = own_words_on_the_way("My first parents’ evening")
    go_back_to(app, address(Journey("self", SHARE, {"goal": "role"}, id=where(app).id)))
    box = app.checkbox(key="own-share")
    assert not box.value
    (box.check() if wanted else box).run()
    press(app, "make-link")
    token = shown(app).split('id="link" href="')[1].split('"')[0].rsplit("/", 1)[1]
    link = open_link(the_services().sealer, lambda _: edition.rules, token, today=today())
    assert link.results[0].own_words == ("My first parents’ evening" if wanted else "")


def test_where_there_are_no_own_words_nothing_is_asked_about_them() -> None:
    app = page_at(Journey("self", SHARE, {"goal": "role"}))
    assert not app.checkbox

"""The guide in Firefox and in WebKitGTK, on a phone: from the first page to a link that somebody else opens."""

import pytest
from selenium.webdriver import Keys

from tests.browser.visitor import ABLE, GOAL, RULES, WORDS
from tests.engines.conftest import Arrive
from tests.engines.engines import HEIGHT, WIDTH
from tests.engines.visitor import Visitor
from web.links.journey import ANSWERS, RESULT, SHARE, Journey

pytestmark = pytest.mark.deep

HEADLINE = WORDS.outcomes["coaching"].headline["self"]
"""Of the result that the answers of `ABLE` give."""


def test_the_screen_is_a_phone(visitor: Visitor) -> None:
    visitor.open("")
    assert visitor.run("return [innerWidth, innerHeight]") == [WIDTH, HEIGHT]


def test_an_error_of_a_script_is_noticed(visitor: Visitor) -> None:
    visitor.open_at(Journey("self", GOAL))
    assert visitor.errors() == []
    visitor.run("setTimeout(() => { throw new Error('on purpose') })")
    visitor.wait(visitor.errors, "there is an error")


def test_a_person_gets_a_result_after_changing_an_answer_in_the_summary(visitor: Visitor) -> None:
    visitor.open("")
    visitor.press("start.self")
    visitor.begin()
    visitor.answer({**ABLE, "wants": "tell"})
    visitor.find("button", WORDS.pages["answers.change-what"].format(topic=WORDS.questions["wants"].topic)).click()
    visitor.meet("wants")
    assert visitor.is_chosen("wants", "tell")
    visitor.choose("wants", ABLE["wants"])
    visitor.press("button.save")
    visitor.arrive(ANSWERS)
    visitor.press("button.result")
    visitor.arrive(RESULT)
    visitor.settle(HEADLINE)
    assert visitor.errors() == []


def test_a_part_of_the_result_opens_by_keyboard(visitor: Visitor) -> None:
    visitor.open_at(Journey("self", RESULT, ABLE))
    visitor.settle(HEADLINE)
    for _ in range(80):
        visitor.keys(Keys.TAB)
        if visitor.run("return document.activeElement.matches('main summary, [data-step] summary')"):
            break
    visitor.keys(Keys.ENTER)
    is_open = "return document.activeElement.matches('details[open] > summary')"
    visitor.wait(lambda: visitor.run(is_open), "the part is open")
    assert visitor.errors() == []


def test_somebody_else_opens_a_link_to_the_result(arrive: Arrive) -> None:
    visitor = arrive("owner")
    visitor.open_at(Journey("self", RESULT, ABLE))
    visitor.press("button.share")
    visitor.arrive(SHARE)
    visitor.press("button.link")
    link = visitor.find("a#link").get_attribute("href")
    assert link is not None
    assert visitor.errors() == []

    other = arrive("recipient")
    other.open(link)
    other.find("h1, h2", HEADLINE)
    assert other.errors() == []


def test_the_plain_form_leads_to_a_result_without_script(arrive: Arrive) -> None:
    visitor = arrive(scripts=False)
    visitor.open("")
    visitor.find("noscript p")
    visitor.open("plain")
    visitor.press("start.self")
    visitor.find(f"input[name=answer-{GOAL}][value={ABLE[GOAL]}]").click()
    visitor.press("plain.next")
    visitor.find("label", WORDS.pages["screening.none"]).click()
    for question in RULES.questions_for("self")[1:]:
        visitor.find(f"input[name=answer-{question.id}][value={ABLE[question.id]}]").click()
    visitor.press("button.result")
    visitor.find("h1, h2", HEADLINE)


def test_cleared_answers_do_not_come_back(visitor: Visitor) -> None:
    visitor.open_at(Journey("self", ANSWERS, ABLE))
    visitor.press("clear.button")
    visitor.find("h2", WORDS.pages["clear.title"])
    assert "at=" not in visitor.driver.current_url
    visitor.driver.back()
    visitor.find("p", WORDS.pages["error.cleared.text"])
    assert visitor.errors() == []


def test_a_question_is_answered_by_keyboard_alone(visitor: Visitor) -> None:
    first, second = RULES.pages_for("self")[:2]
    visitor.open_at(Journey("self", first.id))
    visitor.keys(Keys.TAB)
    assert visitor.run("return document.activeElement.type") == "radio"
    visitor.keys(Keys.SPACE)
    visitor.see_chosen(first.id, first.options[0].id)
    visitor.keys(Keys.ARROW_DOWN)
    visitor.see_chosen(first.id, first.options[1].id)
    assert not visitor.is_chosen(first.id, first.options[0].id)
    visitor.keys(Keys.ENTER)
    visitor.goal = first.options[1].id
    visitor.meet(second.id)
    assert visitor.errors() == []

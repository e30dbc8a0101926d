"""The guide by keyboard: keys that answer, Enter that goes on, and Streamlit's own keys that do nothing."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from recommender import NOT_SURE
from recommender.core.model import Question
from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.visitor import ABLE, RULES, WORDS, Visitor
from tests.browser.ways import open_at
from web.links.journey import ANSWERS, RESULT, SHARE, Journey

PAGES = RULES.pages_for("self")
FIRST, SECOND, LATER = PAGES[:3]
"""The question about what the help is for, one with a second answer, and one with a single answer."""

pytestmark = ON_A_DESKTOP


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what has this name, as its label or its own text."""
    names = "(e => (e.labels && e.labels[0] ? e.labels[0].textContent : e.textContent).trim())(document.activeElement)"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(names) == name:
            return
    raise AssertionError(f"The Tab key does not reach '{name}'.")


def tab_to_and_press(page: Page, text: str, key: str) -> None:
    """Press Tab until the focus is on what has this text of the pages, and then the key."""
    tab_to(page, WORDS.pages[text])
    page.keyboard.press(key)


def tab_to_answers(page: Page) -> None:
    """Press Tab until the focus is on an answer: once, or twice where the result is already offered above them."""
    for _ in range(2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") in ("radio", "checkbox"):
            return
    raise AssertionError("The Tab key does not reach the answers.")


@pytest.mark.parametrize(
    "questions",
    [
        pytest.param(PAGES[:3], id="first"),
        pytest.param(PAGES, id="all", marks=pytest.mark.deep),
    ],
)
def test_the_guide_works_by_keyboard_alone(visitor: Visitor, questions: Sequence[Question]) -> None:
    page = visitor.page
    visitor.open("")
    tab_to_and_press(page, "start.self", "Enter")
    visitor.begin()
    tab_to_and_press(page, "screening.none", "Space")
    tab_to_and_press(page, "button.continue", "Enter")
    for question in questions:
        visitor.meet(question.id)
        tab_to_answers(page)
        page.keyboard.press("Space")
        if question == FIRST:
            visitor.goal = question.options[0].id
        tab_to_and_press(page, "button.continue", "Enter")
    if questions != PAGES:
        open_at(visitor, Journey("self", ANSWERS, ABLE))
    visitor.arrive(ANSWERS)
    tab_to_and_press(page, "button.result", "Enter")
    visitor.arrive(RESULT)
    tab_to_and_press(page, "button.share", "Enter")
    visitor.arrive(SHARE)
    tab_to_and_press(page, "button.link", "Enter")
    expect(page.locator("a#link")).to_be_visible()


def test_a_number_chooses_and_enter_goes_on_and_the_keys_of_streamlit_do_nothing(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", FIRST.id))
    visitor.page.evaluate("""() => { window.runs = 0; new MutationObserver(() => window.runs++).observe(
        document.querySelector('[data-testid=stApp]'), { attributeFilter: ['data-test-script-state'] }) }""")
    visitor.page.keyboard.press("r")
    visitor.page.keyboard.press("c")
    visitor.page.keyboard.press("3")
    expect(visitor.choice(FIRST.id, FIRST.options[2].id)).to_be_checked()
    assert visitor.page.evaluate("window.runs") == 0
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    visitor.page.keyboard.press("2")
    expect(visitor.choice(FIRST.id, FIRST.options[1].id)).to_be_checked()
    visitor.page.keyboard.press("1")
    expect(visitor.choice(FIRST.id, FIRST.options[0].id)).to_be_checked()
    visitor.page.keyboard.press("Enter")
    visitor.goal = FIRST.options[0].id
    visitor.meet(SECOND.id)
    visitor.page.keyboard.press("2")
    expect(visitor.choice(SECOND.id, SECOND.options[1].id)).to_be_checked()
    visitor.page.keyboard.press("Enter")
    visitor.meet(LATER.id)
    visitor.page.keyboard.press("9")
    expect(visitor.page.get_by_role("radio", checked=True)).to_have_count(0)


def test_the_number_keys_can_be_switched_off_and_stay_so(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", FIRST.id))
    visitor.press("keys.off")
    expect(visitor.page.get_by_role("button", name=WORDS.pages["keys.on"], exact=True)).to_be_focused()
    visitor.page.keyboard.press("2")
    expect(visitor.page.get_by_role("radio", checked=True)).to_have_count(0)
    visitor.choose(FIRST.id, NOT_SURE)
    visitor.go_on()
    visitor.meet(SECOND.id)
    visitor.page.keyboard.press("2")
    expect(visitor.page.get_by_role("checkbox", checked=True)).to_have_count(0)
    visitor.press("keys.on")
    visitor.page.keyboard.press("2")
    expect(visitor.choice(SECOND.id, SECOND.options[1].id)).to_be_checked()


def test_back_by_keyboard_and_by_the_browser_keeps_the_answer(visitor: Visitor) -> None:
    page = visitor.page
    open_at(visitor, Journey("self", FIRST.id))
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    visitor.goal = FIRST.options[2].id
    visitor.meet(SECOND.id)
    page.keyboard.press("2")
    expect(visitor.choice(SECOND.id, SECOND.options[1].id)).to_be_checked()
    page.go_back()
    visitor.meet(FIRST.id)
    expect(visitor.choice(FIRST.id, FIRST.options[2].id)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    visitor.meet(SECOND.id)
    expect(visitor.choice(SECOND.id, SECOND.options[1].id)).to_be_checked()
    tab_to_and_press(page, "button.back", "Enter")
    visitor.meet(FIRST.id)
    expect(visitor.choice(FIRST.id, FIRST.options[2].id)).to_be_checked()


def test_an_answer_is_changed_from_the_summary_by_keyboard(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", ANSWERS, ABLE))
    tab_to(visitor.page, WORDS.pages["answers.change-what"].format(topic=WORDS.questions["wants"].topic))
    visitor.page.keyboard.press("Enter")
    visitor.meet("wants")
    visitor.page.keyboard.press("1")
    visitor.page.keyboard.press("Enter")
    visitor.arrive(ANSWERS)
    changed = {**ABLE, "wants": RULES.question["wants"].options_for("self")[0].id}
    summary = visitor.page.locator(".st-key-answers")
    for question, option in changed.items():
        expect(summary.get_by_text(WORDS.questions[question].options[option].text["self"])).to_be_visible()


def test_a_message_leads_to_its_field_and_the_field_to_its_message(visitor: Visitor) -> None:
    visitor.start("self")
    visitor.go_on()
    tick = visitor.page.get_by_role("checkbox").first
    expect(tick).to_have_accessible_description(WORDS.pages["screening.choose"])
    tab_to_and_press(visitor.page, "screening.choose", "Enter")
    expect(tick).to_be_focused()

    visitor.tick()
    visitor.meet(FIRST.id)
    visitor.go_on()
    alert, group = visitor.page.get_by_role("alert"), visitor.page.get_by_role("radiogroup")
    expect(alert).to_be_focused()
    expect(group).to_have_attribute("aria-invalid", "true")
    expect(group).to_have_accessible_description(WORDS.pages["question.choose"])
    expect(visitor.page).to_have_title(f"Problem: {WORDS.questions[FIRST.id].topic} · {WORDS.pages['product']}")
    tab_to_and_press(visitor.page, "question.choose", "Enter")
    expect(visitor.page.get_by_role("radio").first).to_be_focused()
    visitor.page.keyboard.press("Space")
    visitor.page.keyboard.press("Enter")
    visitor.goal = FIRST.options[0].id
    visitor.meet(SECOND.id)
    expect(visitor.page.locator("[aria-invalid]")).to_have_count(0)

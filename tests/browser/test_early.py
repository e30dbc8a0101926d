"""The page that is there before Streamlit's own: what is done on it in the meantime is not lost."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.access import OURS, SMALL_TARGETS, violations
from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.visitor import PATIENCE, RULES, WORDS, Visitor
from tests.browser.ways import open_early, sealed
from web.links.journey import Journey

FIRST = RULES.questions[0].id


def tick_early(page: Page, *texts: str) -> None:
    for text in texts:
        page.locator("#early").get_by_text(text, exact=True).click()


def let_through(held: list[Route]) -> None:
    for route in held:
        route.continue_()


def test_who_ticks_and_goes_on_early_by_keys_is_at_the_first_question(visitor: Visitor) -> None:
    visitor.view = "leader"
    held = open_early(visitor, "?view=leader")
    visitor.page.get_by_role("checkbox", name=WORDS.pages["screening.none"], exact=True).focus()
    visitor.page.keyboard.press("Space")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#early").get_by_role("status")).to_have_text(WORDS.pages["early.waiting"])
    let_through(held)
    visitor.meet(FIRST)
    assert (visitor.foreign, visitor.errors) == ([], [])


@ON_A_DESKTOP
def test_early_ticks_are_taken_over_and_the_focus_stays(visitor: Visitor) -> None:
    held = open_early(visitor, "?view=self")
    ticked = [WORDS.gates[gate.id].flag["self"] for gate in RULES.gates_for("self")[-2:]]
    tick_early(visitor.page, *ticked)
    let_through(held)
    visitor.begin()
    expect(visitor.page.get_by_role("checkbox", checked=True)).to_have_count(len(ticked))
    for text in ticked:
        expect(visitor.page.get_by_role("checkbox", name=text, exact=True)).to_be_checked()
    expect(visitor.page.get_by_role("checkbox", name=ticked[-1], exact=True)).to_be_focused()


@ON_A_DESKTOP
def test_what_is_ticked_after_the_button_is_not_sent_and_has_to_be_looked_at_again(visitor: Visitor) -> None:
    held = open_early(visitor, "?view=self")
    visitor.page.wait_for_timeout(1_000)  # all that the page names is asked for by then
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.url))
    tick_early(visitor.page, WORDS.pages["screening.none"])
    visitor.page.get_by_role("button", name=WORDS.pages["button.continue"], exact=True).click()
    tick_early(visitor.page, WORDS.gates["danger"].flag["self"])
    visitor.page.wait_for_timeout(300)
    assert sent == []
    assert visitor.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    let_through(held)
    visitor.begin()
    assert [box.is_checked() for box in visitor.page.get_by_role("checkbox").all()][0]


@pytest.mark.deep
@ON_A_DESKTOP
def test_a_focus_elsewhere_is_at_the_heading_afterwards(visitor: Visitor) -> None:
    held = open_early(visitor, "?view=self")
    visitor.page.locator("#early").get_by_role("link", name=WORDS.pages["nav.help"]).focus()
    let_through(held)
    visitor.begin()
    expect(visitor.page.get_by_role("heading", level=1)).to_be_focused()


@ON_A_DESKTOP
def test_without_its_script_the_early_page_gives_way(visitor: Visitor) -> None:
    visitor.page.route("**/early.js", lambda route: route.abort())
    visitor.page.goto(f"{visitor.server}/?view=self")
    expect(visitor.page.locator("#early")).to_be_hidden(timeout=PATIENCE)
    visitor.page.locator("#root").get_by_text(WORDS.pages["screening.none"], exact=True).click()
    visitor.page.locator(".st-key-continue").get_by_role("button").click()
    expect(visitor.page.locator(f'[data-step="{FIRST}"]')).to_be_visible(timeout=PATIENCE)


@pytest.mark.deep
@ON_A_DESKTOP
def test_a_script_that_comes_last_takes_over_all_the_same(visitor: Visitor) -> None:
    held: list[Route] = []
    visitor.page.route("**/early.js", lambda route: held.append(route))
    visitor.page.goto(f"{visitor.server}/?view=self", wait_until="commit")
    visitor.page.locator("#root .st-key-continue").wait_for(state="attached")
    let_through(held)
    visitor.begin()


@ON_A_DESKTOP
def test_who_goes_on_early_without_a_tick_is_told_so(visitor: Visitor) -> None:
    held = open_early(visitor, "?view=self")
    visitor.page.get_by_role("button", name=WORDS.pages["button.continue"], exact=True).click()
    let_through(held)
    expect(visitor.page.get_by_role("alert")).to_contain_text(WORDS.pages["screening.choose"])


@pytest.mark.deep
@ON_A_DESKTOP
def test_who_comes_back_to_a_question_ticks_early_and_is_there(visitor: Visitor) -> None:
    held = open_early(visitor, sealed(Journey("self", RULES.questions[3].id)).removeprefix("/"))
    expect(visitor.page.get_by_text(WORDS.pages["screening.again"])).to_be_visible()
    tick_early(visitor.page, WORDS.pages["screening.none"])
    visitor.page.get_by_role("button", name=WORDS.pages["button.continue"], exact=True).click()
    let_through(held)
    visitor.meet(RULES.questions[3].id)


@ON_A_DESKTOP
def test_where_streamlit_does_not_come_there_is_the_plain_form(visitor: Visitor) -> None:
    visitor.page.clock.install()
    open_early(visitor, "?view=leader")
    visitor.page.clock.run_for(60_000)
    expect(visitor.page.locator("#early").get_by_role("status")).to_have_text(WORDS.pages["early.slow"])
    assert not violations(visitor.page)
    assert visitor.page.evaluate(SMALL_TARGETS, OURS) == []
    visitor.page.get_by_role("link", name=WORDS.pages["plain.title"]).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["plain.title"])

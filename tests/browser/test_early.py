"""The page that is there before Streamlit's own: what is done on it in the meantime is not lost."""

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.places import open_early, sealed
from tests.browser.visitor import RULES, WORDS, Visitor
from web.journey import Journey

FIRST = RULES.questions[0].id


def tick_early(page: Page, *texts: str) -> None:
    for text in texts:
        page.locator("#early").get_by_text(text, exact=True).click()


def let_through(held: list[Route]) -> None:
    for route in held:
        route.continue_()


def test_who_ticks_and_goes_on_early_is_at_the_first_question(visitor: Visitor) -> None:
    visitor.view = "leader"
    held = open_early(visitor, "?view=leader")
    tick_early(visitor.page, WORDS.pages["screening.none"], WORDS.pages["screening.agreed"])
    visitor.page.get_by_role("button", name=WORDS.pages["button.continue"], exact=True).click()
    expect(visitor.page.locator("#early").get_by_role("status")).to_have_text(WORDS.pages["early.waiting"])
    let_through(held)
    visitor.meet(FIRST)
    assert (visitor.foreign, visitor.errors) == ([], [])


@ON_A_DESKTOP
def test_early_ticks_are_taken_over_and_the_focus_stays(visitor: Visitor) -> None:
    held = open_early(visitor, "?view=self")
    ticked = [WORDS.gates[gate.id].tick["self"] for gate in RULES.gates_for("self")[-2:]]
    tick_early(visitor.page, *ticked)
    let_through(held)
    visitor.begin()
    boxes = visitor.page.get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [False] * (boxes.count() - 3) + [True, True, False]
    expect(visitor.page.get_by_role("checkbox", name=ticked[-1], exact=True)).to_be_focused()


@ON_A_DESKTOP
def test_keys_alone_will_do_early(visitor: Visitor) -> None:
    held = open_early(visitor, "?view=self")
    visitor.page.get_by_role("checkbox", name=WORDS.pages["screening.none"], exact=True).focus()
    visitor.page.keyboard.press("Space")
    visitor.page.keyboard.press("Enter")
    let_through(held)
    visitor.meet(FIRST)


@ON_A_DESKTOP
def test_who_goes_on_early_without_a_tick_is_told_so(visitor: Visitor) -> None:
    held = open_early(visitor, "?view=self")
    visitor.page.get_by_role("button", name=WORDS.pages["button.continue"], exact=True).click()
    let_through(held)
    expect(visitor.page.get_by_role("alert")).to_contain_text(WORDS.pages["screening.choose"])


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
    visitor.page.get_by_role("link", name=WORDS.pages["plain.title"]).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["plain.title"])


@ON_A_DESKTOP
def test_an_address_that_holds_no_journey_shows_no_early_page(visitor: Visitor) -> None:
    visitor.open("?at=nonsense")
    expect(visitor.page.locator("#early")).to_have_count(0)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["start.title"])

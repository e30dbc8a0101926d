"""What a page does when things break in other ways: two tabs, a slow line, a long absence, other rules, another key."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access import Scheme, check
from tests.browser.conftest import ON_A_DESKTOP, forget
from tests.browser.line import Line, line_to
from tests.browser.server import free_port, running
from tests.browser.visitor import ABLE, GOAL, PATIENCE, PROJECT, WORDS, Visitor
from tests.browser.ways import choose_a_goal, lost, open_at
from tests.web.loaded import KEYS, RULES
from web.guide.project import SETTING
from web.links.journey import ANSWERS, SHARE, Journey

SECOND, THIRD, FOURTH = (question.id for question in RULES.pages_for("self")[1:4])
SLOW = 0.5
"""Seconds that a message takes on a slow line, each way."""

A_DAY = 26 * 3600
LONG, A_WHILE = 10 * 60, 60
"""Seconds for which a server is away, and in which it is counted how often a page asks for it."""

PAGES_BEHIND_ONE_SERVER, ASKED_A_SECOND = 1000, 300
"""How many pages may wait for one server, and how many of their questions it may get each second."""


@pytest.fixture
def line(server: str) -> Iterator[Line]:
    with line_to(urlsplit(server).port or 0) as line:
        yield line


@pytest.fixture
def visitor(page: Page, line: Line) -> Visitor:
    return Visitor(page, line.address)


def let_pass(visitor: Visitor, seconds: int) -> None:
    """Let time pass on the page's own clock, with a moment in each second for what it asks."""
    for _ in range(seconds):
        visitor.page.clock.run_for(1000)
        visitor.page.wait_for_timeout(30)


def is_at_the_start_and_told(visitor: Visitor, text: str) -> None:
    """What happened is said and has the focus, and no answer is shown."""
    message = visitor.page.locator("[data-focus]").filter(has_text=WORDS.pages[text])
    expect(message).to_be_focused(timeout=PATIENCE)
    expect(visitor.page.locator("[data-step]")).to_have_count(0)
    expect(visitor.page.get_by_role("link", name=WORDS.pages["start.self"], exact=True)).to_be_visible()


@ON_A_DESKTOP
def test_answers_cleared_in_one_tab_do_not_come_back_in_another(visitor: Visitor, server: str) -> None:
    journey = Journey("self", SECOND, {GOAL: ABLE[GOAL]})
    open_at(visitor, journey)
    visitor.choose(SECOND, ABLE[SECOND])
    other = Visitor(visitor.page.context.new_page(), server)
    open_at(other, Journey("self", ANSWERS, journey.answers, id=journey.id))
    other.press("clear.button")
    expect(other.page.get_by_text(WORDS.pages["clear.text"])).to_be_visible(timeout=PATIENCE)
    forget(other.page, server)

    visitor.go_on()
    is_at_the_start_and_told(visitor, "error.cleared.text")
    visitor.page.go_back()
    is_at_the_start_and_told(visitor, "error.cleared.text")
    visitor.page.get_by_role("link", name=WORDS.pages["start.self"], exact=True).click()
    visitor.begin()
    visitor.tick()
    visitor.meet(GOAL)
    expect(visitor.page.locator("#root input:checked")).to_have_count(0)


@ON_A_DESKTOP
@pytest.mark.parametrize("way", ["continue", pytest.param("back", marks=pytest.mark.deep)])
def test_a_button_pressed_again_while_its_step_is_on_its_way_and_a_double_click_leave_one_step(
    way: str, visitor: Visitor, line: Line
) -> None:
    open_at(visitor, Journey("self", THIRD, {one: ABLE[one] for one in (GOAL, SECOND, THIRD, FOURTH)}))
    line.delay = SLOW
    button = visitor.page.locator(f".st-key-{way} button")
    button.click(no_wait_after=True)
    visitor.page.wait_for_timeout(1000 * SLOW)
    button.click(no_wait_after=True)
    visitor.arrive(FOURTH if way == "continue" else SECOND)
    button.dispatch_event("click", {"detail": 2})
    visitor.page.wait_for_timeout(3000 * SLOW)
    visitor.rest()
    expect(visitor.page.locator("[data-step]")).to_have_attribute("data-step", FOURTH if way == "continue" else SECOND)


@pytest.mark.deep
@ON_A_DESKTOP
def test_back_while_the_next_step_is_on_its_way_loses_nothing(visitor: Visitor, line: Line) -> None:
    choose_a_goal(visitor)
    line.delay = SLOW
    visitor.go_on()
    visitor.page.locator(".st-key-back button").click(no_wait_after=True)
    visitor.meet(SECOND)
    visitor.choose(SECOND, ABLE[SECOND])
    visitor.go_on()
    with visitor.page.expect_navigation(url="**at=**"):
        visitor.page.go_back()
    visitor.page.wait_for_timeout(3000 * SLOW)
    visitor.rest()
    expect(visitor.choice(SECOND, ABLE[SECOND]).or_(visitor.choice(GOAL, ABLE[GOAL]))).to_be_checked()
    expect(visitor.page.locator(".problem")).to_have_count(0)


@pytest.mark.deep
@ON_A_DESKTOP
def test_a_websocket_that_is_closed_for_idleness_changes_nothing(visitor: Visitor, line: Line) -> None:
    open_at(visitor, Journey("self", SHARE, ABLE))
    made = visitor.seal_link()
    for _ in range(2):
        line.drop()
        visitor.page.wait_for_timeout(1500)
        visitor.rest()
    assert visitor.page.locator("a#link").get_attribute("href") == made
    visitor.press("button.to-result")
    visitor.arrive("result")


@pytest.mark.deep
@ON_A_DESKTOP
def test_a_page_left_for_a_day_goes_on_where_it_was(visitor: Visitor, line: Line) -> None:
    visitor.page.clock.install()
    choose_a_goal(visitor)
    line.cut()
    visitor.page.clock.fast_forward(A_DAY * 1000)
    expect(lost(visitor)).to_be_visible(timeout=PATIENCE)
    line.mend()
    visitor.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(lost(visitor)).to_be_hidden(timeout=PATIENCE)
    expect(visitor.choice(GOAL, ABLE[GOAL])).to_be_checked()
    visitor.go_on()
    visitor.meet(SECOND)


@pytest.mark.deep
@ON_A_DESKTOP
def test_a_thousand_pages_that_wait_do_not_storm_a_server_that_comes_back(visitor: Visitor, line: Line) -> None:
    visitor.page.clock.install()
    choose_a_goal(visitor)
    line.cut()
    visitor.page.clock.fast_forward(LONG * 1000)
    let_pass(visitor, A_WHILE)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    let_pass(visitor, A_WHILE)
    assert 0 < len(asked) * PAGES_BEHIND_ONE_SERVER / A_WHILE < ASKED_A_SECOND
    expect(lost(visitor)).to_be_visible()
    line.mend()
    let_pass(visitor, A_WHILE // 2)
    expect(lost(visitor)).to_be_hidden(timeout=PATIENCE)
    expect(visitor.choice(GOAL, ABLE[GOAL])).to_be_checked()


@pytest.mark.deep
@ON_A_DESKTOP
def test_with_other_rules_or_without_its_key_the_page_says_so_calmly(
    visitor: Visitor, line: Line, server: str, tmp_path: Path
) -> None:
    for folder in ("rules", "content"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    rules = tmp_path / "rules" / "rulebase.yaml"
    rules.write_text(rules.read_text().replace(f"version: {RULES.version}", "version: 99.0.0"))
    others = (
        ({**KEYS, SETTING: str(tmp_path)}, "error.address-rules.text"),
        ({"COACH_OR_MENTOR_KEYS": "B" * 43}, "error.address.text"),
    )
    for environment, text in others:
        line.lead_to(urlsplit(server).port or 0)
        open_at(visitor, Journey("self", SECOND, {GOAL: ABLE[GOAL]}))
        visitor.choose(SECOND, ABLE[SECOND])
        with running(tmp_path, free_port(), environment) as (address, _):
            line.lead_to(urlsplit(address).port or 0)
            is_at_the_start_and_told(visitor, text)


@pytest.mark.deep
@ON_A_DESKTOP
def test_a_key_that_is_replaced_while_the_page_is_open_changes_nothing(
    visitor: Visitor, line: Line, tmp_path: Path
) -> None:
    open_at(visitor, Journey("self", SECOND, {GOAL: ABLE[GOAL]}))
    visitor.choose(SECOND, ABLE[SECOND])
    both = {"COACH_OR_MENTOR_KEYS": f"{'B' * 43},{KEYS['COACH_OR_MENTOR_KEYS']}"}
    with running(tmp_path, free_port(), both) as (address, _):
        line.lead_to(urlsplit(address).port or 0)
        visitor.be_asked_again()
        visitor.go_on()
        visitor.meet(SECOND)
        expect(visitor.choice(SECOND, ABLE[SECOND])).to_be_checked()
        visitor.go_on()
        visitor.arrive(THIRD)


@pytest.mark.deep
@ON_A_DESKTOP
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_the_page_while_the_connection_is_lost(
    visitor: Visitor, line: Line, width: int, scheme: Scheme
) -> None:
    open_at(visitor, Journey("self", SECOND, {GOAL: ABLE[GOAL]}))
    line.cut()
    expect(lost(visitor)).to_be_visible(timeout=PATIENCE)
    check(visitor.page, width, 844, scheme)
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.get_by_role("button", name=WORDS.pages["lost.close"])).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(lost(visitor)).to_be_hidden()
    check(visitor.page, width, 844, scheme)

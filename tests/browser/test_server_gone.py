"""A server that goes away: the page says so and goes on by itself, at another server too; nothing chosen is lost."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from recommender import AnswerSheet
from tests.browser.access import violations
from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.line import Line, line_to
from tests.browser.server import free_port, running
from tests.browser.visitor import ABLE, GOAL, PATIENCE, WORDS, Visitor
from tests.browser.ways import choose_a_goal, lost, open_at
from tests.web.loaded import EDITION, KEYS, RULES, SERVICES
from web.links.created import create_link, result_link
from web.links.journey import RESULT, Journey
from web.services.clock import today

SECOND = RULES.questions[1].id
TWO_ANSWERS = Journey("self", SECOND, {GOAL: ABLE[GOAL]})
LINE = "To lead our team meeting"
STOPS = "health"
A_WHILE = 10_000
"""Milliseconds on the page's clock, after which a lost connection is told, or asked for again."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The log of a second server with the same key, whose port its name ends in."""
    with running(tmp_path_factory.mktemp("another"), free_port(), KEYS) as (_, log):
        yield log


@pytest.fixture
def servers(server: str, log: Path) -> list[int]:
    """The ports of both."""
    return [urlsplit(server).port or 0, int(log.name.rpartition("-")[2])]


@pytest.fixture
def line(servers: list[int]) -> Iterator[Line]:
    """The line to the first of them."""
    with line_to(servers[0]) as line:
        yield line


@pytest.fixture
def visitor(page: Page, line: Line) -> Visitor:
    return Visitor(page, line.address)


def flag(visitor: Visitor, name: str) -> Locator:
    text = WORDS.pages["screening.none"] if name == "none" else WORDS.gates[name].flag[visitor.view]
    return visitor.page.get_by_role("checkbox", name=text, exact=True)


def own_words(visitor: Visitor) -> Locator:
    return visitor.page.locator(".st-key-own-self input")


def is_said(visitor: Visitor, text: str) -> None:
    said = visitor.page.get_by_role("status").filter(has_text=WORDS.pages[text])
    expect(said).to_have_count(1, timeout=PATIENCE)


def is_asked_again(visitor: Visitor, ticked: str) -> None:
    """The screening is asked again, and just this is ticked again."""
    visitor.be_asked_again()
    expect(flag(visitor, ticked)).to_be_checked()
    expect(visitor.page.locator("[class*=st-key-flag-] input:checked")).to_have_count(1)


@ON_A_DESKTOP
def test_what_was_chosen_and_typed_and_not_sent_is_there_again_at_another_server_and_in_its_turn(
    visitor: Visitor, line: Line, servers: list[int], log: Path
) -> None:
    choose_a_goal(visitor)
    own_words(visitor).press_sequentially(LINE)
    line.lead_to(servers[1])
    is_asked_again(visitor, "none")
    visitor.go_on()
    visitor.meet(GOAL)
    expect(visitor.choice(GOAL, ABLE[GOAL])).to_be_checked()
    expect(own_words(visitor)).to_have_value(LINE)
    visitor.go_on()
    visitor.meet(SECOND)
    expect(visitor.page.get_by_text(LINE)).to_be_visible()
    assert parse_qs(urlsplit(visitor.page.url).query)["at"][0] not in log.read_text()

    later, sooner = ABLE[SECOND], ABLE[f"{SECOND}2"]
    visitor.choose(SECOND, sooner)
    visitor.choose(SECOND, later)
    line.lead_to(servers[0])
    is_asked_again(visitor, "none")
    visitor.go_on()
    visitor.meet(SECOND)
    for option, turn in ((sooner, "first"), (later, "second")):
        mark = visitor.choice(SECOND, option).locator("xpath=ancestor::label").locator("em")
        expect(mark).to_have_text(WORDS.pages[f"question.{turn}"])
        expect(visitor.choice(SECOND, option)).to_be_checked()


@ON_A_DESKTOP
def test_what_stops_the_guide_stops_it_at_another_server_too(visitor: Visitor, line: Line, servers: list[int]) -> None:
    visitor.start("self")
    flag(visitor, STOPS).locator("xpath=ancestor::label").click()
    line.lead_to(servers[1])
    line.meet_page()
    visitor.go_on()
    visitor.arrive(RESULT)
    line.lead_to(servers[0])
    is_asked_again(visitor, STOPS)
    visitor.go_on()
    visitor.arrive(RESULT)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(WORDS.outcomes["support-first"].headline["self"])


@ON_A_DESKTOP
def test_where_the_connection_is_lost_the_page_says_so_and_goes_on_by_itself(visitor: Visitor, line: Line) -> None:
    visitor.page.clock.install()
    choose_a_goal(visitor)
    own_words(visitor).press_sequentially(LINE)
    line.cut()
    expect(visitor.page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0, timeout=PATIENCE)
    visitor.page.clock.fast_forward(A_WHILE)
    expect(lost(visitor)).to_be_visible(timeout=PATIENCE)
    expect(lost(visitor).get_by_text(WORDS.pages["lost.text"])).to_be_visible()
    expect(visitor.page.get_by_role("button", name=WORDS.pages["lost.again"])).to_be_focused()
    assert not violations(visitor.page)
    visitor.press("lost.again")
    expect(lost(visitor).get_by_role("status")).to_have_text(WORDS.pages["lost.trying"])
    line.mend()
    visitor.page.clock.fast_forward(A_WHILE)
    expect(lost(visitor)).to_be_hidden(timeout=PATIENCE)
    expect(own_words(visitor)).to_be_focused()
    is_said(visitor, "lost.back")
    visitor.rest()
    expect(own_words(visitor)).to_have_value(LINE)
    visitor.go_on()
    visitor.meet(SECOND)


@pytest.mark.deep
@ON_A_DESKTOP
def test_where_no_more_visitors_are_taken_the_page_says_so_until_it_is(visitor: Visitor, line: Line) -> None:
    open_at(visitor, TWO_ANSWERS)
    line.is_full = True
    line.drop()
    expect(lost(visitor)).to_be_visible(timeout=PATIENCE)
    visitor.press("lost.close")
    expect(lost(visitor)).to_be_hidden()
    is_said(visitor, "lost.waiting")
    line.is_full = False
    is_said(visitor, "lost.back")
    visitor.choose(SECOND, ABLE[SECOND])


@pytest.mark.deep
@ON_A_DESKTOP
def test_a_journey_goes_on_after_a_restart_and_on_another_server_and_no_log_has_its_address(
    page: Page, tmp_path: Path
) -> None:
    first, second = RULES.questions[0].id, RULES.questions[1].id
    link = create_link(
        EDITION, SERVICES, "", result_link(EDITION, AnswerSheet("self", ABLE), "answers", 30, today=today())
    )
    with running(tmp_path, free_port(), KEYS) as (address, log):
        visitor = Visitor(page, address)
        visitor.start("self")
        visitor.tick()
        visitor.meet(first)
        visitor.choose(first, ABLE[first])
        visitor.go_on()
        visitor.meet(second)
        kept = page.url.removeprefix(address)
        page.goto(address + link.address)
        page.goto("about:blank")
    logs = [log.read_text()]
    with running(tmp_path, free_port(), KEYS) as (address, log):
        visitor = Visitor(page, address)
        visitor.goal = ABLE[first]
        page.goto(address + kept)
        visitor.begin()
        expect(page.get_by_text(WORDS.pages["screening.again"])).to_be_visible()
        visitor.tick()
        visitor.meet(second)
        page.go_back()
        page.goto("about:blank")
    logs.append(log.read_text())
    token = kept.partition("at=")[2].partition("&")[0]
    assert token
    for text in logs:
        assert token not in text
        assert link.address not in text

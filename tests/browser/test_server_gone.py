"""A server that goes away: what the page says, and that a journey goes on at another."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from recommender import AnswerSheet
from tests.browser.access import OPTIONS
from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.server import free_port, running
from tests.browser.visitor import ABLE, PATIENCE, WORDS, Visitor
from tests.web.loaded import EDITION, KEYS, RULES, SERVICES
from web.links.created import create_link, result_link
from web.services.clock import today


@ON_A_DESKTOP
def test_where_the_connection_is_lost_the_page_says_what_to_do(page: Page, tmp_path: Path) -> None:
    first, port = RULES.questions[0].id, free_port()
    with running(tmp_path, port, KEYS) as (address, _):
        visitor = Visitor(page, address)
        visitor.start("self")
        visitor.tick()
        visitor.meet(first)
        at_first = page.url
    dialog = page.get_by_role("dialog", name=WORDS.pages["lost.title"])
    expect(dialog).to_be_visible(timeout=PATIENCE)
    expect(dialog.get_by_text(WORDS.pages["lost.text"])).to_be_visible()
    assert "streamlit" not in dialog.inner_text().lower()
    expect(page.get_by_role("button", name=WORDS.pages["lost.again"])).to_be_focused()
    assert not Axe().run(page, options=OPTIONS).response["violations"]
    with page.expect_request(lambda request: request.is_navigation_request()):
        visitor.press("lost.again")
    with running(tmp_path, port, KEYS) as (address, _):
        page.goto(at_first)
        visitor.begin()
        visitor.tick()
        visitor.meet(first)


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

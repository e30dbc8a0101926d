"""A leader's page for the conversation in a real browser: open to everybody, and printed on one page."""

import io
from collections.abc import Sequence
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.access import SCREENS, Scheme, check
from tests.browser.visitor import WORDS
from tests.web.loaded import EDITION, RULES, SERVICES
from web.links.journey import RESULT, Journey
from web.links.journey_address import seal_journey
from web.services.clock import today

WISHES = {"told": "tell", "shown": "show", "questions": "questions"}
ABILITIES = {
    "able": {"experience": "years", "ideas": "plenty"},
    "not-yet": {"experience": "never", "ideas": "none"},
}
ANSWERS = {cell.id: {"wants": WISHES[cell.wish], **ABILITIES[cell.ability]} for cell in EDITION.guidance.cells} | {
    "not-asked": {"wants": "not-asked"},
    "the job": {"block": "conditions"},
}


def open_conversation(page: Page, server: str, answers: dict[str, str], language: str = "en") -> None:
    """Arrive at the page as by the button of a form."""
    at = seal_journey(SERVICES.sealer, RULES, Journey("leader", RESULT, answers), today=today())
    form = urlencode({"at": at, "as": "conversation"})
    headers = {"content-type": "application/x-www-form-urlencoded"}
    page.route("**/copy?*", lambda route: route.continue_(method="POST", post_data=form, headers=headers), times=1)
    page.goto(f"{server}/copy?lang={language}")
    expect(page.locator(".conversation")).to_be_visible()


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.deep)])
def test_it_prints_on_one_page_with_room_to_write(browser: Browser, server: str, language: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    for answers in ANSWERS.values():
        open_conversation(page, server, answers, language)
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
        assert len(printed.pages) == 1
    page.close()


@pytest.mark.parametrize(
    "screens", [pytest.param(SCREENS[-1:], id="small"), pytest.param(SCREENS, id="every", marks=pytest.mark.deep)]
)
def test_it_is_open_to_everybody(browser: Browser, server: str, screens: Sequence[tuple[int, int, Scheme]]) -> None:
    page = browser.new_page()
    open_conversation(page, server, ANSWERS["told-able"])
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["conversation.title"])
    for screen in screens:
        check(page, *screen)
    page.close()

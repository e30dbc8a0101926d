"""A guide that is full: who is in goes on, and who comes is told what to do and gets in once there is room."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import free_port, running
from tests.browser.visitor import PATIENCE, Visitor
from tests.web.loaded import EDITION, KEYS, RULES

WORDS = EDITION.wording
FIRST_QUESTION = RULES.questions[0].id


@pytest.mark.deep
def test_a_full_guide_asks_to_come_back_and_lets_in_who_does(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = {**KEYS, "COACH_OR_MENTOR_SESSIONS": "1"}
    with running(tmp_path_factory.mktemp("full"), free_port(), settings) as (address, _):
        inside, outside = Visitor(browser.new_page(), address), browser.new_page()
        inside.start("self")
        inside.tick()
        inside.meet(FIRST_QUESTION)

        response = outside.goto(f"{address}/?view=self&lang=en")
        assert response is not None
        assert response.status == 503
        expect(outside.get_by_role("heading", level=1)).to_have_text(WORDS.pages["full.title"])
        simpler = outside.get_by_role("link", name=WORDS.pages["full.plain"])
        assert outside.request.get(f"{address}/{simpler.get_attribute('href')}").status == 200

        inside.page.reload()
        expect(inside.page.get_by_role("heading", level=1)).to_have_text(
            WORDS.pages["screening.heading"], timeout=PATIENCE
        )
        inside.tick()
        inside.meet(FIRST_QUESTION)

        inside.page.close()
        outside.get_by_role("link", name=WORDS.pages["full.again"]).click()
        expect(outside.get_by_role("heading", level=1)).to_have_text(WORDS.pages["screening.heading"], timeout=PATIENCE)
        outside.close()

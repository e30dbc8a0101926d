"""What axe finds on each page: nothing. No rule is off."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.test_journeys import ABLE, NEW, reach_result
from tests.browser.visitor import RULES, WORDS, Visitor


def check(page: Page) -> None:
    """No violation, and no sideways scrolling."""
    found = Axe().run(page).response["violations"]
    brief = [(rule["id"], rule["impact"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]
    assert not brief, json.dumps(brief, indent=1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_plain_pages(visitor: Visitor) -> None:
    for path in ("", "help", "s/not-a-link"):
        visitor.page.goto(f"{visitor.server}/{path}")
        check(visitor.page)


def test_the_steps_of_the_guide(visitor: Visitor) -> None:
    visitor.start("leader")
    check(visitor.page)
    visitor.press("button.continue")
    visitor.page.get_by_role("alert").wait_for()
    check(visitor.page)
    visitor.tick()
    visitor.meet(RULES.questions[0].id)
    check(visitor.page)
    visitor.answer(NEW)
    check(visitor.page)
    visitor.press("button.result")
    visitor.settle(WORDS.outcomes["mentoring"].headline["leader"])
    check(visitor.page)
    link = visitor.make_link()
    check(visitor.page)
    visitor.page.goto(link)
    check(visitor.page)


def test_help_that_stops_the_guide(visitor: Visitor) -> None:
    visitor.start("self")
    visitor.tick("health")
    visitor.settle(WORDS.outcomes["support-first"].headline["self"])
    check(visitor.page)


def test_a_narrow_screen_needs_no_sideways_scrolling(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    reach_result(visitor, "self", ABLE, "coaching")
    check(visitor.page)

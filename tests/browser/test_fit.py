"""Does it fit? By keyboard in the app, without script on the plain form, and never from another site."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from recommender import AnswerSheet
from tests.browser.access import SCREENS, Scheme, check
from tests.browser.conftest import forget
from tests.browser.server import free_port, running
from tests.browser.visitor import PATIENCE, RULES, WORDS, Visitor
from tests.browser.ways import answers_for, open_at
from tests.web.databases import closed_afterwards
from tests.web.loaded import EDITION, KEYS
from web.links.bare_result import BareResult, bare_result
from web.links.journey import RESULT, Journey
from web.services.feedback_address import VARIABLE
from web.services.fit_counts import FIT
from web.services.services import open_services

__all__ = ["closed_afterwards"]

VIEW, GIVEN = answers_for("both")
Counted = Callable[[], list[tuple[str, dict[str, int]]]]
Screens = Sequence[tuple[int, int, Scheme]]
ON_SCREENS = pytest.mark.parametrize(
    "screens", [pytest.param(SCREENS[-1:], id="small"), pytest.param(SCREENS, id="every", marks=pytest.mark.deep)]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("asking")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The address of a guide that asks."""
    with running(folder, free_port(), {**KEYS, FIT: "on", VARIABLE: "guide@example.org"}) as (address, _):
        yield address


@pytest.fixture
def page(profile: BrowserContext, server: str) -> Iterator[Page]:
    page = profile.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    yield page
    forget(page, server)


@pytest.fixture
def counted(folder: Path) -> Counted:
    """What was counted in a test: when somebody was asked, and how often each answer was given."""
    counts = open_services({FIT: "on"}, folder).fit
    assert counts
    before = counts.read()

    def since() -> list[tuple[str, dict[str, int]]]:
        assert counts
        return [
            (cell.asked, fresh)
            for cell, now in counts.read().items()
            if (fresh := {name: more for name in now if (more := now[name] - before.get(cell, {}).get(name, 0))})
        ]

    return since


def told() -> BareResult:
    result = bare_result(EDITION.table, AnswerSheet(VIEW, GIVEN))
    assert result
    return result


@ON_SCREENS
def test_by_keyboard_an_answer_is_thanked_in_its_place_and_nothing_moves(
    page: Page, server: str, counted: Counted, screens: Screens
) -> None:
    visitor = Visitor(page, server)
    open_at(visitor, Journey(VIEW, RESULT, GIVEN))
    group = page.get_by_role("group", name=WORDS.pages["fit.title"])
    expect(group.get_by_role("button")).to_have_count(3)
    for screen in screens:
        check(page, *screen)
    page.set_viewport_size({"width": 390, "height": 844})
    group.get_by_role("button", name=WORDS.pages["fit.yes"]).focus()
    page.keyboard.press("Tab")
    below = page.locator(".st-key-leads-below")
    before = below.bounding_box()
    page.keyboard.press("Enter")
    expect(group.get_by_text(WORDS.pages["fit.kept"])).to_be_focused(timeout=PATIENCE)
    visitor.rest()
    assert below.bounding_box() == before
    assert counted() == [("now", {"partly": 1})]
    assert (visitor.foreign, visitor.errors) == ([], [])
    assert page.context.cookies(server) == []


def test_without_script_the_plain_form_asks_and_the_result_is_one_step_back(
    browser: Browser, server: str, counted: Counted
) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{server}/plain?view={VIEW}&goal={GIVEN['goal']}")
    page.locator('input[name=flag][value="none"]').check()
    for question in RULES.questions_for(VIEW)[1:]:
        page.locator(f'input[name="answer-{question.id}"][value="{GIVEN.get(question.id, "not-sure")}"]').check()
    page.get_by_role("button", name=WORDS.pages["button.result"], exact=True).click()
    headline = page.get_by_role("heading", level=1).inner_text()
    group = page.get_by_role("group", name=WORDS.pages["fit.title"])
    group.get_by_role("button", name=WORDS.pages["fit.no"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["fit.thanks.title"])
    page.reload()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    assert counted() == [("now", {"no": 1})]
    page.close()


@ON_SCREENS
def test_on_the_day_of_the_review_the_page_is_open_to_everybody(
    page: Page, server: str, counted: Counted, screens: Screens
) -> None:
    page.goto(f"{server}/fit?for={told().code}")
    for screen in screens:
        check(page, *screen)
    page.get_by_role("group", name=WORDS.pages["fit.review"]).get_by_role("button", name=WORDS.pages["fit.yes"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["fit.thanks.title"])
    for screen in screens:
        check(page, *screen)
    assert counted() == [("review", {"yes": 1})]


@pytest.mark.parametrize("policy", ["no-referrer", "origin"])
def test_a_page_of_another_site_makes_no_visitor_answer(
    browser: Browser, server: str, counted: Counted, policy: str
) -> None:
    page = browser.new_page()
    fields = {"for": told().code, "asked": "now", "answer": "no"}
    inputs = "".join(f'<input name="{name}" value="{value}">' for name, value in fields.items())
    sends = f'<form method="post" action="{server}/fit">{inputs}<button>Win</button></form>'
    form = f'<meta name="referrer" content="{policy}">{sends}'

    def elsewhere(route: Route) -> None:
        route.fulfill(body=form, content_type="text/html")

    page.route("http://elsewhere.example/", elsewhere)
    page.goto("http://elsewhere.example/")
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["fit.elsewhere.title"])
    assert counted() == []
    page.close()

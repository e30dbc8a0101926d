"""The start page and what it fetches, the guide without script, and the guide in French, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from recommender import NOT_SURE, load_wording
from tests.browser.access import SCREENS, check
from tests.browser.conftest import ON_A_DESKTOP
from tests.browser.visitor import ABLE, GOAL, PROJECT, RULES, WORDS, Visitor
from tests.browser.ways import begin_plainly

FRENCH = load_wording(PROJECT / "content" / "fr", RULES)
FETCHED = "performance.getEntriesByType('resource').filter((one) => one.transferSize > 0).map((one) => one.name)"


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_start_opens_the_guide_from_what_was_fetched_while_the_first_page_was_read(visitor: Visitor) -> None:
    visitor.page.goto(visitor.server)
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.get_by_role("link", name=WORDS.pages["start.self"], exact=True).click()
    visitor.settle(WORDS.pages["screening.heading"])
    visitor.tick()
    visitor.meet(RULES.questions[0].id)
    assert [name for name in visitor.page.evaluate(FETCHED) if "/static/" in name] == []
    assert (visitor.foreign, visitor.errors) == ([], [])


def test_the_whole_guide_works_without_script(without_script: Page, server: str) -> None:
    page = without_script
    page.goto(server)
    page.get_by_role("link", name=WORDS.pages["start.plain"]).click()
    page.get_by_role("link", name=WORDS.pages["start.self"], exact=True).click()
    page.locator(f"input[name=answer-{GOAL}][value={ABLE[GOAL]}]").check()
    page.get_by_role("textbox").fill("my first play")
    page.get_by_role("button", name=WORDS.pages["plain.next"], exact=True).click()
    page.get_by_label(WORDS.pages["screening.none"], exact=True).check()
    left_out, *others = RULES.questions_for("self")[1:]
    for question in others:
        page.locator(f"input[name=answer-{question.id}][value={ABLE[question.id]}]").check()
    page.get_by_role("button", name=WORDS.pages["button.result"]).click()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator(f"#{left_out.id}")).to_be_in_viewport()
    page.locator(f"input[name=answer-{left_out.id}][value={ABLE[left_out.id]}]").check()
    page.get_by_role("button", name=WORDS.pages["button.result"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.outcomes["coaching"].headline["self"])
    expect(page.get_by_text("my first play")).to_be_visible()
    assert "goal" not in page.url
    page.get_by_role("button", name=WORDS.pages["button.answers"]).click()
    expect(page.locator(f"input[name=answer-block][value={ABLE['block']}]")).to_be_checked()
    expect(page.get_by_label(WORDS.pages["screening.none"], exact=True)).not_to_be_checked()


def test_without_script_danger_meets_help_before_any_question(without_script: Page, server: str) -> None:
    page = without_script
    begin_plainly(page, f"{server}/plain?view=self")
    page.get_by_label(WORDS.gates["danger"].flag["self"], exact=True).check()
    page.get_by_role("button", name=WORDS.pages["plain.check"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.outcomes["safeguarding-first"].headline["self"])
    expect(page.locator(".balance")).to_have_count(0)


@ON_A_DESKTOP
@pytest.mark.parametrize(
    "path",
    [
        "plain?view=self&lang=fr",
        pytest.param("?lang=fr", marks=pytest.mark.deep),
        pytest.param("help?lang=fr", marks=pytest.mark.deep),
    ],
)
def test_axe_finds_nothing_on_the_french_pages(path: str, visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.server}/{path}")
    check(visitor.page, *SCREENS[0])


def test_the_guide_speaks_french_from_the_first_page_to_a_link(browser: Browser, server: str) -> None:
    page = browser.new_context(locale="fr-FR").new_page()
    page.goto(server)
    page.get_by_role("link", name=FRENCH.pages["start.self"], exact=True).click()
    expect(page.locator("#early")).to_have_count(0)
    page.get_by_text(FRENCH.pages["screening.none"], exact=True).click()
    page.get_by_role("button", name=FRENCH.pages["button.continue"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FRENCH.ask("goal", "self", {}))
    assert page.evaluate("document.documentElement.lang") == "fr-FR"
    assert "lang=fr" in page.url
    page.get_by_role("link", name="English").click()
    expect(page.locator("#early")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["screening.heading"])
    assert page.evaluate("document.documentElement.lang") == "en-GB"


def test_without_script_back_leads_to_every_page_that_answered_a_form(without_script: Page, server: str) -> None:
    page = without_script
    begin_plainly(page, f"{server}/plain?view=self", "habit")
    page.get_by_role("button", name=WORDS.pages["button.result"]).click()
    page.get_by_role("alert").wait_for()
    page.get_by_label(WORDS.pages["screening.none"], exact=True).check()
    for question in RULES.questions_for("self")[1:]:
        page.locator(f"input[name=answer-{question.id}][value={NOT_SURE}]").check()
    page.get_by_role("button", name=WORDS.pages["button.result"]).click()
    result = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name=WORDS.pages["nav.help"]).first.click()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(result)
    page.go_back()
    expect(page.get_by_role("alert")).to_be_visible()
    page.go_back()
    expect(page.get_by_label(WORDS.pages["screening.none"], exact=True)).to_be_visible()


def test_without_script_another_language_keeps_what_is_filled_in(without_script: Page, server: str) -> None:
    page = without_script
    page.goto(f"{server}/plain?view=leader")
    page.locator(f"[name=answer-{GOAL}][value=role]").check()
    page.get_by_role("textbox").fill("my first play")
    page.get_by_role("button", name="Français").click()
    expect(page.locator(f"[name=answer-{GOAL}][value=role]")).to_be_checked()
    expect(page.get_by_role("textbox")).to_have_value("my first play")
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_role("button", name=FRENCH.pages["button.result"], exact=True)).to_be_visible()
    page.get_by_label(FRENCH.pages["screening.none"], exact=True).check()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label(WORDS.pages["screening.none"], exact=True)).to_be_checked()

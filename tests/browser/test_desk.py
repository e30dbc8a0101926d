"""The author's desk in a real browser: by keyboard, for everybody, and by no other name of this machine."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from recommender.loading.weights import with_weight
from tests.browser.access import SCREENS, check
from tests.browser.conftest import CHROMIUM, FLAGS, forget
from tests.browser.server import PROJECT, free_port, running
from tests.browser.visitor import PATIENCE, WORDS, Visitor
from tests.web.loaded import KEYS
from web.services.desk import DESK

FILE = (PROJECT / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
NAME = "guide.test"
"""A name that leads to this machine, as that of another site could be made to."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a guide with a desk."""
    with running(tmp_path_factory.mktemp("desk"), free_port(), {**KEYS, DESK: "on"}) as (address, _):
        yield address


@pytest.fixture
def page(profile: BrowserContext, server: str) -> Iterator[Page]:
    page = profile.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    forget(page, server)


def open_desk(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.server}/?view=desk")
    visitor.settle(WORDS.pages["desk.title"])
    expect(visitor.page.locator(".st-key-desk-download button")).to_be_visible(timeout=PATIENCE)


def listen(page: Page) -> None:
    """Keep all that is spoken from now on: one message soon takes the place of another."""
    page.evaluate("""() => {
        const spoken = document.querySelector("body > [role=status]");
        const keep = () => (document.body.dataset.heard += `${spoken.textContent} `);
        document.body.dataset.heard = "";
        new MutationObserver(keep).observe(spoken, { childList: true, characterData: true, subtree: true });
    }""")


def expect_heard(page: Page, words: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-heard", re.compile(re.escape(words)), timeout=PATIENCE)


def assert_inside(number: Locator, frame: Locator) -> None:
    """The number of a line is to be seen in the height of the frame, however far that was scrolled."""
    inner, outer = number.bounding_box(), frame.bounding_box()
    assert inner
    assert outer
    assert outer["y"] < inner["y"] < outer["y"] + outer["height"]


def put_back_and_bring_back(visitor: Visitor, changed: str) -> None:
    """Have the file's own text again, and then one's own: the focus stays with the text."""
    page = visitor.page
    text = page.get_by_role("textbox", name=WORDS.pages["desk.text-label"])
    for button, wanted in (("desk-put-back", FILE), ("desk-bring-back", changed)):
        page.locator(f".st-key-{button} button").press("Enter", timeout=PATIENCE)
        expect(text).to_have_value(wanted, timeout=PATIENCE)
        visitor.rest()
        expect(page.locator(f".st-key-{button}")).to_have_count(0)
        expect(text).to_be_focused()


def test_an_author_changes_breaks_mends_takes_along_and_puts_back_by_keyboard(visitor: Visitor, tmp_path: Path) -> None:
    open_desk(visitor)
    page = visitor.page
    text = page.get_by_role("textbox", name=WORDS.pages["desk.text-label"])
    slider = page.get_by_role("slider", name=WORDS.questions["goal"].topic)
    slider.focus()
    listen(page)
    slider.press("ArrowRight")
    expect(text).to_have_value(with_weight(FILE, "goal", 2), timeout=PATIENCE)
    expect_heard(page, WORDS.pages["desk.moved"].split("{share}")[1])

    before, after = "coaching: 3,", "coaching: 7,"
    broken = with_weight(FILE, "goal", 2).replace(before, after, 1)
    line = next(number for number, written in enumerate(broken.splitlines(), 1) if after in written)
    text.fill(broken)
    text.press("Control+Enter")
    button = page.get_by_role("button", name=WORDS.pages["desk.fault-go"].format(line=line), exact=True)
    button.focus(timeout=PATIENCE)
    expect_heard(page, WORDS.pages["desk.status-faults"].format(count=1))
    expect(page.locator("[data-gutter] span")).to_have_count(len(broken.split("\n")))
    expect(page.locator("[data-gutter] [data-fault]")).to_have_text(str(line))
    button.press("Enter")
    expect(text).to_be_focused()
    chosen = text.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen == broken.splitlines()[line - 1]
    assert_inside(page.locator("[data-gutter] [data-fault]"), text)

    page.keyboard.insert_text(chosen.replace(after, "coaching: 2,"))
    text.press("Control+Enter")
    expect_heard(page, WORDS.pages["desk.status-changed"].format(count=2))
    visitor.rest()
    with page.expect_download() as download:
        page.locator(".st-key-desk-download button").press("Enter")
    download.value.save_as(tmp_path / download.value.suggested_filename)
    wanted = with_weight(FILE, "goal", 2).replace(before, "coaching: 2,", 1)
    assert (tmp_path / "rulebase.yaml").read_text(encoding="utf-8") == wanted
    assert (PROJECT / "rules" / "rulebase.yaml").read_text(encoding="utf-8") == FILE
    put_back_and_bring_back(visitor, wanted)
    assert not visitor.foreign
    assert not visitor.errors


@pytest.mark.deep
def test_it_is_open_to_everybody_on_every_screen(visitor: Visitor) -> None:
    open_desk(visitor)
    page = visitor.page
    slider = page.get_by_role("slider", name=WORDS.questions["goal"].topic)
    slider.focus()
    slider.press("ArrowRight")
    expect(page.locator(".st-key-desk-put-back button")).to_be_visible(timeout=PATIENCE)
    visitor.rest()
    for screen in SCREENS:
        check(page, *screen)
    text = page.get_by_role("textbox", name=WORDS.pages["desk.text-label"])
    text.fill(FILE.replace("coaching: 3,", "coaching: 7,", 1))
    text.press("Control+Enter")
    expect(page.locator("[data-line]")).to_be_visible(timeout=PATIENCE)
    visitor.rest()
    check(page, *SCREENS[0])


def test_by_another_name_of_this_machine_there_is_no_desk(playwright: Playwright, server: str) -> None:
    rule = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, rule])
    page = browser.new_page()
    page.goto(f"{server.replace('localhost', NAME)}/?view=desk")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS.pages["start.title"], timeout=PATIENCE)
    expect(page.locator(".st-key-desk")).to_have_count(0)
    browser.close()

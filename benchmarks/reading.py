"""How much of a result is read on a phone before any tap: words, screens, and words before three questions."""

import shutil

from playwright.sync_api import Page, sync_playwright

from benchmarks.servers import the_guide_served
from tests.browser.conftest import FLAGS
from tests.browser.ways import SCORED, sealed_link

WIDTH, HEIGHT = 390, 844
ANSWERS_TO = {"what fits": "#verdict h1", "what next": "#next", "why": "#reasons"}
"""What a reader asks, and where the page begins to answer it."""

_WORDS_BEFORE = """end => {
  const until = end && document.querySelector(end);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let words = 0;
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (until && until.contains(text)) break;
    if (text.parentElement.checkVisibility() && !text.parentElement.closest('.skip, style, script'))
      words += (text.data.match(/[\\p{L}\\p{N}][\\p{L}\\p{N}’'.-]*/gu) || []).length;
  }
  return words;
}"""


def words_before(page: Page, end: str = "") -> int:
    """How many words can be read before the element that this selector finds, or on the whole page."""
    return int(page.evaluate(_WORDS_BEFORE, end))


def screens(page: Page) -> float:
    """How many screens high the page is."""
    return float(page.evaluate("document.documentElement.scrollHeight")) / HEIGHT


def main() -> None:
    with the_guide_served() as address, sync_playwright() as playwright:  # with the same key as SERVICES
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for outcome in SCORED:
            page.goto(address + sealed_link(outcome, "answers").address)
            before = ", ".join(f"{words_before(page, place)} before {asked}" for asked, place in ANSWERS_TO.items())
            print(f"{outcome:24} {words_before(page):5} words, {screens(page):4.1f} screens; {before}")
        browser.close()


if __name__ == "__main__":
    main()

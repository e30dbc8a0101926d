"""Somebody who uses the guide in a browser, in the words of the pages."""

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from recommender import NOT_SURE, load_rules, load_wording

PROJECT = Path(__file__).resolve().parents[2]
RULES = load_rules(PROJECT / "rules" / "rulebase.yaml")
WORDS = load_wording(PROJECT / "content" / "en", RULES)


class Visitor:
    """A page, and what a visitor does on it. Every request that goes to another host is kept."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server, self.view = page, server, "self"
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self._see_request(request.url))
        page.on("websocket", lambda socket: self._see_request(socket.url.replace("ws", "http", 1)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _see_request(self, address: str) -> None:
        if not address.startswith((self.server, "data:", "blob:")):
            self.foreign.append(address)

    def start(self, view: str) -> None:
        """From the first page into the guide."""
        self.view = view
        self.page.goto(self.server)
        self.page.get_by_role("link", name=WORDS.pages[f"start.{view}"], exact=True).click()
        self.settle(WORDS.pages["screening.heading"])

    def settle(self, heading: str) -> None:
        """Wait until the page with this heading is there and Streamlit is at rest."""
        expect(self.page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible(timeout=20_000)
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()

    def meet(self, question: str) -> None:
        """Wait until this question is there with its answers, whose script Streamlit fetches late."""
        self.settle(WORDS.questions[question].ask[self.view])
        self.option(question, NOT_SURE).wait_for()

    def press(self, text: str) -> None:
        """Press the button with this text of the pages."""
        self.page.get_by_role("button", name=WORDS.pages[text], exact=True).click()

    def tick(self, *gates: str) -> None:
        """Tick these on the screening page, or nothing, and go on. A leader has talked and agreed."""
        texts = [WORDS.gates[gate].tick[self.view] for gate in gates] or [WORDS.pages["screening.none"]]
        for text in texts:
            self.page.get_by_text(text, exact=True).click()
        if self.view == "leader":
            self.page.get_by_text(WORDS.pages["screening.agreed"], exact=True).click()
        self.press("button.continue")

    def option(self, question: str, option: str) -> Locator:
        """The answer to click on."""
        text = WORDS.pages["question.not-sure"]
        if option != NOT_SURE:
            text = WORDS.questions[question].options[option].text[self.view]
        return self.page.locator(f".st-key-question-{question}").get_by_text(text, exact=True)

    def answer(self, answers: Mapping[str, str]) -> None:
        """Answer all questions, those left out with "not sure", and arrive at the summary."""
        for question in RULES.questions:
            self.meet(question.id)
            self.option(question.id, answers.get(question.id, NOT_SURE)).click()
            self.press("button.continue")
        self.settle(WORDS.pages["answers.heading"])

    def make_link(self) -> str:
        """Make a link on the result page, and read it."""
        self.press("button.link")
        address = self.page.locator("a#link").get_attribute("href")
        assert address is not None
        return address

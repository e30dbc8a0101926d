"""Somebody who uses the guide in a browser, in the words of the pages."""

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from recommender import NOT_SURE, load_rules, load_wording
from recommender.core.model import NOTHING_ELSE
from web.links.journey import ANSWERS, RESULT, SCREENING

PROJECT = Path(__file__).resolve().parents[2]
RULES = load_rules(PROJECT / "rules" / "rulebase.yaml")
WORDS = load_wording(PROJECT / "content" / "en", RULES)
GOAL = RULES.questions[0].id
"""The question about what the help is for, of which all later ones speak."""

ABLE = {
    "goal": "result",
    "block": "drive",
    "block2": "confidence",
    "readiness": "ready",
    "stage": "settled",
    "finder": "me",
    "expertise": "not-needed",
    "format": "set",
    "experience": "years",
    "ideas": "plenty",
    "wants": "questions",
}
"""Answers of somebody who has long done the task."""

PATIENCE = 20_000
"""For how many milliseconds a page is waited for: a busy machine may need them."""


class Visitor:
    """A page, and what a visitor does on it. Every request that goes to another host is kept."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server, self.view = page, server, "self"
        self.goal = NOT_SURE
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self._see_request(request.url))
        page.on("websocket", lambda socket: self._see_request(socket.url.replace("ws", "http", 1)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _see_request(self, address: str) -> None:
        if not address.startswith((self.server, "data:", "blob:")):
            self.foreign.append(address)

    def open(self, path: str) -> None:
        """Open a page by its address, and wait for its heading."""
        self.page.goto(f"{self.server}/{path}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)

    def start(self, view: str) -> None:
        """From the first page into the guide."""
        self.view = view
        self.page.goto(self.server)
        self.page.get_by_role("link", name=WORDS.pages[f"start.{view}"], exact=True).click()
        self.begin()

    def begin(self) -> None:
        """Wait until the screening page is there with its ticks, whose script Streamlit fetches late."""
        self.settle(WORDS.pages["screening.heading"])
        self.page.get_by_role("checkbox", name=WORDS.pages["screening.none"], exact=True).wait_for()

    def settle(self, heading: str) -> None:
        """Wait until the page with this heading is there and Streamlit is at rest."""
        expect(self.page.locator("#early")).to_have_count(0, timeout=PATIENCE)
        expect(self.page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible(timeout=PATIENCE)
        self.rest()

    def arrive(self, step: str) -> None:
        """Wait until this step, which was not shown before, has its heading in focus and its answers, if any."""
        expect(self.page.locator(f'[data-step="{step}"] h1').first).to_be_focused(timeout=PATIENCE)
        self.rest()
        if step in RULES.question:
            self.choice(step, NOT_SURE).wait_for(state="attached")

    def rest(self) -> None:
        """Wait until the script has ended and nothing is left whose own script Streamlit is still fetching."""
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        expect(self.page.locator("[data-testid^=stSkeleton]")).to_have_count(0, timeout=PATIENCE)

    def meet(self, question: str) -> None:
        """Wait until this question is there, in the words of this view and for the goal that was chosen."""
        self.arrive(question)
        self.settle(WORDS.ask(question, self.view, {GOAL: self.goal}))

    def press(self, text: str) -> None:
        """Press the button with this text of the pages."""
        self.page.get_by_role("button", name=WORDS.pages[text], exact=True).click()

    def go_on(self) -> None:
        """Press the button that goes on, whatever it is called here."""
        self.page.locator(".st-key-continue").get_by_role("button").click()

    def tick(self, *gates: str) -> None:
        """Tick these on the screening page, or that none applies, and go on."""
        texts = [WORDS.gates[gate].flag[self.view] for gate in gates] or [WORDS.pages["screening.none"]]
        for text in texts:
            self.page.get_by_text(text, exact=True).click()
        self.go_on()

    def be_asked_again(self) -> None:
        """Wait until a server that knows nothing of this page asks what applies, and it is ticked as it was before."""
        expect(self.page.get_by_text(WORDS.pages["screening.again"])).to_be_visible(timeout=PATIENCE)
        expect(self.page.locator("[data-ticked]")).to_have_text(WORDS.pages["screening.ticked"], timeout=PATIENCE)
        self.arrive(SCREENING)

    def choice(self, question: str, option: str) -> Locator:
        """The radio button of an answer; or its tick, whose name says, once chosen, whether it is the main one."""
        text = WORDS.pages["question.not-sure"]
        if option != NOT_SURE:
            text = WORDS.questions[question].options[option].text[self.view]
        answers = self.page.locator(f".st-key-answer-{self.view}-{question}")
        if not RULES.second_to(question):
            return answers.get_by_role("radio", name=text, exact=True)
        marks = "|".join(re.escape(WORDS.pages[f"question.{turn}"]) for turn in ("first", "second"))
        return answers.get_by_role("checkbox", name=re.compile(f"^{re.escape(text)}( ({marks}))?$"))

    def choose(self, question: str, option: str) -> None:
        """Click on an answer, and see that it is chosen."""
        text = self.choice(question, option).locator("xpath=ancestor::label")
        text.click()
        expect(self.choice(question, option)).to_be_checked()
        self.rest()
        if question == GOAL:
            self.goal = option

    def choose_all(self, question: str, answers: Mapping[str, str]) -> None:
        """Choose what is answered on the page of a question, the second answer too, if any; else "not sure"."""
        self.choose(question, answers.get(question, NOT_SURE))
        second = RULES.second_to(question)
        if second and answers.get(second.id, NOTHING_ELSE) not in (NOT_SURE, NOTHING_ELSE):
            self.choose(question, answers[second.id])

    def answer(self, answers: Mapping[str, str]) -> None:
        """Answer all questions, those left out with "not sure", and arrive at the summary."""
        for question in RULES.pages_for(self.view):
            self.meet(question.id)
            self.choose_all(question.id, answers)
            self.go_on()
        self.arrive(ANSWERS)

    def lead_on(self, step: str) -> None:
        """From the result to a page that it leads to."""
        self.page.locator(f".st-key-{step}-above").get_by_role("button").click()
        self.arrive(step)

    def let_see(self, level: str) -> None:
        """Choose on the page for sharing what a link shows."""
        self.page.get_by_text(WORDS.pages[f"link.level.{level}"], exact=True).click()
        expect(self.page.get_by_text(WORDS.pages[f"link.not.{level}"])).to_be_visible()

    def seal_link(self) -> str:
        """Make a link on the page for sharing, and read it."""
        self.press("button.link")
        address = self.page.locator("a#link").get_attribute("href")
        self.rest()
        assert address is not None
        return address

    def result(self) -> str:
        """The words of the result document."""
        return f"{words_of(self.page, f'[data-step={RESULT}]')} {words_of(self.page, '[data-rest]')}"


def words_of(page: Page, place: str) -> str:
    """The words of a place, those that are folded too."""
    return " ".join((page.locator(place).text_content() or "").split())

"""Somebody who uses the guide in Firefox or in WebKitGTK, in the words of the pages."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver import ActionChains
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from recommender import NOT_SURE
from recommender.core.model import NOTHING_ELSE
from tests.browser.visitor import GOAL, RULES, WORDS
from tests.browser.ways import sealed
from web.links.journey import ANSWERS, Journey

PATIENCE = 30
"""For how many seconds a page is waited for: a busy machine may need them."""

SHOWN = """const [selector, texts] = arguments;
const read = (one) => one.textContent.replace(/\\s+/g, " ").trim();
return [...document.querySelectorAll(selector)].filter(
  (one) => one.checkVisibility() && (!texts.length || texts.includes(read(one))));"""

AT_REST = """const app = document.querySelector("[data-testid=stApp]");
return !document.querySelector("#early, [data-testid^=stSkeleton]")
  && (!app || app.dataset.testScriptState === "notRunning");"""

LISTEN = """if (!window.errorsSeen) {
  window.errorsSeen = [];
  addEventListener("error", (event) => window.errorsSeen.push(event.message));
  addEventListener("unhandledrejection", (event) => window.errorsSeen.push(String(event.reason)));
}
return window.errorsSeen;"""


class Visitor:
    """A browser, and what a visitor does in it. The log is where Firefox writes the errors of scripts."""

    def __init__(self, driver: WebDriver, server: str, log: Path) -> None:
        self.driver, self.server, self.log = driver, server, log
        self.view, self.goal = "self", NOT_SURE

    def open(self, path: str) -> None:
        """Open a page by its path, or by its whole address."""
        self.driver.get(path if path.startswith(self.server) else f"{self.server}/{path.removeprefix('/')}")
        self.find("h1")

    def open_at(self, journey: Journey) -> None:
        """Open a journey's address, tick that nothing applies, and so arrive at its step."""
        self.view, self.goal = journey.view, journey.answers.get(GOAL, NOT_SURE)
        self.driver.get(self.server + sealed(journey))
        self.begin()
        self.arrive(journey.step)

    def begin(self) -> None:
        """Tick on the screening page that nothing applies, and go on."""
        self.settle(WORDS.pages["screening.heading"])
        self.find("label", WORDS.pages["screening.none"]).click()
        self.go_on()

    def run(self, script: str, *given: Any) -> Any:
        return self.driver.execute_script(script, *given)

    def wait(self, until: Callable[[], Any], what: str) -> Any:
        """What is given as soon as it is true of the page. What is drawn anew meanwhile is looked for again."""
        wait = WebDriverWait(self.driver, PATIENCE, 0.1, [StaleElementReferenceException])
        try:
            return wait.until(lambda _: until())
        except TimeoutException:
            text = self.run("return document.body.innerText")
            raise AssertionError(f"Not so at {self.driver.current_url}: {what}\n{text}") from None

    def find(self, selector: str, *texts: str) -> WebElement:
        """The first element that is shown, of this selector, and with one of these texts, if any."""
        found: list[WebElement] = self.wait(lambda: self.run(SHOWN, selector, texts), f"{selector} {texts}")
        return found[0]

    def settle(self, heading: str) -> None:
        """Wait until the page with this heading is there and Streamlit is at rest."""
        self.find("h1", heading)
        self._rest()

    def arrive(self, step: str) -> None:
        """Wait until this step has its heading in focus, and Streamlit is at rest."""
        in_focus = "return document.activeElement === document.querySelector(`[data-step='${arguments[0]}'] h1`)"
        self.wait(lambda: self.run(in_focus, step), f"the heading of '{step}' is in focus")
        self._rest()

    def _rest(self) -> None:
        self.wait(lambda: self.run(AT_REST), "Streamlit is at rest")
        self.run(LISTEN)

    def press(self, text: str) -> None:
        """Press the button or link with this text of the pages."""
        self.find("a, button", WORDS.pages[text]).click()

    def go_on(self) -> None:
        """Press the button that goes on, whatever it is called here."""
        self.find(".st-key-continue button").click()

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def meet(self, question: str) -> None:
        """Wait until this question is there, in the words of this view and for the goal that was chosen."""
        self.arrive(question)
        self.settle(WORDS.ask(question, self.view, {GOAL: self.goal}))

    def label(self, question: str, option: str) -> WebElement:
        """The card of an answer, whose text may say which of two answers it is."""
        words = WORDS.questions[question].options
        text = WORDS.pages["question.not-sure"] if option == NOT_SURE else words[option].text[self.view]
        marked = [f"{text} {WORDS.pages[f'question.{turn}']}" for turn in ("first", "second")]
        return self.find(f".st-key-answer-{self.view}-{question} label", text, *marked)

    def is_chosen(self, question: str, option: str) -> bool:
        chosen: bool = self.run("return arguments[0].querySelector('input').checked", self.label(question, option))
        return chosen

    def see_chosen(self, question: str, option: str) -> None:
        self.wait(lambda: self.is_chosen(question, option), f"'{option}' is chosen")
        self._rest()

    def choose(self, question: str, option: str) -> None:
        """Click on an answer, and see that it is chosen."""
        self.label(question, option).click()
        self.see_chosen(question, option)
        if question == GOAL:
            self.goal = option

    def answer(self, answers: Mapping[str, str]) -> None:
        """Answer all questions, and arrive at the summary."""
        for question in RULES.pages_for(self.view):
            self.meet(question.id)
            self.choose(question.id, answers[question.id])
            second = RULES.second_to(question.id)
            if second and answers[second.id] != NOTHING_ELSE:
                self.choose(question.id, answers[second.id])
            self.go_on()
        self.arrive(ANSWERS)

    def errors(self) -> list[str]:
        """Errors of scripts: in Firefox all of them, in WebKitGTK those since this page was at rest."""
        written = [line for line in self.log.read_text().splitlines() if f"JavaScript error: {self.server}" in line]
        return [*written, *self.run(LISTEN)]

"""Every page and state of the guide by its name, and how a visitor gets there at once."""

import re
from collections.abc import Callable, Iterable, Mapping

from playwright.sync_api import Page, Route, expect

from recommender import NOT_SURE
from recommender.core.model import Question
from tests.browser.visitor import ABLE, GOAL, WORDS, Visitor
from tests.named_cases import CASES
from tests.web.loaded import RULES, SERVICES
from web.links.journey import ANSWERS, RESULT, Journey
from web.links.journey_address import seal_journey
from web.services.clock import today

Go = Callable[[Visitor], None]

STREAMLIT = re.compile(r"/static/js/index\.[\w-]{8}\.js$")
"""The script that draws Streamlit's page."""

SCORED = (
    "coaching",
    "mentoring",
    "mentoring-then-coaching",
    "both",
    "training-first",
    "expert-first",
    "fix-the-job-first",
    "talk-first",
)
"""The outcomes that answers alone can give, but for the one that takes answers worth little."""

EITHER = {"goal": "growth", "block": "nothing", "block2": "nothing-else", "readiness": "ready", "wants": "listen"}
"""Answers that speak as much for one as for the other."""


def sealed(journey: Journey) -> str:
    """The address of a journey, after the server's."""
    return f"/?at={seal_journey(SERVICES.sealer, RULES, journey, today=today())}"


def open_at(visitor: Visitor, journey: Journey, flags: Iterable[str] = ()) -> None:
    """Open a journey's address in a new session, tick these or nothing, and so arrive at its step."""
    visitor.view, visitor.goal = journey.view, journey.answers.get(GOAL, NOT_SURE)
    visitor.page.goto(visitor.server + sealed(journey))
    visitor.settle(WORDS.pages["screening.heading"])
    visitor.tick(*flags)
    visitor.arrive(RESULT if set(flags) & {gate.id for gate in RULES.gates if gate.stops} else journey.step)


def answers_for(outcome: str) -> tuple[str, Mapping[str, str]]:
    """A view and answers that give this outcome, from the named cases: those with the most answers."""
    cases = [case for case in CASES.values() if case.get("outcome") == outcome and not case.get("screening")]
    case = max(cases, key=lambda case: len(case["answers"]))
    return case["view"], case["answers"]


def _document(path: str) -> Go:
    return lambda visitor: visitor.open(path)


def _step(journey: Journey, flags: Iterable[str] = ()) -> Go:
    return lambda visitor: open_at(visitor, journey, flags)


def _result(outcome: str, flags: Iterable[str] = ()) -> Go:
    view, answers = answers_for(outcome)
    return _step(Journey(view, RESULT, answers), flags)


def _screening(view: str) -> Go:
    return lambda visitor: visitor.start(view)


def open_early(visitor: Visitor, path: str) -> list[Route]:
    """Open an address and keep Streamlit from starting, until its script, which this list holds, is let through."""
    held: list[Route] = []
    visitor.page.route(STREAMLIT, lambda route: held.append(route))
    with visitor.page.expect_request(STREAMLIT):
        visitor.page.goto(f"{visitor.server}/{path}", wait_until="commit")
    expect(visitor.page.locator("#early").get_by_role("button")).to_be_enabled()
    return held


def _early(view: str) -> Go:
    """The page that is there before Streamlit's own, which never comes."""

    def go(visitor: Visitor) -> None:
        for route in open_early(visitor, f"?view={view}"):
            route.abort()
        visitor.page.unroute(STREAMLIT)

    return go


def _screening_without_ticks(visitor: Visitor) -> None:
    visitor.start("leader")
    visitor.press("button.continue")
    expect(visitor.page.get_by_role("alert")).to_be_focused()


def _question_without_answer(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", RULES.questions[0].id))
    visitor.press("button.continue")
    expect(visitor.page.get_by_role("alert")).to_be_focused()


def _two_answers(visitor: Visitor) -> None:
    """A question with a second answer, and both chosen."""
    open_at(visitor, Journey("self", "block", {"goal": "habit"}))
    visitor.choose_all("block", ABLE)
    for turn in ("first", "second"):
        name = re.compile(f"{re.escape(WORDS.pages[f'question.{turn}'])}$")
        expect(visitor.page.get_by_role("checkbox", checked=True, name=name)).to_have_count(1)
    expect(visitor.page.get_by_role("status")).to_have_text(WORDS.pages["question.second"])


def _question_with_why(visitor: Visitor) -> None:
    open_at(visitor, Journey("leader", "experience", {"experience": "some"}))
    visitor.page.get_by_text(WORDS.pages["question.why"], exact=True).click()
    expect(visitor.page.get_by_text(WORDS.questions["experience"].why)).to_be_visible()


def _options(visitor: Visitor) -> None:
    """Coaching and mentoring swap places at random: here coaching comes first."""
    visitor.open("options")
    visitor.page.evaluate(
        "() => { const all = document.querySelector('.options'); all.prepend(all.querySelector('.coaching')) }"
    )


def _what_if(visitor: Visitor) -> None:
    _result("mentoring")(visitor)
    tried = visitor.page.locator(".st-key-try")
    tried.get_by_role("radio").last.locator("xpath=ancestor::label").click()
    tried.get_by_role("button", name=WORDS.pages["what-if.keep"]).wait_for()


def begin_plainly(page: Page, address: str, goal: str = NOT_SURE) -> None:
    """From the first step of the plain form, which asks what the help is for, to the second."""
    page.goto(address)
    page.locator(f"[name=answer-{GOAL}][value={goal}]").check()
    page.get_by_role("button", name=WORDS.pages["plain.next"], exact=True).click()
    page.get_by_role("button", name=WORDS.pages["button.result"], exact=True).wait_for()


def _plain_form(visitor: Visitor) -> None:
    begin_plainly(visitor.page, f"{visitor.server}/plain?view=leader", "role")


def _plain_without_goal(visitor: Visitor) -> None:
    visitor.open("plain?view=self")
    visitor.press("plain.next")
    visitor.page.get_by_role("alert").wait_for()


def _plain_with_problems(visitor: Visitor) -> None:
    begin_plainly(visitor.page, f"{visitor.server}/plain?view=leader")
    visitor.press("button.result")
    visitor.page.get_by_role("alert").wait_for()


def _plain_result(visitor: Visitor) -> None:
    begin_plainly(visitor.page, f"{visitor.server}/plain?view=self")
    visitor.page.get_by_role("checkbox").last.check()
    for question in RULES.questions_for("self")[1:]:
        visitor.page.locator(f"[name=answer-{question.id}][value={NOT_SURE}]").check()
    visitor.press("button.result")
    visitor.page.get_by_role("heading", level=1, name=WORDS.pages["result.too-little"]).wait_for()


def _shared_with_answers(visitor: Visitor) -> None:
    _result("coaching")(visitor)
    visitor.let_see("answers")
    visitor.page.goto(visitor.seal_link())


def _private_page_of_a_link(visitor: Visitor) -> None:
    _link(visitor)
    visitor.page.goto(visitor.page.locator("[data-manage]").get_attribute("href") or "")


def _invitation(visitor: Visitor) -> None:
    open_at(visitor, Journey("leader", RESULT, ABLE))
    visitor.press("invite.button")
    visitor.page.goto(visitor.page.locator("a#invitation-link").get_attribute("href") or "")


def _compared(visitor: Visitor) -> None:
    links = []
    for outcome in ("coaching", "mentoring"):
        _result(outcome)(visitor)
        links.append(visitor.seal_link())
    visitor.open("compare")
    for number, link in enumerate(links, 1):
        visitor.page.locator(f"#link-{number}").fill(link)
    visitor.press("compare.button")
    visitor.page.wait_for_load_state()


def _comparison_without_links(visitor: Visitor) -> None:
    visitor.open("compare")
    visitor.press("compare.button")
    visitor.page.get_by_role("alert").wait_for()


def _link(visitor: Visitor) -> None:
    _result("coaching")(visitor)
    visitor.seal_link()


def _shared(visitor: Visitor) -> None:
    _result("mentoring")(visitor)
    visitor.page.goto(visitor.seal_link())


DOCUMENTS: dict[str, Go] = {
    "start": _document(""),
    "help": _document("help"),
    "options": _options,
    "agreement": _document("agreement"),
    "missing-page": _document("no/such/page"),
    "broken-link": _document("s/not-a-link"),
    "shared": _shared,
    "shared-with-answers": _shared_with_answers,
    "private-page-of-a-link": _private_page_of_a_link,
    "invitation": _invitation,
    "compare": _document("compare"),
    "compare-without-links": _comparison_without_links,
    "compared": _compared,
    "open-a-file": _document("open"),
    "plain": _document("plain"),
    "plain-goal": _document("plain?view=leader"),
    "plain-goal-with-problems": _plain_without_goal,
    "plain-form": _plain_form,
    "plain-form-with-problems": _plain_with_problems,
    "plain-result": _plain_result,
}
STEPS: dict[str, Go] = {
    "begin-again": lambda visitor: visitor.open("?at=nonsense"),
    "screening-before-streamlit": _early("self"),
    "screening-of-a-leader-before-streamlit": _early("leader"),
    "screening": _screening("self"),
    "screening-of-a-leader": _screening("leader"),
    "screening-without-ticks": _screening_without_ticks,
    "question-without-answer": _question_without_answer,
    "question-with-two-answers": _two_answers,
    "question-with-why": _question_with_why,
    "question-settled": _step(Journey("self", "stage", {"readiness": "no-need"})),
    "question-changing": _step(Journey("self", "wants", {"wants": "tell"}, changing=True)),
    "answers": _step(Journey("leader", ANSWERS, {"goal": "habit", "ideas": NOT_SURE}), ["job"]),
    "answers-all": _step(Journey("self", ANSWERS, ABLE)),
    "stop-support": _step(Journey("self", RULES.questions[0].id), ["health"]),
    "stop-safeguarding": _step(Journey("leader", RULES.questions[0].id), ["danger", "child"]),
}
QUESTIONS: dict[str, Go] = {
    f"question-{question.id}": _step(Journey("leader" if question.id == "basis" else "self", question.id))
    for question in RULES.pages_for("leader")
}
RESULTS: dict[str, Go] = {
    **{f"result-{outcome}": _result(outcome) for outcome in SCORED},
    "result-either": _step(Journey("self", RESULT, EITHER)),
    "result-too-little": _step(Journey("self", RESULT, {"goal": NOT_SURE})),
    "result-on-hold": _result("coaching", ["job"]),
    "result-with-link": _link,
    "result-what-if": _what_if,
}
PLACES = {**DOCUMENTS, **STEPS, **QUESTIONS, **RESULTS}


def _letters(question: Question) -> int:
    """How much there is to read on a question's page, so how long it is."""
    words = WORDS.questions[question.id]
    return len(words.why) + sum(len(option.text.get("self", "")) for option in words.options.values())


_BY_LENGTH = sorted((question for question in RULES.pages_for("self")), key=_letters)
_LIKE_ANOTHER = {
    *(f"question-{question.id}" for question in [*_BY_LENGTH[1:-1], RULES.question["basis"]]),
    *(f"result-{outcome}" for outcome in SCORED if outcome not in ("coaching", "both", "talk-first")),
    *(name for name in PLACES if "of-a-leader" in name),
}
DISTINCT = tuple(name for name in PLACES if name not in _LIKE_ANOTHER)
"""The places of which no other is the same page with other words; of the questions, the longest and the shortest."""

"""How a visitor gets at once to a page or state of the guide."""

import re
from collections.abc import Callable, Iterable, Mapping

from playwright.sync_api import Locator, Page, Route, expect

from recommender import NOT_SURE, AnswerSheet
from tests.browser.visitor import ABLE, GOAL, WORDS, Visitor
from tests.named_cases import CASES
from tests.web.loaded import EDITION, RULES, SERVICES
from web.links.created import CreatedLink, create_link, result_link
from web.links.invitations import invitation as invite
from web.links.journey import RESULT, SHARE, WHAT_IF, Journey
from web.links.journey_address import seal_journey
from web.links.link import INVITATION
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


def choose_a_goal(visitor: Visitor) -> None:
    """From the first page to the first question, with an answer that is chosen and not sent."""
    visitor.start("self")
    visitor.tick()
    visitor.meet(GOAL)
    visitor.choose(GOAL, ABLE[GOAL])


def lost(visitor: Visitor) -> Locator:
    """The box that says that the connection is lost."""
    return visitor.page.get_by_role("dialog", name=WORDS.pages["lost.title"])


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
    sheets = [case.sheet for case in CASES.values() if case.outcome == outcome and not case.sheet.flags]
    sheet = max(sheets, key=lambda sheet: len(sheet.answers))
    return sheet.view, sheet.answers


def open_document(path: str) -> Go:
    return lambda visitor: visitor.open(path)


def open_step(journey: Journey, flags: Iterable[str] = ()) -> Go:
    return lambda visitor: open_at(visitor, journey, flags)


def open_result(outcome: str, flags: Iterable[str] = ()) -> Go:
    view, answers = answers_for(outcome)
    return open_step(Journey(view, RESULT, answers), flags)


def open_screening(view: str) -> Go:
    return lambda visitor: visitor.start(view)


def open_early(visitor: Visitor, path: str) -> list[Route]:
    """Open an address and keep Streamlit from starting, until its script, which this list holds, is let through."""
    held: list[Route] = []
    visitor.page.route(STREAMLIT, lambda route: held.append(route))
    with visitor.page.expect_request(STREAMLIT):
        visitor.page.goto(f"{visitor.server}/{path}", wait_until="commit")
    expect(visitor.page.locator("#early").get_by_role("button")).to_be_enabled()
    return held


def open_early_only(view: str) -> Go:
    """The page that is there before Streamlit's own, which never comes."""

    def go(visitor: Visitor) -> None:
        for route in open_early(visitor, f"?view={view}"):
            route.abort()
        visitor.page.unroute(STREAMLIT)

    return go


def begin_again(visitor: Visitor) -> None:
    """An address that holds no journey: there is nothing to do early."""
    visitor.open("?at=nonsense")
    expect(visitor.page.locator("#early")).to_have_count(0)


def screening_without_ticks(visitor: Visitor) -> None:
    visitor.start("leader")
    visitor.press("button.continue")
    expect(visitor.page.get_by_role("alert")).to_be_focused()
    visitor.settle(WORDS.pages["screening.heading"])


def question_without_answer(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", RULES.questions[0].id))
    visitor.press("button.continue")
    expect(visitor.page.get_by_role("alert")).to_be_focused()
    visitor.settle(WORDS.ask(RULES.questions[0].id, "self", {}))


def two_answers(visitor: Visitor) -> None:
    """A question with a second answer, and both chosen."""
    open_at(visitor, Journey("self", "block", {"goal": "habit"}))
    visitor.choose_all("block", ABLE)
    for turn in ("first", "second"):
        name = re.compile(f"{re.escape(WORDS.pages[f'question.{turn}'])}$")
        expect(visitor.page.get_by_role("checkbox", checked=True, name=name)).to_have_count(1)
    expect(visitor.page.get_by_role("status")).to_have_text(WORDS.pages["question.second"])


def question_with_why(visitor: Visitor) -> None:
    open_at(visitor, Journey("leader", "experience", {"experience": "some"}))
    visitor.page.get_by_text(WORDS.pages["question.why"], exact=True).click()
    expect(visitor.page.get_by_text(WORDS.questions["experience"].why)).to_be_visible()


def options(visitor: Visitor) -> None:
    """Coaching and mentoring swap places at random: here coaching comes first."""
    visitor.open("options")
    visitor.page.evaluate(
        "() => { const all = document.querySelector('.options'); all.prepend(all.querySelector('.is-first')) }"
    )


def what_if(visitor: Visitor) -> None:
    view, answers = answers_for("mentoring")
    open_at(visitor, Journey(view, WHAT_IF, answers))
    tried = visitor.page.locator(".st-key-try")
    tried.get_by_role("radio").last.locator("xpath=ancestor::label").click()
    tried.get_by_role("button", name=WORDS.pages["what-if.keep"]).wait_for()


def begin_plainly(page: Page, address: str, goal: str = NOT_SURE) -> None:
    """From the first step of the plain form, which asks what the help is for, to the second."""
    page.goto(address)
    page.locator(f"[name=answer-{GOAL}][value={goal}]").check()
    page.get_by_role("button", name=WORDS.pages["plain.next"], exact=True).click()
    page.get_by_role("button", name=WORDS.pages["button.result"], exact=True).wait_for()


def plain_form(visitor: Visitor) -> None:
    begin_plainly(visitor.page, f"{visitor.server}/plain?view=leader", "role")


def plain_without_goal(visitor: Visitor) -> None:
    visitor.open("plain?view=self")
    visitor.press("plain.next")
    visitor.page.get_by_role("alert").wait_for()


def plain_with_problems(visitor: Visitor) -> None:
    begin_plainly(visitor.page, f"{visitor.server}/plain?view=leader")
    visitor.press("button.result")
    visitor.page.get_by_role("alert").wait_for()


def plain_result(visitor: Visitor) -> None:
    begin_plainly(visitor.page, f"{visitor.server}/plain?view=self")
    visitor.page.get_by_role("checkbox").last.check()
    for question in RULES.questions_for("self")[1:]:
        visitor.page.locator(f"[name=answer-{question.id}][value={NOT_SURE}]").check()
    visitor.press("button.result")
    visitor.page.get_by_role("heading", level=1, name=WORDS.pages["result.too-little"]).wait_for()


def sealed_link(outcome: str, level: str) -> CreatedLink:
    """A link to a result with this outcome, as the server itself would seal it."""
    view, answers = answers_for(outcome)
    return create_link(
        EDITION, SERVICES, "", result_link(EDITION, AnswerSheet(view, answers), level, 30, today=today())
    )


def shared_with_answers(visitor: Visitor) -> None:
    visitor.open(sealed_link("coaching", "answers").address.removeprefix("/"))


def private_page_of_a_link(visitor: Visitor) -> None:
    visitor.open(sealed_link("coaching", "reasons").manage.removeprefix("/"))


def sealed_invitation(answers: Mapping[str, str]) -> str:
    """The address, after the server's, of an invitation by a leader who gave these answers."""
    link = invite(EDITION, AnswerSheet("leader", answers), today=today())
    return create_link(EDITION, SERVICES, "", link, purpose=INVITATION).address


def invitation(visitor: Visitor) -> None:
    visitor.open(sealed_invitation(ABLE).removeprefix("/"))


def compared(visitor: Visitor) -> None:
    links = [sealed_link(outcome, "reasons").address for outcome in ("coaching", "mentoring")]
    visitor.open("compare")
    for number, link in enumerate(links, 1):
        visitor.page.locator(f"#link-{number}").fill(link)
    visitor.press("compare.button")
    visitor.page.wait_for_load_state()


def comparison_without_links(visitor: Visitor) -> None:
    visitor.open("compare")
    visitor.press("compare.button")
    visitor.page.get_by_role("alert").wait_for()


def link(visitor: Visitor) -> None:
    view, answers = answers_for("coaching")
    open_at(visitor, Journey(view, SHARE, answers))
    visitor.seal_link()


def shared(visitor: Visitor) -> None:
    visitor.open(sealed_link("mentoring", "reasons").address.removeprefix("/"))

"""Every page and state of the guide by its name, and how a visitor gets there at once."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from playwright.sync_api import expect

from recommender import NOT_SURE, Sheet
from tests.browser.visitor import ABLE, RULES, WORDS, Visitor
from tests.test_cases import CASES
from web.guide import Guide, load_guide, today
from web.joint import invitation, joint
from web.journey import ANSWERS, RESULT, Journey, seal_journey
from web.links import INVITATION, SHARED, Link
from web.made import make, result_link
from web.opening import open_invitation

KEY = "A" * 43
"""The key of the tests' server, with which they seal addresses of their own."""

Go = Callable[[Visitor], None]

SCORED = (
    "coaching",
    "mentoring",
    "mentoring-then-coaching",
    "both",
    "either",
    "training-first",
    "direct-first",
    "talk-first",
)
"""The outcomes that answers alone can give."""


@cache
def guide() -> Guide:
    """The guide that the tests' server runs."""
    return load_guide({"COACH_OR_MENTOR_KEYS": KEY})


def sealed(journey: Journey) -> str:
    """The address of a journey, after the server's."""
    return f"/?at={seal_journey(guide().sealer, guide().rules, journey, today=today())}"


def open_at(visitor: Visitor, journey: Journey, ticks: Iterable[str] = ()) -> None:
    """Open a journey's address in a new session, tick these or nothing, and so arrive at its step."""
    visitor.view = journey.view
    visitor.page.goto(visitor.server + sealed(journey))
    visitor.settle(WORDS.pages["screening.heading"])
    visitor.tick(*ticks)
    visitor.arrive(RESULT if set(ticks) & {gate.id for gate in RULES.gates if gate.stops} else journey.step)


def answers_for(outcome: str) -> tuple[str, Mapping[str, str]]:
    """A view and answers that give this outcome, from the named cases: those with the most answers."""
    cases = [case for case in CASES.values() if case.get("outcome") == outcome and not case.get("screening")]
    case = max(cases, key=lambda case: len(case["answers"]))
    return case["view"], case["answers"]


def _document(path: str) -> Go:
    return lambda visitor: visitor.open(path)


def _step(journey: Journey, ticks: Iterable[str] = ()) -> Go:
    return lambda visitor: open_at(visitor, journey, ticks)


def _result(outcome: str, ticks: Iterable[str] = ()) -> Go:
    view, answers = answers_for(outcome)
    return _step(Journey(view, RESULT, answers), ticks)


def _screening(view: str) -> Go:
    return lambda visitor: visitor.start(view)


def _screening_without_ticks(visitor: Visitor) -> None:
    visitor.start("leader")
    visitor.press("button.continue")
    expect(visitor.page.get_by_role("alert")).to_be_focused()


def _question_without_answer(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", RULES.questions[0].id))
    visitor.press("button.continue")
    expect(visitor.page.get_by_role("alert")).to_be_focused()


def _question_with_why(visitor: Visitor) -> None:
    open_at(visitor, Journey("leader", "experience", {"experience": "few"}))
    visitor.page.get_by_text(WORDS.pages["question.why"], exact=True).click()
    expect(visitor.page.get_by_text(WORDS.questions["experience"].why)).to_be_visible()


def _options(visitor: Visitor) -> None:
    """Coaching and mentoring swap places by chance: here coaching comes first."""
    visitor.open("options")
    visitor.page.evaluate(
        "() => { const all = document.querySelector('.options'); all.prepend(all.querySelector('.coaching')) }"
    )


def _what_if(visitor: Visitor) -> None:
    _result("mentoring")(visitor)
    tried = visitor.page.locator(".st-key-try")
    tried.get_by_role("radio").last.locator("xpath=ancestor::label").click()
    tried.get_by_role("button", name=WORDS.pages["what-if.keep"]).wait_for()


def _plain_with_problems(visitor: Visitor) -> None:
    visitor.open("plain?view=leader")
    visitor.press("button.result")
    visitor.page.get_by_role("alert").wait_for()


def _plain_result(visitor: Visitor) -> None:
    visitor.open("plain?view=self")
    visitor.page.get_by_role("checkbox").last.check()
    for question in RULES.questions:
        visitor.page.locator(f"[name=answer-{question.id}]").last.check()
    visitor.press("button.result")
    visitor.page.get_by_role("heading", level=1, name=WORDS.pages["result.too-little"]).wait_for()


def _link(visitor: Visitor) -> None:
    _result("coaching")(visitor)
    visitor.make_link()


def _shared(visitor: Visitor) -> None:
    _result("mentoring")(visitor)
    visitor.page.goto(visitor.make_link())


def _invited(visitor: Visitor) -> None:
    """A leader's result page, with a link and an invitation made."""
    _result("mentoring")(visitor)
    visitor.make_link()
    visitor.press("invite.button")
    visitor.page.locator("a#invitation-link").wait_for()


def _made(path: str, link: Link, purpose: str = SHARED) -> Go:
    """A page about a link that is made by the tests themselves: `manage`, or the link's own."""

    def go(visitor: Visitor) -> None:
        made = make(guide(), "", link, purpose=purpose)
        visitor.open((made.manage if path == "manage" else made.address).removeprefix("/"))

    return go


def _invitation() -> Link:
    return invitation(guide(), Sheet("leader", answers_for("mentoring")[1]), today=today())


def _joint(visitor: Visitor) -> None:
    token = make(guide(), "", _invitation(), purpose=INVITATION).address.removeprefix("/i/")
    both = joint(guide(), open_invitation(guide(), token, "tests"), Sheet("self", ABLE), today=today())
    _made("s", both)(visitor)


def _answer_back(visitor: Visitor) -> None:
    token = make(guide(), "", _invitation(), purpose=INVITATION).address.removeprefix("/i/")
    visitor.view = "self"
    visitor.page.goto(f"{visitor.server}{sealed(Journey('self', RESULT, ABLE))}&from={token}")
    visitor.begin()
    visitor.tick()
    visitor.arrive(RESULT)
    visitor.press("back.button")
    visitor.page.locator("a#link").wait_for()


def _comparing_with_problems(visitor: Visitor) -> None:
    visitor.open("compare")
    visitor.page.locator("#link-1").fill("not a link")
    visitor.press("compare.button")
    visitor.page.get_by_role("alert").wait_for()


def _cleared(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", ANSWERS, ABLE))
    visitor.press("clear.button")
    visitor.page.get_by_text(WORDS.pages["clear.title"]).wait_for()


def _of(level: str) -> Link:
    return result_link(guide(), Sheet("self", ABLE), level, 30, today=today())


DOCUMENTS: dict[str, Go] = {
    "start": _document(""),
    "help": _document("help"),
    "options": _options,
    "agreement": _document("agreement"),
    "missing-page": _document("no/such/page"),
    "broken-link": _document("s/not-a-link"),
    "shared": _shared,
    "shared-result": _made("s", _of("result")),
    "shared-reasons": _made("s", _of("reasons")),
    "joint": _joint,
    "invitation": _made("i", _invitation(), INVITATION),
    "manage": _made("manage", _of("answers")),
    "comparing-with-problems": _comparing_with_problems,
    "open": _document("open"),
    "plain": _document("plain"),
    "plain-form": _document("plain?view=leader"),
    "plain-form-with-problems": _plain_with_problems,
    "plain-result": _plain_result,
}
STEPS: dict[str, Go] = {
    "cleared": _cleared,
    "begin-again": lambda visitor: visitor.open("?at=nonsense"),
    "screening": _screening("self"),
    "screening-of-a-leader": _screening("leader"),
    "screening-without-ticks": _screening_without_ticks,
    "question-without-answer": _question_without_answer,
    "question-with-why": _question_with_why,
    "question-settled": _step(Journey("self", "last-answer", {"today": "alone", "will": "no-need"})),
    "question-changing": _step(Journey("self", "wants", {"wants": "tell"}, changing=True)),
    "answers": _step(Journey("leader", ANSWERS, {"goal": "habit", "options": NOT_SURE}), ["job"]),
    "answers-all": _step(Journey("self", ANSWERS, ABLE)),
    "stop-support": _step(Journey("self", RULES.questions[0].id), ["health"]),
    "stop-safeguarding": _step(Journey("leader", RULES.questions[0].id), ["danger", "child"]),
}
QUESTIONS: dict[str, Go] = {
    f"question-{question.id}": _step(Journey("self", question.id)) for question in RULES.questions
}
RESULTS: dict[str, Go] = {
    **{f"result-{outcome}": _result(outcome) for outcome in SCORED},
    "result-too-little": _step(Journey("self", RESULT, {"goal": NOT_SURE})),
    "result-on-hold": _result("coaching", ["job"]),
    "result-with-link": _link,
    "result-what-if": _what_if,
    "result-with-invitation": _invited,
    "result-answering": _answer_back,
}
PLACES = {**DOCUMENTS, **STEPS, **QUESTIONS, **RESULTS}

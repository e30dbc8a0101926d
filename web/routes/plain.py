"""The route of the guide without script: the form by GET, and by POST what comes of it."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from recommender import VIEWS
from recommender.core.tally import offered
from web.documents.plain_form import (
    BEGIN,
    CHANGE,
    MOST_BYTES,
    SCREENING,
    Filled,
    answered_document,
    answers_missing,
    choice_document,
    form_document,
    goal_document,
    read_form,
    screening_missing,
    words_missing,
)
from web.guide.edition import Guide
from web.middleware.headers import PRIVATE
from web.routes.forms import read_body

GOAL = "goal"
"""The part of the address that may name what the help is for."""

OK, BAD_REQUEST, UNPROCESSABLE = 200, 400, 422


def plain_route(guide: Guide) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint for GET and POST."""

    async def answer(request: Request) -> Response:
        if request.method == "POST":
            page, status = _answered(guide, read_form(guide.rules, await read_body(request, MOST_BYTES)))
            return HTMLResponse(page, status, headers=PRIVATE)
        asked = {name: request.query_params.get(name, "") for name in ("view", GOAL)}
        return HTMLResponse(_begun(guide, asked["view"], asked[GOAL]), headers={"Cache-Control": "no-cache"})

    return answer


def _begun(guide: Guide, view: str, goal: str) -> str:
    """The page to begin with, as far as the address says about whom and what for."""
    if view not in VIEWS:
        return choice_document(guide)
    question = guide.rules.questions[0]
    if goal not in offered(question, view):
        return goal_document(guide, Filled(view), private=False)
    return form_document(guide, Filled(view, answers={question.id: goal}), private=False)


def _answered(guide: Guide, filled: Filled | None) -> tuple[str, int]:
    """The page for a form, with its status. Help comes before anything that is missing."""
    if filled is None:
        return choice_document(guide, failed=True), BAD_REQUEST
    if guide.rules.stops(filled.gates()):
        return answered_document(guide, filled), OK
    first = guide.rules.questions[0].id
    too_long = words_missing(guide, filled)
    if filled.part == BEGIN:
        missing = [found for found in answers_missing(guide, filled) if found.field == first] + too_long
        return (goal_document(guide, filled, missing), UNPROCESSABLE) if missing else (form_document(guide, filled), OK)
    if filled.part == CHANGE:
        return form_document(guide, filled), OK
    missing = screening_missing(guide, filled) + too_long
    if filled.part == SCREENING and not missing:
        return form_document(guide, filled), OK
    if filled.part != SCREENING:
        missing += answers_missing(guide, filled)
    return (form_document(guide, filled, missing), UNPROCESSABLE) if missing else (answered_document(guide, filled), OK)

"""The route of the guide without script: the form by GET, and by POST what comes of it."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from recommender import VIEWS
from web.body import read_body
from web.guide import Guide
from web.headers import PRIVATE
from web.plain_form import (
    CHANGE,
    MOST_BYTES,
    SCREENING,
    Filled,
    answered_document,
    answers_missing,
    choice_document,
    form_document,
    read_form,
    screening_missing,
)

OK, BAD_REQUEST, UNPROCESSABLE = 200, 400, 422


def plain_route(guide: Guide) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint for GET and POST."""

    async def answer(request: Request) -> Response:
        if request.method == "POST":
            page, status = _answered(guide, read_form(guide.rules, await read_body(request, MOST_BYTES)))
            return HTMLResponse(page, status, headers=PRIVATE)
        view = request.query_params.get("view", "")
        page = form_document(guide, Filled(view), private=False) if view in VIEWS else choice_document(guide)
        return HTMLResponse(page, headers={"Cache-Control": "no-cache"})

    return answer


def _answered(guide: Guide, filled: Filled | None) -> tuple[str, int]:
    """The page for a form, with its status. Help comes before anything that is missing."""
    if filled is None:
        return choice_document(guide, failed=True), BAD_REQUEST
    if guide.rules.stops(filled.gates()):
        return answered_document(guide, filled), OK
    if filled.part == CHANGE:
        return form_document(guide, filled), OK
    missing = screening_missing(guide, filled)
    if filled.part == SCREENING and not missing:
        return form_document(guide, filled), OK
    if filled.part != SCREENING:
        missing += answers_missing(guide, filled)
    return (form_document(guide, filled, missing), UNPROCESSABLE) if missing else (answered_document(guide, filled), OK)

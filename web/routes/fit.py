"""The routes of the question whether a result fits: its page on the day of the review, its answer, and the thanks."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from recommender.core.errors import DatabaseUnavailable
from web.documents.fit import fit_page
from web.documents.pages import message_document
from web.links.bare_result import BareResult, find_bare_result
from web.middleware.headers import PRIVATE
from web.middleware.origin import is_from_elsewhere
from web.routes.context import client_of, edition_of, root_of, services_of
from web.routes.forms import UNPROCESSABLE, Form, first
from web.services.fit_counts import ANSWERS, ASKED, FitCell, FitCounts

RESULT = "for"
"""The field, and the part of an address, with the code of a result."""

SEE_OTHER, FORBIDDEN, MISSING, OFTEN, AWAY = 303, 403, 404, 429, 503


def fit(request: Request, form: Form) -> Response:
    """The question by GET, and by POST one more answer. A server that does not ask has no such page."""
    edition, counts = edition_of(request), services_of(request).fit
    if counts is None:
        return _message(request, "closed", MISSING)
    if request.method == "POST":
        return _answered(request, form, counts)
    result = find_bare_result(edition, request.query_params.get(RESULT, ""))
    return HTMLResponse(fit_page(edition, result), headers=PRIVATE) if result else _message(request, "unknown", 422)


def thanks(request: Request) -> Response:
    """Where an answer leads that was counted: loaded again, this page counts nothing."""
    return _message(request, "thanks", 200) if services_of(request).fit else _message(request, "closed", MISSING)


def _answered(request: Request, form: Form, counts: FitCounts) -> Response:
    edition, services = edition_of(request), services_of(request)
    if is_from_elsewhere(request.headers, services.address):
        return _message(request, "elsewhere", FORBIDDEN)
    result, asked, answer = find_bare_result(edition, first(form, RESULT)), first(form, "asked"), first(form, "answer")
    if result is None or asked not in ASKED or answer not in ANSWERS:
        return _message(request, "unknown", UNPROCESSABLE)
    if seconds := services.fit_limit.seconds_to_wait(client_of(request)):
        return _message(request, "often", OFTEN, {"Retry-After": str(seconds)})
    try:
        counts.add(_cell(result, asked), answer)
    except DatabaseUnavailable:
        return _message(request, "away", AWAY)
    return RedirectResponse(f"./fit/thanks?lang={edition.language}", SEE_OTHER, headers=PRIVATE)


def _cell(result: BareResult, asked: str) -> FitCell:
    return FitCell(result.version, result.outcome, result.certainty, asked)


def _message(request: Request, name: str, status: int, headers: dict[str, str] | None = None) -> Response:
    answers_form = request.method == "POST"
    page = message_document(edition_of(request), f"fit.{name}", root=root_of(request), answers_form=answers_form)
    return HTMLResponse(page, status, headers={**PRIVATE, **(headers or {})})

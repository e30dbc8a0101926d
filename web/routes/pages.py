"""The routes of the pages that are about nobody: the first page, help, options, the agreement, the review day."""

import datetime
import secrets
from functools import lru_cache
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from web.documents.calendar import review_calendar
from web.documents.conversation import open_conversation_document
from web.documents.full import full_document
from web.documents.how_it_thinks.page import how_it_thinks_document
from web.documents.pages import (
    Icon,
    Look,
    agreement_document,
    help_document,
    message_document,
    options_document,
    start_document,
)
from web.documents.prerendered import PLACE, prerendered_page
from web.guide.edition import Edition
from web.guide.languages import PARAMETER
from web.links.bare_result import find_bare_result
from web.links.journey_address import BEGINNINGS, ClearedAnswers
from web.middleware.headers import PRIVATE, SCRIPTED
from web.middleware.room import FULL, SECONDS_TO_WAIT
from web.routes.context import edition_of, root_of, services_of, shell_of
from web.routes.fit import RESULT
from web.routes.kept_file import FOR_GOOD, LOOKED_AT_AGAIN, KeptFile, kept_file
from web.routes.links import invitation, owner, shared, unresolved
from web.watching.figures import SESSIONS_REFUSED

_LINKS = {"/s/": shared, "/i/": invitation, "/manage/": owner}


def first_page(request: Request) -> Response:
    """The first page; or Streamlit's, where the address says where to begin and the guide is not full."""
    edition = edition_of(request)
    if any(request.query_params.get(name) for name in BEGINNINGS):
        sessions = services_of(request).sessions
        if sessions.is_closed or (sessions.is_full and not request.query_params.get("at")):
            SESSIONS_REFUSED.inc()
            headers = {**PRIVATE, "Retry-After": str(SECONDS_TO_WAIT)}
            return HTMLResponse(full_document(edition, request.query_params), FULL, headers=headers)
        try:
            before = prerendered_page(edition, services_of(request), request.query_params)
        except ClearedAnswers as error:
            return unresolved(request, error)
        return HTMLResponse(shell_of(request).replace(PLACE, before), headers={**PRIVATE, **SCRIPTED})
    return HTMLResponse(start_document(edition), headers={"Cache-Control": "no-cache", **SCRIPTED})


def help_page(request: Request) -> Response:
    """Whom to turn to at once."""
    return HTMLResponse(help_document(edition_of(request)))


def agreement(request: Request) -> Response:
    """One page with blanks to agree on."""
    return HTMLResponse(agreement_document(edition_of(request)))


def how_it_thinks(request: Request) -> Response:
    """All of the rules, and what they rest on."""
    return HTMLResponse(how_it_thinks_document(edition_of(request)), headers={"Cache-Control": "no-cache"})


def options(request: Request) -> Response:
    """All options; the order of the two approaches is random each time, so that neither always comes first."""
    edition = edition_of(request)
    order = secrets.SystemRandom().sample(edition.rules.approaches, len(edition.rules.approaches))
    return HTMLResponse(options_document(edition, order), headers={"Cache-Control": "no-store"})


def review(request: Request) -> Response:
    """A day to review a decision, as a file that a calendar takes. Nobody keeps it, since it may follow the Host."""
    try:
        day = datetime.date.fromisoformat(request.path_params["day"])
    except ValueError:
        return missing(request)
    disposition = f'attachment; filename="review-{day.isoformat()}.ics"'
    calendar = review_calendar(edition_of(request), day, _fit_address(request))
    return Response(calendar, media_type="text/calendar", headers={**PRIVATE, "Content-Disposition": disposition})


def _fit_address(request: Request) -> str:
    """Where a calendar asks whether a result fits, or "" where nobody asks, or for no result that is known."""
    edition, services = edition_of(request), services_of(request)
    result = find_bare_result(edition, request.query_params.get(RESULT, "")) if services.fit else None
    if result is None:
        return ""
    base = services.address or str(request.base_url).rstrip("/")
    return f"{base}/fit?{urlencode({RESULT: result.code, PARAMETER: edition.language})}"


def missing(request: Request) -> Response:
    """What is not there, unless something was put before the path of a link."""
    for start, page in _LINKS.items():
        if start in request.scope["path"]:
            return page(request)
    return HTMLResponse(message_document(edition_of(request), "error.missing", root=root_of(request)), 404)


async def look(request: Request) -> Response:
    """The style sheet of the pages about links, which a browser keeps where it is the one that was asked for.

    A server of an older or newer version, behind the same address, has another.
    """
    edition = edition_of(request)
    is_asked_for = request.url.path.endswith(f"/{edition.templates.globals['look']}")
    return _look(edition).answer(request, FOR_GOOD if is_asked_for else {"Cache-Control": "no-store"})


@lru_cache(maxsize=64)
def _look(edition: Edition) -> KeptFile:
    return kept_file("text/css", edition.render(Look()).encode())


async def icon(request: Request) -> Response:
    """The guide's icon, in the colours of its two approaches."""
    return _icon(edition_of(request)).answer(request, LOOKED_AT_AGAIN)


@lru_cache(maxsize=64)
def _icon(edition: Edition) -> KeptFile:
    image = edition.render(Icon(edition.palette.dark["first"], edition.palette.dark["second"]))
    return kept_file("image/svg+xml", image.encode())


def conversation(request: Request) -> Response:
    """The page for a leader's conversation, whatever the answers."""
    return HTMLResponse(open_conversation_document(edition_of(request)))

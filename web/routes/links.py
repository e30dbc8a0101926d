"""The routes of links: the shared page, the maker's private page, and the invitation."""

import datetime
from collections.abc import Callable
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from recommender.core.errors import LinkError
from web.documents.link_json import link_as_data, trouble_as_data
from web.documents.link_pages import broken_link_document, invitation_page, manage_page, shared_page, trouble_with_link
from web.guide.edition import Guide, today
from web.links.owner_page import Managed, open_managed
from web.links.resolution import SENTENCE_ENDS, guarded, open_invitation, open_shared
from web.middleware.headers import PRIVATE

Endpoint = Callable[[Request], Response]
T = TypeVar("T")

SECONDS_TO_WAIT = "60"
"""After how long it is worth trying again, where a link does not open for now."""

TOO_MANY, AWAY = 429, 503

_DEEPEST = 20
"""No path of ours is nearly as deep: what is deeper does not make our pages longer."""


def shared_route(guide: Guide) -> Endpoint:
    """A link, as a page or, for whoever asks for it, as data."""

    def answer(request: Request) -> Response:
        token = token_of(request)
        try:
            opened = open_shared(guide, token, client_of(request))
        except LinkError as error:
            return broken_link(guide, request, error)
        if _wants_data(request):
            return JSONResponse(link_as_data(opened), headers={**PRIVATE, "Vary": "Accept"})
        page = shared_page(guide, opened, root=root_of(request))
        return HTMLResponse(page, headers={**PRIVATE, "Vary": "Accept"})

    return answer


def invitation_route(guide: Guide) -> Endpoint:
    """An invitation: who will see what, and the way in."""

    def answer(request: Request) -> Response:
        try:
            opened = open_invitation(guide, token_of(request), client_of(request))
        except LinkError as error:
            return broken_link(guide, request, error)
        return HTMLResponse(invitation_page(guide, opened, root=root_of(request)), headers=PRIVATE)

    return answer


def manage_route(guide: Guide) -> Endpoint:
    """The private page of whoever made a link. Only a POST changes anything: it stops the link."""

    def answer(request: Request) -> Response:
        token, revocations = token_of(request), guide.sharing.revocations
        try:
            link = guarded(guide, token, client_of(request), lambda: open_managed(guide.sealer, token))
            if request.method == "POST":
                revocations.revoke(link.link, link.last_day, today=today())
            revoked = revocations.any_revoked([link.link])
        except LinkError as error:
            return broken_link(guide, request, error)
        page = manage_page(guide, link, root=root_of(request), revoked=revoked, expired=_has_run_out(link, today()))
        return HTMLResponse(page, headers=PRIVATE)

    return answer


def broken_link(guide: Guide, request: Request, error: LinkError) -> Response:
    """The answer for a link that does not open: why, and what to do, with the right status."""
    status = trouble_with_link(error)[1]
    wait = {"Retry-After": SECONDS_TO_WAIT} if status in (TOO_MANY, AWAY) else {}
    headers = {**PRIVATE, "Vary": "Accept", **wait}
    if _wants_data(request):
        return JSONResponse(trouble_as_data(guide, error), status, headers=headers)
    return HTMLResponse(broken_link_document(guide, error, root=root_of(request)), status, headers=headers)


def token_of(request: Request) -> str:
    """The token in the path."""
    return str(request.path_params["token"]).rstrip(SENTENCE_ENDS)


def root_of(request: Request) -> str:
    """What leads from this path to the first page."""
    return "../" * min(str(request.scope["path"]).strip("/").count("/"), _DEEPEST) or "./"


def client_of(request: Request) -> str:
    """The address that asks, as far as it is known."""
    return request.client.host if request.client else ""


def _wants_data(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _has_run_out(link: Managed, day: datetime.date) -> bool:
    return link.last_day is not None and day > link.last_day

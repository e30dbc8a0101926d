"""The routes of links: the shared page, the owner's private page, and the invitation."""

import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from recommender.core.errors import LinkError
from web.documents.link_pages import invitation_page, owner_page
from web.documents.link_trouble import ServerBusy, status_of, trouble_as_data, trouble_page
from web.documents.result_values import WHOLE
from web.documents.shared_document import SharedDocument, made_document
from web.links.owner_page import OwnedLink, open_owner_page, revoke
from web.links.resolution import logged, resolve_invitation, resolve_shared
from web.middleware.headers import PRIVATE
from web.routes.context import edition_of, root_of, services_of, worker_of
from web.services.clock import today

SECONDS_TO_WAIT, SECONDS_WHILE_BUSY = "60", "5"
"""After how long it is worth trying again, where a link does not open for now; and where there are only too many."""

AWAY = 503
OWNER = "owner page"
"""What kind of link leads to the private page of a link's owner."""

_EITHER = {**PRIVATE, "Vary": "Accept"}
"""The headers of what comes as a page or as data."""

_COMPRESSED = {"Content-Encoding": "gzip"}


def shared(request: Request) -> Response:
    """A link, as a page or, for a client that asks for it, as data."""
    edition = edition_of(request)
    try:
        resolved = resolve_shared(edition, services_of(request), text_of_path(request))
    except LinkError as error:
        return unresolved(request, error)
    wanted = SharedDocument(
        token=resolved.token,
        link=resolved.link,
        edition=edition.id,
        language=edition.language,
        root=root_of(request),
        whole=WHOLE in request.query_params,
        mail=services_of(request).feedback_address,
        as_data=_wants_data(request),
        compressed="gzip" in request.headers.get("accept-encoding", ""),
    )
    headers = {**_EITHER, "Vary": "Accept, Accept-Encoding", **(_COMPRESSED if wanted.compressed else {})}
    kind = JSONResponse if wanted.as_data else HTMLResponse
    return Response(made_document(edition, worker_of(request), wanted), headers=headers, media_type=kind.media_type)


def invitation(request: Request) -> Response:
    """An invitation: who will see what, and the way in."""
    edition = edition_of(request)
    try:
        resolved = resolve_invitation(edition, services_of(request), text_of_path(request))
    except LinkError as error:
        return unresolved(request, error)
    return HTMLResponse(invitation_page(edition, resolved, root=root_of(request)), headers=PRIVATE)


def owner(request: Request) -> Response:
    """The private page of a link's owner. Only a POST changes anything: it revokes the link."""
    text, services = text_of_path(request), services_of(request)
    try:
        link = logged(OWNER, text, lambda: open_owner_page(services.sealer, text))
        if request.method == "POST":
            revoke(services.revocations, link, today=today())
        revoked = request.method == "POST" or services.revocations.any_revoked([link.link])
    except LinkError as error:
        return unresolved(request, error)
    page = owner_page(
        edition_of(request), link, root=root_of(request), revoked=revoked, expired=_has_run_out(link, today())
    )
    return HTMLResponse(page, headers=PRIVATE)


def unresolved(request: Request, error: LinkError) -> Response:
    """The answer for a link that does not open: why, and what to do, with the right status."""
    edition, status = edition_of(request), status_of(error)
    wait = SECONDS_WHILE_BUSY if isinstance(error, ServerBusy) else SECONDS_TO_WAIT
    headers = {**_EITHER, "Retry-After": wait} if status == AWAY else _EITHER
    if _wants_data(request):
        return JSONResponse(trouble_as_data(edition, error), status, headers=headers)
    page = trouble_page(edition, error, root=root_of(request), answers_form=request.method == "POST")
    return HTMLResponse(page, status, headers=headers)


def text_of_path(request: Request) -> str:
    """The path, which holds the token, with whatever was put around it."""
    return str(request.scope["path"])


def _wants_data(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _has_run_out(link: OwnedLink, day: datetime.date) -> bool:
    return link.last_day is not None and day > link.last_day

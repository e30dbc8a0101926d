"""The routes of results side by side. Links come by POST, so that none is in an address or a log."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from recommender.core.errors import LinkError
from web.documents.comparison import FEWEST, KINDS, MOST, OF_VIEWS, compared_results
from web.documents.link_pages import compare_form_page, compare_page
from web.documents.link_trouble import text_of
from web.guide.edition import Edition
from web.links.resolution import ResolvedLink, resolve_shared
from web.middleware.headers import PRIVATE, REVISITABLE
from web.routes.context import edition_of, services_of
from web.routes.forms import UNPROCESSABLE, Form, first
from web.services.services import Services

LANGUAGE = "language"
"""What is pressed for the form in another language, as it is filled in."""

_MOST_LETTERS = 1_000
"""No address of ours is nearly as long."""


def compare(request: Request, form: Form) -> Response:
    """The form by GET, and by POST what comes of it."""
    edition = edition_of(request)
    if request.method != "POST":
        return HTMLResponse(compare_form_page(edition, root="./"), headers=PRIVATE)
    links = [link.strip()[:_MOST_LETTERS] for link in form.get("link", []) if link.strip()][:MOST]
    kind = sent if (sent := first(form, "kind")) in KINDS else OF_VIEWS
    if first(form, "part") == LANGUAGE:
        return HTMLResponse(compare_form_page(edition, root="./", links=links, kind=kind), headers=REVISITABLE)
    resolved, errors = _resolved(edition, services_of(request), links)
    if not errors:
        results = len(compared_results(resolved))
        if results < FEWEST:
            errors[0] = edition.say("compare.too-few")
        elif results > MOST:
            errors[0] = edition.say("compare.too-many")
    if errors:
        page = compare_form_page(edition, root="./", links=links, kind=kind, errors=errors)
        return HTMLResponse(page, UNPROCESSABLE, headers=REVISITABLE)
    page = compare_page(edition, resolved, kind=kind, root="./", mail=services_of(request).feedback_address)
    return HTMLResponse(page, headers=REVISITABLE)


def compare_start(request: Request, form: Form) -> Response:
    """The form with one link filled in already: the one on whose page the button was pressed."""
    links = [link[:_MOST_LETTERS] for link in form.get("link", [])][:1]
    return HTMLResponse(compare_form_page(edition_of(request), root="../", links=links), headers=REVISITABLE)


def _resolved(edition: Edition, services: Services, links: Sequence[str]) -> tuple[list[ResolvedLink], dict[int, str]]:
    """The links that open, and what is wrong with the others, by their number from 1."""
    resolved, errors = list[ResolvedLink](), dict[int, str]()
    for number, link in enumerate(links, 1):
        try:
            found = resolve_shared(edition, services, link)
        except LinkError as error:
            errors[number] = text_of(edition, error)
            continue
        if any(found.token == other.token for other in resolved):
            errors[number] = edition.say("compare.twice")
        else:
            resolved.append(found)
    return resolved, errors

"""The routes of results side by side. Links come by POST, so that none stands in an address or a log."""

from collections.abc import Awaitable, Callable, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from recommender.core.errors import LinkError, UnknownRules
from web.documents.comparison import FEWEST, MOST, TIMES, VIEWS, laid
from web.documents.link_pages import compare_form_page, compare_page, trouble_with_link
from web.guide.edition import Guide
from web.links.resolution import SENTENCE_ENDS, Opened, open_shared
from web.middleware.headers import PRIVATE
from web.routes.forms import read_form
from web.routes.links import client_of

UNPROCESSABLE = 422
_MOST_LETTERS = 1_000
"""No address of ours is nearly as long."""


def compare_route(guide: Guide) -> Callable[[Request], Awaitable[Response]]:
    """The form by GET, and by POST what comes of it."""

    async def answer(request: Request) -> Response:
        if request.method != "POST":
            return HTMLResponse(compare_form_page(guide, root="./"), headers=PRIVATE)
        form = await read_form(request)
        links = [link.strip()[:_MOST_LETTERS] for link in form.get("link", []) if link.strip()][:MOST]
        kind = TIMES if form.get("kind") == [TIMES] else VIEWS
        return await run_in_threadpool(_compared, guide, links, kind, client_of(request))

    return answer


def compare_start_route(guide: Guide) -> Callable[[Request], Awaitable[Response]]:
    """The form with one link filled in already: the one on whose page somebody pressed the button."""

    async def answer(request: Request) -> Response:
        links = [link[:_MOST_LETTERS] for link in (await read_form(request)).get("link", [])][:1]
        return HTMLResponse(compare_form_page(guide, root="../", links=links), headers=PRIVATE)

    return answer


def token_in(link: str) -> str:
    """The token in what was pasted: a whole address, or the token alone."""
    return link.rpartition("/s/")[2].partition("?")[0].partition("#")[0].strip().rstrip(SENTENCE_ENDS)


def _compared(guide: Guide, links: Sequence[str], kind: str, client: str) -> Response:
    opened, errors = _opened(guide, links, client)
    if not errors:
        results = len(laid(opened))
        if results < FEWEST:
            errors[0] = guide.say("compare.too-few")
        elif results > MOST:
            errors[0] = guide.say("compare.too-many")
    if errors:
        page = compare_form_page(guide, root="./", links=links, kind=kind, errors=errors)
        return HTMLResponse(page, UNPROCESSABLE, headers=PRIVATE)
    return HTMLResponse(compare_page(guide, opened, kind=kind, root="./"), headers=PRIVATE)


def _opened(guide: Guide, links: Sequence[str], client: str) -> tuple[list[Opened], dict[int, str]]:
    """The links that open, and what is wrong with the others, by their number from 1."""
    opened, errors = list[Opened](), dict[int, str]()
    tokens = [token_in(link) for link in links]
    for number, token in enumerate(tokens, 1):
        if token in tokens[: number - 1]:
            errors[number] = guide.say("compare.twice")
            continue
        try:
            opened.append(open_shared(guide, token, client))
        except LinkError as error:
            values = {"version": error.version} if isinstance(error, UnknownRules) else {}
            errors[number] = guide.say(f"error.{trouble_with_link(error)[0]}.text", **values)
    return opened, errors

"""The plain routes beside Streamlit's own: first page, help, shared results, our script and icon, and small files."""

import datetime
import logging
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from recommender.core.model import APPROACHES
from web.documents.calendar import review_calendar
from web.documents.pages import agreement_document, help_document, message_document, options_document, start_document
from web.documents.prerendered import early_page
from web.guide.edition import Guide
from web.guide.languages import PARAMETER
from web.links.result_file import SCHEMA
from web.middleware.headers import HEADERS, PRIVATE
from web.routes.compare import compare_route, compare_start_route
from web.routes.copies import copy_route, open_route, preview_route
from web.routes.links import invitation_route, manage_route, shared_route
from web.routes.plain import plain_route
from web.ui.streamlit_shell import EARLY

_LOG = logging.getLogger("coach-or-mentor")

Endpoint = Callable[[Request], Response]

STATIC = Path(__file__).resolve().parents[1] / "static"


class _Elsewhere(StringConvertor):
    """A path that neither we nor Streamlit know: Streamlit would show the guide there, as if it were the first page."""

    regex = r"(?!(?:_stcore|static|media|component)/).+"


register_url_convertor("elsewhere", _Elsewhere())


def trouble_page(guide: Guide) -> Callable[[Request, Exception], Response]:
    """What answers when a route of ours fails: a calm page, with all headers. The error goes to the server's log."""

    def answer(_: Request, error: Exception) -> Response:
        _LOG.error("A page failed", exc_info=error)
        return HTMLResponse(message_document(guide, "error.script", root="./"), 500, headers={**HEADERS, **PRIVATE})

    return answer


def plain_routes(guide: Guide, shell: str) -> Sequence[Route]:
    """The routes. `shell` is the page that Streamlit runs in, shown at `/` once the address says where to begin."""
    return [
        Route("/", _first_page(guide, shell)),
        Route("/help", lambda _: HTMLResponse(help_document(guide))),
        Route("/plain", plain_route(guide), methods=["GET", "POST"]),
        Route("/options", _options_page(guide)),
        Route("/agreement", lambda _: HTMLResponse(agreement_document(guide))),
        Route("/review/{day}.ics", _review(guide)),
        *_link_routes(guide),
        Route("/robots.txt", lambda _: PlainTextResponse("User-agent: *\nAllow: /\n")),
        Route("/healthz", lambda _: PlainTextResponse("ok", headers={"Cache-Control": "no-store"})),
        *(
            Route(f"/{name}", _file(name))
            for name in ("early.js", "guide.js", "lost.js", "share.js", "start.js", "icon.svg", SCHEMA)
        ),
        *(Route(f"/{font.name}", _font(font)) for font in STATIC.glob("fonts/*.woff2")),
        Route("/{path:elsewhere}", _missing_page(guide)),
    ]


def _link_routes(guide: Guide) -> list[Route]:
    return [
        Route("/s/{token:path}", shared_route(guide)),
        Route("/i/{token:path}", invitation_route(guide)),
        Route("/manage/{token:path}", manage_route(guide), methods=["GET", "POST"]),
        Route("/compare", compare_route(guide), methods=["GET", "POST"]),
        Route("/compare/start", compare_start_route(guide), methods=["POST"]),
        Route("/preview", preview_route(guide), methods=["POST"]),
        Route("/copy", copy_route(guide), methods=["POST"]),
        Route("/open", open_route(guide), methods=["GET", "POST"]),
    ]


def _first_page(guide: Guide, shell: str) -> Endpoint:
    def answer(request: Request) -> Response:
        if set(request.query_params) - {PARAMETER}:
            return HTMLResponse(shell.replace(EARLY, early_page(guide, request.query_params)), headers=PRIVATE)
        return HTMLResponse(start_document(guide), headers={"Cache-Control": "no-cache"})

    return answer


def _options_page(guide: Guide) -> Endpoint:
    """All options; the order of the two approaches is by chance each time, so that neither always comes first."""

    def answer(_: Request) -> Response:
        order = secrets.SystemRandom().sample(APPROACHES, len(APPROACHES))
        return HTMLResponse(options_document(guide, order), headers={"Cache-Control": "no-store"})

    return answer


def _review(guide: Guide) -> Endpoint:
    missing = _missing_page(guide)

    def answer(request: Request) -> Response:
        try:
            day = datetime.date.fromisoformat(request.path_params["day"])
        except ValueError:
            return missing(request)
        disposition = f'attachment; filename="review-{day.isoformat()}.ics"'
        return Response(
            review_calendar(guide, day), media_type="text/calendar", headers={"Content-Disposition": disposition}
        )

    return answer


def _missing_page(guide: Guide) -> Endpoint:
    def answer(request: Request) -> Response:
        root = "../" * request.url.path.strip("/").count("/")
        return HTMLResponse(message_document(guide, "error.missing", root=root or "./"), 404)

    return answer


def _font(font: Path) -> Endpoint:
    """A font, which a browser may keep: one that changes gets a new number in its name."""
    headers, body = {"Cache-Control": "public, max-age=31536000, immutable"}, font.read_bytes()
    return lambda _: Response(body, media_type="font/woff2", headers=headers)


def _file(name: str) -> Endpoint:
    return lambda _: FileResponse(STATIC / name, headers={"Cache-Control": "no-cache"})

"""The plain routes beside Streamlit's own: first page, help, shared results, our script and icon, and small files."""

import re
from pathlib import Path

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from web.documents.pages import message_document
from web.guide.edition import Edition
from web.links.result_file import SCHEMA
from web.middleware.base_path import STREAMLITS_PATHS
from web.middleware.headers import DOCUMENT, HEADERS, PERMISSIONS, PRIVATE
from web.routes import compare, copies, fit, links, pages, plain
from web.routes.api.operations import api_routes
from web.routes.context import root_of
from web.routes.forms import with_form
from web.routes.health import health, readiness
from web.routes.in_turn import WRITERS, in_turn
from web.routes.kept_file import FOR_GOOD, LOOKED_AT_AGAIN, KeptFile, answering, kept_file
from web.watching.events import PAGE_FAILED, log_event

STATIC = Path(__file__).resolve().parents[1] / "static"
_FILES = ("desk.js", "early.js", "guide.js", "kept.js", "lost.js", "share.js", "start.js", SCHEMA)
_KINDS = {".js": "text/javascript", ".json": "application/json", ".woff2": "font/woff2"}
_BOTH, _POST = ["GET", "POST"], ["POST"]


def plain_routes(base: str = "") -> list[Route]:
    """Every route of ours, beside Streamlit's below this base path. Each finds edition and services on its request."""
    register_url_convertor("elsewhere", _elsewhere(base))
    return [
        Route("/", pages.first_page),
        Route("/help", pages.help_page),
        Route("/plain", with_form(plain.plain), methods=_BOTH),
        Route("/look-{version}.css", pages.look),
        Route("/icon.svg", pages.icon),
        Route("/options", pages.options),
        Route("/agreement", pages.agreement),
        Route("/how-it-thinks", pages.how_it_thinks),
        Route("/conversation", pages.conversation),
        Route("/review/{day}.ics", pages.review),
        Route("/fit", with_form(fit.fit, WRITERS), methods=_BOTH),
        Route("/fit/thanks", fit.thanks),
        Route("/s/{token:path}", in_turn(links.shared)),
        Route("/i/{token:path}", in_turn(links.invitation)),
        Route("/manage/{token:path}", in_turn(links.owner, WRITERS), methods=_BOTH),
        Route("/compare", with_form(compare.compare), methods=_BOTH),
        Route("/compare/start", with_form(compare.compare_start), methods=_POST),
        Route("/preview", with_form(copies.preview), methods=_POST),
        Route("/copy", with_form(copies.copy), methods=_POST),
        Route("/open", copies.open_file, methods=_BOTH),
        Route("/robots.txt", answering(kept_file("text/plain", b"User-agent: *\nAllow: /\n"), LOOKED_AT_AGAIN)),
        Route("/healthz", health),
        Route("/readyz", readiness),
        *api_routes(),
        *(Route(f"/{name}", answering(_file(STATIC / name), LOOKED_AT_AGAIN)) for name in _FILES),
        *(Route(f"/{font.name}", answering(_file(font), FOR_GOOD)) for font in STATIC.glob("fonts/*.woff2")),
        Route("/{path:elsewhere}", in_turn(pages.missing)),
    ]


def failure_page(edition: Edition, request: Request, error: Exception) -> Response:
    """What answers when a route of ours fails: a calm page, with all headers. The error goes to the server's log."""
    log_event(PAGE_FAILED, error=error)
    page = message_document(edition, "error.script", root=root_of(request))
    return HTMLResponse(page, 500, headers={**HEADERS, **PERMISSIONS, **DOCUMENT, **PRIVATE})


def _elsewhere(base: str) -> StringConvertor:
    """A path that neither we nor Streamlit know: Streamlit would show the guide there, as if it were the first page."""

    class Elsewhere(StringConvertor):
        regex = rf"(?!{re.escape(base.removeprefix('/'))}{STREAMLITS_PATHS})(?!{STREAMLITS_PATHS[1:]}).+"

    return Elsewhere()


def _file(file: Path) -> KeptFile:
    """A file of ours. A font that changes gets a new number in its name."""
    return kept_file(_KINDS[file.suffix], file.read_bytes())

"""The shipped editions and a server's services, loaded once: values, since Hypothesis cannot take fixtures."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from web.guide.edition import Edition, load_editions
from web.middleware.context import Context
from web.routes.table import plain_routes
from web.services.services import Services, open_services
from web.services.worker import Worker
from web.ui.streamlit_shell import rewrite_shell

KEYS = {"COACH_OR_MENTOR_KEYS": "A" * 43}
EDITIONS = load_editions()
EDITION = EDITIONS["en"]
RULES = EDITION.rules
_FOLDER = tempfile.TemporaryDirectory(prefix="coach-or-mentor-")
SERVICES = open_services(KEYS, Path(_FOLDER.name))

SHIPPED = """<!DOCTYPE html><html lang="en"><head><link rel="shortcut icon" href="./favicon.png" />
<link
  rel="preload" href="./static/media/SourceSansVF-Upright.woff2" as="font" crossorigin />
<title>Streamlit</title><link rel="stylesheet" crossorigin href="./static/css/index.css"><script>
      window.prerenderReady = false
    </script></head><body><noscript>old</noscript><div id="root"></div></body></html>"""
"""Streamlit's page, as far as ours is made from it."""


def _shells_of(editions: Mapping[str, Edition]) -> dict[str, str]:
    return {language: rewrite_shell(SHIPPED, edition) for language, edition in editions.items()}


SHELLS = _shells_of(EDITIONS)


def client_of(
    services: Services = SERVICES,
    *,
    middleware: Sequence[Middleware] = (),
    more_routes: Sequence[BaseRoute] = (),
    raises: bool = True,
    editions: Mapping[str, Edition] | None = None,
    worker: Worker | None = None,
) -> TestClient:
    """A client of a server with these services and editions, or the shipped ones, with more routes behind ours."""
    shells = _shells_of(editions) if editions else SHELLS
    context = Middleware(Context, editions=editions or EDITIONS, services=services, shells=shells, worker=worker)
    app = Starlette(routes=[*plain_routes(), *more_routes], middleware=[*middleware, context])
    return TestClient(app, base_url="http://guide.test", raise_server_exceptions=raises)

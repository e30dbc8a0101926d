"""The shipped edition, the services of the tests, and a client of a server that has both."""

import datetime
from collections.abc import Iterator

import pytest
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from tests.web.loaded import EDITION, SERVICES, client_of
from web.guide.edition import Edition
from web.middleware.headers import SecurityHeaders
from web.middleware.origin import OwnOriginOnly
from web.services.services import Services

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The shipped edition in English."""
    return EDITION


@pytest.fixture(scope="session")
def services() -> Services:
    """Services with a key and a database in a folder of the tests."""
    return SERVICES


@pytest.fixture(scope="session", autouse=True)
def _no_components_of_other_packages() -> Iterator[None]:
    """For each page that its harness opens, Streamlit reads the metadata of all installed packages. None matters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield


@pytest.fixture
def client() -> TestClient:
    """The plain routes, with two of Streamlit's own behind them, as they are in the app."""
    streamlit = [
        Route("/static/js/index.js", lambda _: PlainTextResponse("code")),
        Route("/_stcore/upload_file/session/file", lambda _: PlainTextResponse("taken"), methods=["PUT"]),
        WebSocketRoute("/_stcore/stream", _echo),
    ]
    middleware = [Middleware(SecurityHeaders), Middleware(OwnOriginOnly, address="https://guide.example.org")]
    return client_of(middleware=middleware, more_routes=streamlit)


async def _echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("open")
    await socket.close()

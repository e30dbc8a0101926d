"""Requests and open pages are counted by the pattern of their route, which never holds a token."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from web.middleware.watched import Watched
from web.routes.table import plain_routes
from web.watching.figures import REGISTRY

PATHS = [route.path for route in plain_routes()]
WATCHED = Watched(PlainTextResponse(""), PATHS)


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"coach_or_mentor_{name}", labels) or 0.0


@pytest.mark.parametrize("path", PATHS[:-1])
def test_each_route_is_counted_by_its_own_pattern(path: str) -> None:
    start, placeholder, _ = path.partition("{")
    assert WATCHED.pattern_of(start + ("secret" if placeholder else "")) == path


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/s/secret/secret", "/s/{token:path}"),
        ("/static/js/secret.js", "/static/"),
        ("/media/secret.csv", "/media/"),
        ("/_stcore/upload_file/secret/secret", "/_stcore/upload_file/"),
        ("/_stcore/health", "/_stcore/health"),
        ("/secret", "other"),
        ("/S/secret", "other"),
        ("", "other"),
    ],
)
def test_no_pattern_holds_what_is_in_a_path(path: str, pattern: str) -> None:
    assert WATCHED.pattern_of(path) == pattern


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(await socket.receive_text())


async def refuse(socket: WebSocket) -> None:
    await socket.close()


def fail(_: Request) -> PlainTextResponse:
    raise RuntimeError


@pytest.fixture
def client() -> TestClient:
    routes = [
        Route("/help", lambda _: PlainTextResponse("", 404)),
        Route("/fit", fail),
        WebSocketRoute("/_stcore/stream", echo),
        WebSocketRoute("/refused", refuse),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Watched, routes=PATHS)])
    return TestClient(app, raise_server_exceptions=False)


def test_a_request_is_counted_once_with_its_status_and_seconds(client: TestClient) -> None:
    before = figure("requests_total", route="/help", status="4xx"), figure("request_seconds_count", route="/help")
    client.get("/help?at=secret")
    after = figure("requests_total", route="/help", status="4xx"), figure("request_seconds_count", route="/help")
    assert after == (before[0] + 1, before[1] + 1)


def test_a_request_that_fails_is_counted_too(client: TestClient) -> None:
    before = figure("request_seconds_count", route="/fit"), figure("requests_total", route="/fit", status="5xx")
    client.get("/fit")
    assert figure("request_seconds_count", route="/fit") == before[0] + 1
    assert figure("requests_total", route="/fit", status="5xx") == before[1] + 1


def test_a_page_is_open_from_when_it_is_accepted_until_it_is_closed(client: TestClient) -> None:
    opened, total = figure("sessions_open"), figure("sessions_total")
    with client.websocket_connect("/_stcore/stream") as socket:
        assert (figure("sessions_open"), figure("sessions_total")) == (opened + 1, total + 1)
        socket.send_text("")
        socket.receive_text()
    assert (figure("sessions_open"), figure("sessions_total")) == (opened, total + 1)


def test_a_page_that_is_turned_away_was_never_open(client: TestClient) -> None:
    total, refused = figure("sessions_total"), figure("sessions_refused_total")
    with pytest.raises(Exception), client.websocket_connect("/refused"):  # noqa: B017, PT011
        pass
    assert (figure("sessions_total"), figure("sessions_refused_total")) == (total, refused + 1)

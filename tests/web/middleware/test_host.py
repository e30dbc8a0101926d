"""The names that the guide answers to."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from web.middleware.host import KnownHost

ADDRESS = "https://Guide.example.org:8443/trust"


def client_of(address: str) -> TestClient:
    async def talk(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    routes = [Route("/{path:path}", lambda _: PlainTextResponse("here")), WebSocketRoute("/socket", talk)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(KnownHost, address=address)]))


@pytest.mark.parametrize(
    "host",
    ["guide.example.org", "GUIDE.example.org:8443", "guide.example.org:1", "localhost:8501", "127.0.0.1", "[::1]:80"],
)
def test_our_own_name_and_bare_addresses_are_answered(host: str) -> None:
    client = client_of(ADDRESS)
    assert client.get("/", headers={"host": host}).status_code == 200
    with client.websocket_connect("/socket", headers={"host": host}):
        pass


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("guide.example.org.evil.example", 421),
        ("evil.example:8443", 421),
        ("evil.example/guide.example.org", 400),
        ("guide.example.org@evil.example", 400),
        ("guide.example.org, evil.example", 400),
        ("evil.example#guide.example.org", 400),
        ("<script>", 400),
        ("guide.example.org:x", 400),
        ("", 400),
    ],
)
def test_other_names_are_not_and_probes_may_ask_by_any(host: str, status: int) -> None:
    client = client_of(ADDRESS)
    response = client.get("/", headers={"host": host})
    assert response.status_code == status
    assert "evil" not in response.text
    assert {client.get(path, headers={"host": host}).status_code for path in ("/healthz", "/readyz")} == {200}
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/socket", headers={"host": host}):
        pass


def test_where_no_address_is_set_any_name_will_do_but_no_nonsense() -> None:
    client = client_of("")
    assert client.get("/", headers={"host": "anything.example:8501"}).status_code == 200
    assert client.get("/", headers={"host": '"><script>'}).status_code == 400


def test_a_name_in_other_letters_is_answered_as_a_browser_writes_it() -> None:
    assert client_of("https://büro.example").get("/", headers={"host": "xn--bro-hoa.example"}).status_code == 200

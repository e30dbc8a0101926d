"""Clients that send or read at their leisure, at a small server with the same limits and less patience."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
import uvicorn
import websockets.sync.client
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from tests.attack.raw import SECONDS, ask, connect, get
from web.middleware import connections
from web.middleware.connections import BoundedConnections
from web.middleware.host import KnownHost

PATIENCE = 0.4
MUCH = 64 << 20


async def echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def asked(request: Request) -> Response:
    client = request.client
    return JSONResponse([request.url.scheme, client.host if client else "", request.headers.get("host")])


async def much(socket: WebSocket) -> None:
    await socket.accept()
    while True:
        await socket.send_bytes(bytes(1 << 20))


async def quiet(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(await socket.receive_text())


ROUTES = [
    Route("/", echo, methods=["POST", "GET"]),
    Route("/asked", asked),
    Route("/much", lambda _: Response(bytes(MUCH))),
    WebSocketRoute("/socket", much),
    WebSocketRoute("/quiet", quiet),
]


@contextlib.contextmanager
def serving(*, proxies: int = 0) -> Iterator[tuple[str, uvicorn.Server]]:
    """A uvicorn with its own settings, as Streamlit starts it, and our middleware: its address, and the server."""
    middleware = [Middleware(BoundedConnections), Middleware(KnownHost, proxies=proxies)]
    app = Starlette(routes=ROUTES, middleware=middleware)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="websockets-sansio", timeout_keep_alive=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", server
    finally:
        server.should_exit = True
        thread.join(timeout=30)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def hasty() -> Iterator[tuple[str, uvicorn.Server]]:
    """A server that soon closes what is slow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "SECONDS_TO_SEND", PATIENCE)
        patch.setattr(connections, "LEAST_SPEED", 500)
        patch.setattr(connections, "SECONDS_TO_READ", 1)
        with serving() as started:
            yield started


HALVES = {
    "nothing": b"",
    "half a line": b"GET / HT",
    "half the headers": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-",
    "half a body": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc",
    "half a chunk": b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
    "a request, and half of another": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHo",
}


@pytest.mark.parametrize("half", HALVES)
def test_a_request_that_does_not_come_to_its_end_is_closed(half: str, hasty: tuple[str, uvicorn.Server]) -> None:
    answer = ask(hasty[0], HALVES[half])
    assert answer.status == (200 if half.startswith("a request") else 0)


@pytest.mark.parametrize(("piece", "answered"), [(b"a" * 5, False), (b"a" * 500, True)], ids=["by drops", "at a walk"])
def test_a_body_has_to_come_at_a_least_speed(piece: bytes, answered: bool, hasty: tuple[str, uvicorn.Server]) -> None:
    length = 10 * len(piece)
    with connect(hasty[0]) as connection, contextlib.suppress(ConnectionError):
        connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % length)
        for _ in range(10):
            time.sleep(PATIENCE / 5)
            connection.sendall(piece)
        assert connection.recv(9999).startswith(b"HTTP/1.1 200") == answered
        return
    assert not answered


@pytest.mark.parametrize("upgrade", [False, pytest.param(True, marks=pytest.mark.deep)], ids=["page", "websocket"])
def test_who_reads_nothing_is_let_go(upgrade: bool, hasty: tuple[str, uvicorn.Server]) -> None:
    address, server = hasty
    path = "/socket" if upgrade else "/much"
    handshake = (
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + "A" * 22
    )
    with connect(address) as connection:
        lines = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{handshake + '==' if upgrade else 'X: y'}\r\n\r\n"
        connection.sendall(lines.encode())
        assert connection.recv(1)
        assert eventually(lambda: not server.server_state.connections)


def eventually(happens: Callable[[], bool]) -> bool:
    """Whether something happens within a few seconds."""
    end = time.monotonic() + SECONDS
    while not happens() and time.monotonic() < end:
        time.sleep(0.05)
    return happens()


def test_a_websocket_may_be_quiet_for_as_long_as_it_likes(hasty: tuple[str, uvicorn.Server]) -> None:
    with websockets.sync.client.connect(f"{hasty[0].replace('http', 'ws')}/quiet") as opened:
        time.sleep(3 * PATIENCE)
        opened.send("still here")
        assert opened.recv(timeout=SECONDS) == "still here"


@pytest.mark.parametrize(("proxies", "scheme"), [(0, "http"), (1, "https")])
def test_what_a_proxy_says_is_believed_where_the_settings_name_one(proxies: int, scheme: str) -> None:
    said = ("X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Host: evil.example")
    with serving(proxies=proxies) as (address, _):
        assert json.loads(get(address, "/asked", *said).body) == [scheme, "127.0.0.1", urlsplit(address).netloc]


def test_the_server_stops_though_a_request_is_half_sent_and_an_answer_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "SECONDS_TO_STOP", 1)
    with serving() as (address, server), connect(address) as half, connect(address) as unread:
        half.sendall(HALVES["half a body"])
        unread.sendall(b"GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert eventually(lambda: server.server_state.total_requests == 1 and len(server.server_state.tasks) == 1)
        server.should_exit = True
        assert eventually(server.lifespan.shutdown_event.is_set)

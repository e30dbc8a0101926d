"""What uvicorn is not told by Streamlit: how long a connection may take, and when the server has to have stopped.

uvicorn waits for ever for the headers and the body of a request, and for a client to read its answer; and before it
stops, for every connection to end. Streamlit has no setting for any of this. The value that holds uvicorn's settings is
reached by the lifespan, before the first connection.
"""

import asyncio
import contextlib
import socket
import time
from collections.abc import Mapping
from typing import Any, ClassVar

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

from web.watching.events import NO_DESCRIPTORS, log_event

SECONDS_TO_SEND = 20.0
"""How long a request may take to arrive in full, besides a second for each LEAST_SPEED bytes of it."""

LEAST_SPEED = 4_000
"""Bytes a second."""

SECONDS_TO_READ = 60
"""How long a client may read nothing of what it was sent."""

SECONDS_TO_STOP = 5
"""How long requests under way have, once the server is told to stop."""

MOST_BYTES_OF_A_MESSAGE = 2 << 20
"""How long a message over a websocket may be: a file of rules on the author's desk is a tenth of that."""

_SECONDS_TO_BEGIN = 0.5
_SECONDS_BETWEEN_WARNINGS = 60.0
_NO_DESCRIPTORS = "out of system resource"
_READ_TIMEOUT: int | None = getattr(socket, "TCP_USER_TIMEOUT", None)  # Linux alone has it


class TimedConnection(H11Protocol):
    """A connection that is closed where its request does not arrive in time, or its answer is not read."""

    unasked: ClassVar[dict["TimedConnection", float]] = {}
    """The connections whose next request has not come yet, and since when."""

    _timer: asyncio.TimerHandle | None = None
    _received = 0
    _is_websocket = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        connection = transport.get_extra_info("socket")
        # Else a body waits until the client acknowledges the headers, which it puts off for 40 ms. asyncio sees to that
        # only for a socket that was made for TCP by name, and Streamlit's was not.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if _READ_TIMEOUT is not None:
            connection.setsockopt(socket.IPPROTO_TCP, _READ_TIMEOUT, SECONDS_TO_READ * 1000)
        self.unasked[self] = time.monotonic()
        self._watch(SECONDS_TO_SEND)

    def data_received(self, data: bytes) -> None:
        self._received += len(data)
        super().data_received(data)
        if self._is_websocket:
            return  # another protocol has it now, and it stays open for as long as somebody answers
        is_asked = self.cycle is not None and not self.cycle.response_complete
        if is_asked:
            self.unasked.pop(self, None)
        else:
            self.unasked.setdefault(self, time.monotonic())
        if is_asked and not self.cycle.more_body:
            self._unwatch()
        else:
            self._watch(SECONDS_TO_SEND)

    def handle_websocket_upgrade(self, event: Any) -> None:
        self._is_websocket = True
        self._forget()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        super().connection_lost(exc)

    def _watch(self, seconds: float) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(seconds, self._close_if_slow, seconds)

    def _unwatch(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._received = None, 0

    def _close_if_slow(self, seconds: float) -> None:
        self._timer = None
        earned = SECONDS_TO_SEND + self._received / LEAST_SPEED
        if earned > seconds:
            self._timer = self.loop.call_later(earned - seconds, self._close_if_slow, earned)
        else:
            self.transport.abort()

    def _forget(self) -> None:
        self.unasked.pop(self, None)
        self._unwatch()


class BoundedConnections:
    """Middleware that bounds the server's connections as it starts. Another server than uvicorn is left as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            config = getattr(getattr(receive, "__self__", None), "config", None)
            if isinstance(config, Config):
                _bound(config)
                asyncio.get_running_loop().set_exception_handler(_NoDescriptors())
        await self._app(scope, receive, send)


def _bound(config: Config) -> None:
    """Bound what is under way, and take back that headers of a proxy are believed of whoever is on this machine."""
    config.http_protocol_class = TimedConnection
    config.timeout_graceful_shutdown = SECONDS_TO_STOP
    config.ws_max_size = MOST_BYTES_OF_A_MESSAGE
    config.encoded_headers = []
    if isinstance(config.loaded_app, ProxyHeadersMiddleware):
        config.loaded_app = config.loaded_app.app
    with contextlib.suppress(ImportError, OSError):
        _use_all_descriptors()


def _use_all_descriptors() -> None:
    """Take as many descriptors as this process may have: the usual limit is for programs that use select()."""
    import resource  # there is none on Windows, which has no such limit

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class _NoDescriptors:
    """What is done where no connection can be accepted, since all descriptors are in use: those that sent no request
    give theirs back, and the log says so once a minute. asyncio would write 2,048 tracebacks a second.
    """

    def __init__(self) -> None:
        self._warned = self._closed = -_SECONDS_BETWEEN_WARNINGS

    def __call__(self, loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        if _NO_DESCRIPTORS not in str(context.get("message")):
            loop.default_exception_handler(dict(context))
            return
        now = time.monotonic()
        if now - self._closed > _SECONDS_TO_BEGIN:
            self._closed = now
            _close_unasked(now)
        if now - self._warned > _SECONDS_BETWEEN_WARNINGS:
            self._warned = now
            log_event(NO_DESCRIPTORS)


def _close_unasked(now: float) -> None:
    for connection, since in list(TimedConnection.unasked.items()):
        if now - since > _SECONDS_TO_BEGIN:
            with contextlib.suppress(OSError):
                connection.transport.abort()

"""Counting what every request and every page that is connected comes to, by the pattern of its route."""

import time
from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.watching.figures import REQUEST_SECONDS, REQUESTS, SESSIONS, SESSIONS_OPEN, SESSIONS_REFUSED

_STREAMLITS = ("/_stcore/health", "/_stcore/host-config")
_BELOW_STREAMLITS = ("/_stcore/upload_file/", "/static/", "/media/")
_OTHER = "other"
_NO_ANSWER, _FAILED, _AWAY = "none", "5xx", "503"
"""The last: refused for now, since the guide is full or its database away, which other figures tell apart."""


class Watched:
    """Middleware that counts requests, their seconds, and open pages. `routes` are the paths of our routes."""

    def __init__(self, app: ASGIApp, routes: Sequence[str] = ()) -> None:
        self._app = app
        self._whole = {path for path in (*routes, *_STREAMLITS) if "{" not in path}
        starts = {path.partition("{")[0]: path for path in routes if "{" in path}
        starts = {start: path for start, path in starts.items() if start != "/"} | {at: at for at in _BELOW_STREAMLITS}
        self._starts = sorted(starts.items(), key=lambda start: -len(start[0]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._session(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def pattern_of(self, path: str) -> str:
        """The pattern of the route of a path: never the path itself, which may hold a token."""
        if path in self._whole:
            return path
        return next((pattern for start, pattern in self._starts if path.startswith(start)), _OTHER)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        route, status, begun = self.pattern_of(scope["path"]), _NO_ANSWER, time.perf_counter()

        async def send_and_see(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = _AWAY if message["status"] == 503 else f"{message['status'] // 100}xx"
            await send(message)

        try:
            await self._app(scope, receive, send_and_see)
        except Exception:
            status = _FAILED  # it is answered outside of this
            raise
        finally:
            REQUESTS.labels(route, status).inc()
            REQUEST_SECONDS.labels(route).observe(time.perf_counter() - begun)

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_open = False

        async def send_and_see(message: Message) -> None:
            nonlocal is_open
            if message["type"] == "websocket.accept" and not is_open:
                is_open = True
                SESSIONS.inc()
                SESSIONS_OPEN.inc()
            await send(message)

        try:
            await self._app(scope, receive, send_and_see)
        finally:
            if is_open:
                SESSIONS_OPEN.dec()
            else:
                SESSIONS_REFUSED.inc()

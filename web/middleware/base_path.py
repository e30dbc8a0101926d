"""A guide below a path, such as example.org/guide/: `server.baseUrlPath`, whether or not a proxy takes it away.

Our routes, and the other middleware, know no such path. Streamlit's routes do.
"""

import re

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

STREAMLITS_PATHS = r"/(?:_stcore|static|media|component)/"
"""What the paths of Streamlit's own routes begin with, after the base path if there is one."""

_STREAMLITS = re.compile(STREAMLITS_PATHS)


class WithoutBasePath:
    """Middleware that takes the base path away, and leads from it to the folder, so that relative links are right."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app, self._base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if self._base and path == self._base and scope["type"] == "http":
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{path}/{'?' if query else ''}{query}")(scope, receive, send)
            return
        if self._base and path.startswith(f"{self._base}/"):
            path, raw = path.removeprefix(self._base), _raw_path(scope).removeprefix(self._base.encode())
            scope = {**scope, "path": path, "raw_path": raw, "root_path": self._base}
        await self._app(scope, receive, send)


class StreamlitsBasePath:
    """Middleware that gives the base path back to what is for Streamlit's routes."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app, self._base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._base and _STREAMLITS.match(scope.get("path", "")):
            path, raw = self._base + scope["path"], self._base.encode() + _raw_path(scope)
            scope = {**scope, "path": path, "raw_path": raw, "root_path": ""}
        await self._app(scope, receive, send)


def _raw_path(scope: Scope) -> bytes:
    """The path as it was sent, percent-encoded; not every server keeps it."""
    raw: bytes = scope.get("raw_path") or b""
    return raw

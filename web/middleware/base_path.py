"""A guide below a path, such as example.org/guide/: `server.baseUrlPath`, whether or not a proxy takes it away.

Our routes, and the other middleware, know no such path. Streamlit's routes do.
"""

import re

from starlette.datastructures import URL
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
        if not self._base or not (path == self._base or path.startswith(f"{self._base}/")):
            await self._app(scope, receive, send)
        elif path == self._base and scope["type"] == "http":
            url = URL(scope=scope).replace(path=f"{path}/")
            await RedirectResponse(f"{url.path}{'?' if url.query else ''}{url.query}")(scope, receive, send)
        else:
            await self._app(_moved(scope, path.removeprefix(self._base), self._base), receive, send)


class StreamlitsBasePath:
    """Middleware that gives the base path back to what is for Streamlit's routes."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app, self._base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._base and _STREAMLITS.match(scope.get("path", "")):
            scope = _moved(scope, self._base + scope["path"], "")
        await self._app(scope, receive, send)


def _moved(scope: Scope, path: str, root: str) -> Scope:
    """The request at another path. The raw path, which is percent-encoded, is moved where it has the same start."""
    raw = scope.get("raw_path") or b""
    before, after = scope["path"].encode(), path.encode()
    longer, shorter = (before, after) if len(before) > len(after) else (after, before)
    prefix = longer[: len(longer) - len(shorter)]
    raw = raw.removeprefix(prefix) if longer is before else prefix + raw
    return {**scope, "path": path, "raw_path": raw, "root_path": root}

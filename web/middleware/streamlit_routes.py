"""Streamlit's own routes: those that its page needs, and no others.

It has more: its figures, a health check of the script, an interface for agents, sign-in, components. For a path that it
does not know, it answers with its page, as if there were something.
"""

import re
from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.middleware.base_path import STREAMLITS_PATHS

UPLOADS = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")
"""The path of a file that somebody puts on the page, with the session of the page."""

_READING = ("GET", "HEAD")
_NEEDED = {
    re.compile(r"/_stcore/(?:health|host-config)"): _READING,
    re.compile(r"/media/[0-9a-f]+(?:\.[0-9a-z]+)?"): _READING,
    UPLOADS: ("PUT", "DELETE"),
}
_STREAMLITS = re.compile(STREAMLITS_PATHS)
_STREAM = "/_stcore/stream"


class NeededRoutes:
    """Middleware that answers 404 for what Streamlit's page does not need of Streamlit."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """Take the folder of Streamlit's page. Its files are listed now, so that no path is built from a request."""
        self._app = app
        self._files = {f"/{file.relative_to(folder).as_posix()}" for file in folder.glob("static/**/*.*")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _STREAMLITS.search(scope["path"]) and not self._is_needed(scope):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        elif scope["type"] == "websocket" and scope["path"] != _STREAM:
            await send({"type": "websocket.close"})
        else:
            await self._app(scope, receive, send)

    def _is_needed(self, scope: Scope) -> bool:
        path, method = scope["path"], scope["method"]
        if method in _READING and path in self._files:
            return True
        return any(method in methods and pattern.fullmatch(path) for pattern, methods in _NEEDED.items())

"""Streamlit's own files, compressed once each and kept: Streamlit sends them as they are, which is three times as long.

They are named by their content and cached for a year, so only a first visit fetches them; on a slow line, it waits for
little else.
"""

import gzip
from functools import lru_cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_KINDS = {".js": "text/javascript", ".css": "text/css"}
_HEADERS = {
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
    "Cache-Control": "public, immutable, max-age=31536000",
}


class CompressedFiles:
    """Middleware that answers for the scripts and styles below /static/, to clients that accept gzip."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """Take the folder of Streamlit's page. Its files are listed now, so that no path is built from a request."""
        self._app = app
        self._files = {
            f"/{file.relative_to(folder).as_posix()}": file
            for kind in _KINDS
            for file in folder.glob(f"static/**/*{kind}")
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._files.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if file is None or "gzip" not in Headers(scope=scope).get("Accept-Encoding", ""):
            await self._app(scope, receive, send)
            return
        body = await to_thread.run_sync(_compressed, file)
        await Response(body, media_type=_KINDS[file.suffix], headers=_HEADERS)(scope, receive, send)


@lru_cache(maxsize=256)
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)

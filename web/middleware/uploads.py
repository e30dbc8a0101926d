"""Files that are put on a page: taken from a page that asks for one, and only as many as fit into the memory.

Streamlit takes a file from everyone who knows a session, whatever page is shown there, and as many as are sent.
"""

from typing import Protocol

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.middleware.streamlit_routes import UPLOADS

MOST_OF_A_PAGE = 50 << 20
"""How many bytes of files a page may have: the one that is shown, and the one that takes its place."""

MOST_BYTES = 500 << 20
"""How many bytes of files all pages may have, with those that are on their way."""

_WAIT = {"Retry-After": "60"}


class Files(Protocol):
    """What is known about the files on Streamlit's pages."""

    def is_asked_for(self, session: str) -> bool:
        """Whether the page of this session shows a field for a file."""

    def sizes(self, session: str) -> tuple[int, int]:
        """How many bytes the files of this session have, and those of all."""


class Uploads:
    """Middleware that refuses a file that no page asks for, with 404, or that there is no room for, with 503."""

    def __init__(self, app: ASGIApp, files: Files, *, largest: int, most: int = MOST_BYTES) -> None:
        """Take how many bytes one file may have, and all of them."""
        self._app, self._files, self._largest, self._most = app, files, largest, most
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        upload = UPLOADS.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if upload is None:
            await self._app(scope, receive, send)
        elif not self._files.is_asked_for(upload["session"]):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        elif scope["method"] != "PUT":
            await self._app(scope, receive, send)
        elif not self._has_room(upload["session"], size := self._size(scope)):
            await PlainTextResponse("Too many files", 503, _WAIT)(scope, receive, send)
        else:
            self._under_way += size
            try:
                await self._app(scope, receive, send)
            finally:
                self._under_way -= size

    def _has_room(self, session: str, size: int) -> bool:
        own, all_files = self._files.sizes(session)
        return own + size <= MOST_OF_A_PAGE and all_files + self._under_way + size <= self._most

    def _size(self, scope: Scope) -> int:
        """How many bytes a file may have: as many as the request says, or as any may where it says nothing."""
        said = Headers(scope=scope).get("content-length", "")
        return min(int(said), self._largest) if said.isascii() and said.isdecimal() else self._largest


class BrokenOff:
    """Middleware for those who go away in the middle of sending: nobody waits for an answer, and nothing failed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            if scope["type"] != "http":
                raise

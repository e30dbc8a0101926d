"""Only our own pages may open the websocket or upload a file: others are turned away before Streamlit looks at them.

Streamlit would otherwise ask another host for its own address, to see whether the foreign page might be itself.
"""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.middleware.base_path import STREAMLITS_PATHS
from web.watching.events import ORIGIN_REFUSED, log_event

FORBIDDEN = 4403
_READING = ("GET", "HEAD", "OPTIONS")
_STREAMLITS = re.compile(STREAMLITS_PATHS)
_OF_A_HOST = re.compile(r"[\w.:\[\]-]{1,100}", re.ASCII)


def is_from_elsewhere(headers: Headers, address: str = "") -> bool:
    """Whether the browser says that a form was sent by a page of another site.

    Our pages pass no address on, so that the Origin of their forms is null; but newer browsers say by Sec-Fetch-Site
    whose page it was, over HTTPS and on this machine. A client that says nothing is no browser, or an old one.
    """
    if site := headers.get("sec-fetch-site", ""):
        return site not in ("same-origin", "none")
    origin = headers.get("origin", "null")
    return origin != "null" and not _is_own(headers, urlsplit(address).netloc)


class OwnOriginOnly:
    """Middleware that refuses what has an Origin that is neither the Host that was asked nor the configured address.

    That is a websocket, or a request to Streamlit that changes something, such as an upload.
    """

    def __init__(self, app: ASGIApp, address: str = "") -> None:
        self._app = app
        self._configured = urlsplit(address).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _is_own(Headers(scope=scope), self._configured):
            log_event(ORIGIN_REFUSED, _hosts(Headers(scope=scope)))
            await send({"type": "websocket.close", "code": FORBIDDEN})
            return
        if _changes_something(scope) and not _is_own(Headers(scope=scope), self._configured):
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
            return
        await self._app(_asked_by_its_origin(scope) if scope["type"] == "websocket" else scope, receive, send)


def _asked_by_its_origin(scope: Scope) -> Scope:
    """A websocket as if its own page's host had been asked, since Streamlit knows no configured address."""
    headers = MutableHeaders(raw=list(scope["headers"]))
    headers["host"] = _host_of_origin(headers)
    return {**scope, "headers": headers.raw}


def _is_own(headers: Headers, configured: str) -> bool:
    origin = _host_of_origin(headers)
    return bool(origin) and origin in (headers.get("host", ""), configured)


def _host_of_origin(headers: Headers) -> str:
    """The host, and the port if there is one, of whose page it was; "" where that is no address."""
    try:
        return urlsplit(headers.get("origin", "")).netloc
    except ValueError:
        return ""


def _hosts(headers: Headers) -> dict[str, str]:
    """Whose page it was and whom it asked, as far as they are hosts: anything may be in a header."""
    named = {"origin": _host_of_origin(headers), "host": headers.get("host", "")}
    return {name: host if _OF_A_HOST.fullmatch(host) else "no host" for name, host in named.items()}


def _changes_something(scope: Scope) -> bool:
    """Whether this is a request to one of Streamlit's own routes, and not one that only reads."""
    return scope["type"] == "http" and scope["method"] not in _READING and bool(_STREAMLITS.search(scope["path"]))

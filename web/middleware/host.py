"""The names that the guide answers to, and what a proxy says of how it was asked, where the settings name one."""

import ipaddress
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_MISDIRECTED, _BAD = 421, 400
_OF_PROBES = ("/healthz", "/readyz")
_FORM = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::[0-9]{1,5})?")
_SECURE = {"http": "https", "ws": "wss"}
_SAYS = {_MISDIRECTED: "This server does not answer to that name.", _BAD: "Bad Request"}
_TWO_LENGTHS = {"content-length", "transfer-encoding"}


class KnownHost:
    """Middleware that answers to the name in the configured address, to localhost and to a bare network address alone.

    Where no address is configured, any name will do. A probe may ask by any name. A request that says its length in two
    ways is refused too: a proxy that reads the other one would take its end for a request of its own.
    """

    def __init__(self, app: ASGIApp, *, address: str = "", proxies: int = 0) -> None:
        self._app, self._proxies = app, proxies
        self._name = (urlsplit(address).hostname or "").encode("idna").decode("ascii")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif (status := self._refusal(scope)) and scope["path"] not in _OF_PROBES:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close"})
            else:
                await PlainTextResponse(_SAYS[status], status, {"Connection": "close"})(scope, receive, send)
        else:
            await self._app(self._as_asked(scope), receive, send)

    def _refusal(self, scope: Scope) -> int:
        """The status for a name that is not ours or no name at all, or for a request that may hide another, or 0."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if set(headers) >= _TWO_LENGTHS:
            return _BAD
        if not hosts:
            return 0
        found = _FORM.fullmatch(hosts[0])
        if len(hosts) > 1 or found is None:
            return _BAD
        return _MISDIRECTED if self._name and not self._is_ours(found["name"].lower()) else 0

    def _is_ours(self, name: str) -> bool:
        if name in (self._name, "localhost"):
            return True
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True

    def _as_asked(self, scope: Scope) -> Scope:
        """With the scheme that the visitor's browser used, where the nearest proxy says it."""
        said = Headers(scope=scope).get("x-forwarded-proto", "").rpartition(",")[2].strip()
        if self._proxies and said == "https":
            return {**scope, "scheme": _SECURE.get(scope["scheme"], scope["scheme"])}
        return scope

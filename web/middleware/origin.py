"""Only our own pages may open the websocket: others are turned away before Streamlit looks at them.

Streamlit would otherwise ask another host for its own address, to see whether the foreign page might be itself.
"""

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

FORBIDDEN = 4403
_LOG = logging.getLogger("coach-or-mentor")
_REFUSED = (
    "A websocket was refused: its Origin is %.200r and its Host is %.200r. "
    "A proxy has to pass on the Host, or COACH_OR_MENTOR_ADDRESS has to be set."
)


class OwnOriginOnly:
    """Middleware that closes a websocket whose Origin is neither the Host that was asked nor the configured address."""

    def __init__(self, app: ASGIApp, address: str = "") -> None:
        self._app = app
        self._configured = urlsplit(address).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not self._is_own(Headers(scope=scope)):
            _LOG.warning(_REFUSED, Headers(scope=scope).get("origin"), Headers(scope=scope).get("host"))
            await send({"type": "websocket.close", "code": FORBIDDEN})
            return
        await self._app(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        origin = urlsplit(headers.get("origin", "")).netloc
        return bool(origin) and origin in (headers.get("host", ""), self._configured)

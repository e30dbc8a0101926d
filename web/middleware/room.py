"""A websocket past the limit of sessions is refused before it costs anything: those who are in stay in."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from web.services.session_limit import SessionLimit

SECONDS_TO_WAIT = 60
"""After how long whoever finds the guide full may try again."""

FULL = 503


class RoomForSessions:
    """Middleware that counts the websockets that are open, and answers 503 to one for which there is no room."""

    def __init__(self, app: ASGIApp, limit: SessionLimit) -> None:
        self._app, self._limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
        elif self._limit.is_closed:
            refusal = PlainTextResponse("The guide is full.", FULL, headers={"Retry-After": str(SECONDS_TO_WAIT)})
            await WebSocket(scope, receive, send).send_denial_response(refusal)
        else:
            with self._limit.one_more():
                await self._app(scope, receive, send)

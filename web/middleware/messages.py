"""What a page may say over its websocket: what Streamlit would do for everybody, or at length, is not handed on.

Any client may ask Streamlit to empty the caches of the whole server, for the names of files that are in no commit, or
for the addresses of a million files; and what is no message of its own leaves forty lines in the log.
"""

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_UNSUPPORTED = 1003


class ExpectedMessages:
    """Middleware that hands on the messages that are wanted. What is no message of Streamlit's ends the connection."""

    def __init__(self, app: ASGIApp, is_wanted: Callable[[bytes], bool]) -> None:
        """`is_wanted` raises ValueError for what is no message."""
        self._app, self._is_wanted = app, is_wanted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_wanted() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                try:
                    if self._is_wanted(message.get("bytes") or b""):
                        return message
                except ValueError:
                    await send({"type": "websocket.close", "code": _UNSUPPORTED})
                    return {"type": "websocket.disconnect", "code": _UNSUPPORTED}

        await self._app(scope, receive_wanted if scope["type"] == "websocket" else receive, send)

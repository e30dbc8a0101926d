"""What each request carries: the edition of its language, the services, and Streamlit's shell in that language."""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.guide.edition import Edition
from web.guide.languages import language_of
from web.services.services import Services
from web.services.worker import Worker

_IN_A_LANGUAGE = ("text/html", "text/calendar", "application/json")


class Context:
    """Middleware that sets `edition`, `services`, `shell` and `worker` on the state of every request, and names the
    language. `worker` is None where there is none.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        editions: Mapping[str, Edition],
        services: Services,
        shells: Mapping[str, str],
        worker: Worker | None = None,
    ) -> None:
        self._app, self._editions, self._shells = app, editions, shells
        self._ours = {"services": services, "worker": worker}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        language = language_of(scope, tuple(self._editions))

        async def send_with_language(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith(_IN_A_LANGUAGE):
                    headers.add_vary_header("Accept-Language")
                    headers.setdefault("Content-Language", language)
            await send(message)

        ours = {**self._ours, "edition": self._editions[language], "shell": self._shells[language]}
        await self._app({**scope, "state": {**scope.get("state", {}), **ours}}, receive, send_with_language)

"""An operation of the JSON interface as an endpoint: counted, bounded, off the event loop; any failure is a problem."""

from collections.abc import Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from web.routes.api.body import read_body
from web.routes.api.refusal import Refusal, refused
from web.routes.context import client_of, services_of
from web.routes.few_threads import FewThreads
from web.watching.events import API_FAILED, log_event

_THREADS = FewThreads("threads for the JSON interface", 2)


class Operation:
    """An ASGI endpoint from a plain function of a request and its body. It takes one method; GET takes HEAD as well."""

    def __init__(
        self, answer: Callable[[Request, bytes], Response], method: str = "GET", *, counted: bool = True
    ) -> None:
        self._answer, self._counted = answer, counted
        self._methods = ("GET", "HEAD") if method == "GET" else (method,)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answered(request)
        except Refusal as refusal:
            response = refused(request, refusal)
        except ClientDisconnect:
            return
        except Exception as error:
            log_event(API_FAILED, error=error)
            response = refused(request, Refusal("failed"))
        await response(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        if request.method not in self._methods:
            allowed = ", ".join(self._methods)
            raise Refusal("method", headers={"Allow": allowed}, allowed=allowed)
        if self._counted:
            count(request)
        body = await read_body(request) if "POST" in self._methods else b""
        return await _THREADS.run(self._answer, request, body)


def count(request: Request, requests: int = 1) -> None:
    """Count so many requests for whoever sent this one. Raises Refusal where that is too often."""
    seconds = services_of(request).rate_limit.seconds_to_wait(client_of(request), requests)
    if seconds:
        raise Refusal("often", headers={"Retry-After": str(seconds)}, seconds=seconds)


def missing(request: Request, _: bytes) -> Response:
    """What is asked for does not exist."""
    raise Refusal("missing")

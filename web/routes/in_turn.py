"""Pages about links take turns at a few threads, so that however many are asked for, people's clicks get their share.

Where so many wait that one more would wait for too long, it is refused at once, and calmly.
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from web.documents.link_trouble import ServerBusy
from web.routes.few_threads import FewThreads
from web.routes.links import unresolved

MOST_WAITING = 200
"""How many may wait: about a second's worth."""

_THREADS = FewThreads("threads for links", 2)
"""One opens a link while the other waits for the worker."""


def in_turn(page: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint from a plain function that may take its time, but for one request too many."""

    async def endpoint(request: Request) -> Response:
        if _THREADS.waiting >= MOST_WAITING:
            return unresolved(request, ServerBusy())
        return await _THREADS.run(page, request)

    return endpoint

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

_READERS = FewThreads("threads for links", 2)
"""One opens a link while the other waits for the worker."""


WRITERS = FewThreads("threads for writing", 2)
"""For what writes into the database, one after another: while that is slow, no page about help waits for it."""


def in_turn(
    page: Callable[[Request], Response], threads: FewThreads = _READERS
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint from a plain function that may take its time, but for one request too many."""

    async def endpoint(request: Request) -> Response:
        if threads.waiting >= MOST_WAITING:
            return unresolved(request, ServerBusy())
        return await threads.run(page, request)

    return endpoint

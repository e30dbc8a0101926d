"""What watching costs: the microseconds that the figures and the log take from a click and from a request.

Run it alone: `python -m benchmarks.watching`. It measures the calls themselves, in this process.
"""

import asyncio
import logging
import timeit
from collections.abc import Callable
from functools import partial

from prometheus_client import generate_latest
from starlette.types import Message, Receive, Scope, Send

from web.middleware.watched import Watched
from web.routes.table import plain_routes
from web.watching.events import LINK_REFUSED, log_event
from web.watching.figures import REGISTRY, SCRIPT_SECONDS
from web.watching.flood import FloodLimit
from web.watching.log_format import JsonFormat

_TIMES, _REPEATS = 20_000, 5


def _microseconds(call: Callable[[], object]) -> float:
    return min(timeit.repeat(call, number=_TIMES, repeat=_REPEATS)) / _TIMES * 1e6


def _click() -> None:
    with SCRIPT_SECONDS.time():
        pass


async def _answer(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _receive() -> Message:
    return {"type": "http.request"}


async def _send(_: Message) -> None: ...


def _request_microseconds() -> float:
    scope = {"type": "http", "path": f"/s/{'a' * 90}"}
    watched = Watched(_answer, [route.path for route in plain_routes()])

    async def many(app: Callable[[Scope, Receive, Send], object]) -> float:
        loop = asyncio.get_running_loop()
        best = float("inf")
        for _ in range(_REPEATS):
            begun = loop.time()
            for _ in range(_TIMES):
                await app(scope, _receive, _send)  # type: ignore[misc]
            best = min(best, loop.time() - begun)
        return best / _TIMES * 1e6

    return asyncio.run(many(watched)) - asyncio.run(many(_answer))


class _Nowhere(logging.Handler):
    """A handler that makes each line, and writes it nowhere."""

    def emit(self, record: logging.LogRecord) -> None:
        self.format(record)


def _logged() -> dict[str, float]:
    logger, handler = logging.getLogger("coach-or-mentor"), _Nowhere(logging.INFO)
    handler.setFormatter(JsonFormat())
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.INFO)
    refused = partial(log_event, LINK_REFUSED, {"reason": "DamagedLink", "hash": "0a1b2c3d"})
    written = _microseconds(refused)
    handler.addFilter(FloodLimit())
    return {"a line that is written": written, "a line in a flood": _microseconds(refused)}


def main() -> None:
    costs = {
        "a click: its seconds": _microseconds(_click),
        "a request: its count, its seconds, its route": _request_microseconds(),
        **_logged(),
        "a fetch of all figures": min(timeit.repeat(lambda: generate_latest(REGISTRY), number=20, repeat=3)) / 20 * 1e6,
    }
    for name, cost in costs.items():
        print(f"{name:<46} {cost:8.1f} µs")


if __name__ == "__main__":
    main()

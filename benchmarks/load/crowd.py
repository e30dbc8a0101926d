"""A crowd of visitors, in a process of its own so that it holds up no server: what they saw, as JSON.

`python -m benchmarks.load.crowd KIND ADDRESS SESSIONS SECONDS PROCESS`
"""

import asyncio
import gc
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass, field
from typing import Any

from websockets.exceptions import WebSocketException

from benchmarks.load.process import cpu_seconds, resident_bytes
from benchmarks.load.search import Step
from benchmarks.load.walks import WrongPage, walk_bare, walk_guide
from tests.web.loaded import EDITION
from web.documents.read_ahead import read_ahead

EVERY = 5.0
"""How many seconds pass between two clicks of one visitor."""

WARM = 1.2 * EVERY
"""The seconds in which the visitors come, and which are not counted."""

_WALKS = {"guide": walk_guide, "bare": walk_bare}
_WRONG = (WrongPage, LookupError, OSError, WebSocketException)


@dataclass(slots=True)
class Seen:
    """Milliseconds and bytes of each click, what went wrong, and visits that came to their end."""

    clicks: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    visits: int = 0


class Visitor:
    """One visitor, who walks again and again, and clicks at moments of their own."""

    def __init__(self, number: int, first_at: float, seen: Seen) -> None:
        self._chance, self._seen = random.Random(number), seen
        self._at, self._since, self.waits = first_at, 0.0, False

    async def walk(self, kind: str, address: str) -> None:
        """Visit without end. The first visit begins anywhere in the guide, so that a crowd is spread over it."""
        begun = True
        while True:
            await self._until_next()
            try:
                await _WALKS[kind](address, self._chance, self._click, begun=begun)
                self._seen.visits += 1
            except _WRONG as error:
                self._seen.wrong.append(f"{type(error).__name__}: {error}"[:300])
            begun = False

    def waited(self) -> float:
        """For how many milliseconds the last click has been waiting: one without an answer counts as well."""
        return 1000 * (time.perf_counter() - self._since)

    async def _click(self, run: Callable[[], Coroutine[Any, Any, int]]) -> None:
        await self._until_next()
        self._at = max(self._at + EVERY, time.perf_counter())
        self._since, self.waits = time.perf_counter(), True
        try:
            size = await run()
        finally:
            self.waits = False
        self._seen.clicks.append(self.waited())
        self._seen.sizes.append(size)

    async def _until_next(self) -> None:
        await asyncio.sleep(max(0.0, self._at - time.perf_counter()))


async def visit(kind: str, address: str, sessions: int, seconds: float, process: int) -> Step:
    """Let so many visitors click for a while. They come spread over the time between two clicks."""
    seen, start = Seen(), time.perf_counter()
    visitors = [Visitor(number, start + EVERY * number / sessions, seen) for number in range(sessions)]
    tasks = [asyncio.create_task(visitor.walk(kind, address)) for visitor in visitors]
    await asyncio.sleep(WARM)
    seen.clicks.clear()
    seen.sizes.clear()
    before = cpu_seconds(process)
    await asyncio.sleep(seconds)
    taken = [*seen.clicks, *(visitor.waited() for visitor in visitors if visitor.waits)]
    step = Step(
        sessions=sessions,
        clicks=len(seen.clicks),
        p50_ms=statistics.median(taken),
        p95_ms=statistics.quantiles(taken, n=20)[-1],
        cpu_ms=1000 * (cpu_seconds(process) - before) / max(1, len(seen.clicks)),
        visits=seen.visits,
        resident_bytes=resident_bytes(process),
        bytes_a_click=statistics.mean(seen.sizes or [0]),
        wrong=tuple(seen.wrong[:3]),
    )
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=10)
    return step


def main() -> None:
    kind, address, sessions, seconds, process = sys.argv[1:]
    read_ahead(EDITION)  # what the first result needs would keep the visitors from seeing the others' answers
    gc.freeze()
    print(json.dumps(asdict(asyncio.run(visit(kind, address, int(sessions), float(seconds), int(process))))))


if __name__ == "__main__":
    main()

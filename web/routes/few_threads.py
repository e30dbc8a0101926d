"""A few threads for work of one kind: however much of it is asked, people's clicks get their share of the processor."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

T = TypeVar("T")


class FewThreads:
    """So many threads on each event loop. What comes while all of them work waits for its turn."""

    def __init__(self, name: str, most: int) -> None:
        self._most = most
        self._limiter = RunVar[CapacityLimiter](name)

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return self._of_this_loop().statistics().tasks_waiting

    async def run(self, work: Callable[..., T], *values: object) -> T:
        """What `work` returns for these values."""
        return await to_thread.run_sync(work, *values, limiter=self._of_this_loop())

    def _of_this_loop(self) -> CapacityLimiter:
        if (limiter := self._limiter.get(None)) is None:
            limiter = CapacityLimiter(self._most)
            self._limiter.set(limiter)
        return limiter

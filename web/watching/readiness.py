"""Whether a server is ready: asked seldom, off the event loop, and never waited for in vain."""

import asyncio
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from types import FrameType

SECONDS_TO_WAIT, SECONDS_REMEMBERED = 2.0, 1.0

STOPPING = threading.Event()
"""Set when the server was told to stop."""


def notice_the_signal_to_stop() -> None:
    """Set STOPPING as soon as the server is told to stop, before it does anything else. For the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        usual = signal.getsignal(number)

        def stop(number: int, frame: FrameType | None, usual: object = usual) -> None:
            STOPPING.set()
            if callable(usual):
                usual(number, frame)

        signal.signal(number, stop)


class Probe:
    """A question that can take long, such as whether the database answers. Its answer is remembered for a second.

    While one is being asked, all wait for the same, for two seconds at most; and where that was in vain, nobody else
    waits, and nothing is asked again, until it comes back. `clock` gives seconds, from any start.
    """

    def __init__(
        self,
        ask: Callable[[], bool],
        *,
        clock: Callable[[], float] = time.monotonic,
        seconds_to_wait: float = SECONDS_TO_WAIT,
    ) -> None:
        self._ask, self._clock, self._seconds_to_wait = ask, clock, seconds_to_wait
        self._lock = threading.Lock()
        self._answer: Future[bool] | None = None
        self._asked_at = 0.0

    async def is_true(self) -> bool:
        """The answer; False where there is none in time, or where asking failed."""
        answer = self._current()
        if not answer.done():
            await asyncio.wait({asyncio.wrap_future(answer)}, timeout=self._seconds_left())
        return answer.done() and answer.result()

    def is_true_now(self) -> bool:
        """The same, for a thread that may wait."""
        answer = self._current()
        wait([answer], self._seconds_left())
        return answer.done() and answer.result()

    def _seconds_left(self) -> float:
        return max(0.0, self._asked_at + self._seconds_to_wait - self._clock())

    def _current(self) -> Future[bool]:
        with self._lock:
            is_fresh = self._clock() < self._asked_at + SECONDS_REMEMBERED
            if self._answer is None or (self._answer.done() and not is_fresh):
                self._answer, self._asked_at = Future[bool](), self._clock()
                self._begin(self._answer)
            return self._answer

    def _begin(self, answer: Future[bool]) -> None:
        try:
            threading.Thread(target=self._find, args=(answer,), daemon=True).start()
        except RuntimeError:  # no thread can be had: it is asked again soon
            answer.set_result(False)

    def _find(self, answer: Future[bool]) -> None:
        try:
            answer.set_result(self._ask())
        except Exception:
            answer.set_result(False)

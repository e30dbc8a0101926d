"""No flood of lines: of the same event a few a minute are written, and then one line says how many were left out."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from web.watching.events import LEFT_OUT, log_event
from web.watching.log_format import event_of

MOST_A_MINUTE = 20
_MINUTE = 60.0


@dataclass(slots=True)
class _Minute:
    ends: float
    lines: int = 0
    left_out: int = 0


class FloodLimit(logging.Filter):
    """A filter of a handler that passes so many lines of an event a minute. Safe to use from several threads.

    Another package's line is known by the place that logged it. `clock` gives seconds, from any start; `later` calls
    a function after so many seconds.
    """

    def __init__(
        self,
        most: int = MOST_A_MINUTE,
        *,
        clock: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], None] | None = None,
    ) -> None:
        super().__init__()
        self._most, self._clock, self._later = most, clock, later or _call_later
        self._minutes = dict[str, _Minute]()
        self._is_due = False
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this line is written."""
        event = event_of(record)
        if event == LEFT_OUT.id:
            return True
        with self._lock:
            now = self._clock()
            minute = self._minutes.get(event)
            if minute is None or (now >= minute.ends and not minute.left_out):
                minute = self._minutes[event] = _Minute(now + _MINUTE)
            minute.lines += 1
            if minute.lines <= self._most:
                return True
            minute.left_out += 1
            is_first, self._is_due = not self._is_due, True
        if is_first:
            self._wait()
        return False

    def _wait(self) -> None:
        try:
            self._later(_MINUTE, self.tell)
        except RuntimeError:  # no thread can be had: the next line tries again
            self._is_due = False

    def tell(self) -> None:
        """Say how many lines were left out, and begin afresh."""
        with self._lock:
            left_out = {event: minute.left_out for event, minute in self._minutes.items() if minute.left_out}
            self._minutes.clear()
            self._is_due = False
        for event, count in left_out.items():
            log_event(LEFT_OUT, {"count": count, "of": event})


def _call_later(seconds: float, function: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, function)
    timer.daemon = True
    timer.start()

"""Turns for what clicks run: two at a time, first come, first served.

Streamlit runs each click in a thread of its own. Python lets one thread work at a time and changes over every five
milliseconds, so that where many run they all end late: 300 people who click every five seconds then wait for a second,
and for 30 milliseconds where two run and the others wait for them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

AT_ONCE = 2
MOST_SECONDS = 1.0
"""How long a turn is waited for: where the database is slow, nobody waits for those who wait for it."""

_free = Semaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a turn, and take it until this ends; or go ahead without one after MOST_SECONDS."""
    is_ours = _free.acquire(timeout=MOST_SECONDS)
    try:
        yield
    finally:
        if is_ours:
            _free.release()

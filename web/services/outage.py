"""An outage: whether one use of the database works. The operator is told when that changes, and at no other time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy.exc import SQLAlchemyError

from recommender.core.errors import DatabaseUnavailable
from web.services.database_trouble import trouble_of
from web.watching.events import DATABASE_AWAY, DATABASE_BACK, log_event

SECONDS_TO_ANSWER = 2
"""For how long a database is waited for."""

_SECONDS_LEFT_ALONE = 1
"""For how long one that failed is not asked again, so that requests do not wait for it one after another in vain."""


class Outage:
    """One use of the database, such as reading about links, and what does not work while that fails.

    While it fails, one request at a time tries again, and all others are answered at once. Safe to use from threads.
    """

    def __init__(self, effect: str) -> None:
        """Take what does not work meanwhile, as a clause: "links do not open"."""
        self._effect = effect
        self._lock = Lock()
        self._since: float | None = None
        self._changed_at = self._asked_again_at = float("-inf")

    @contextmanager
    def watched(self) -> Iterator[None]:
        """What uses the database goes inside. Raises DatabaseUnavailable, never with the address, where it fails."""
        began = self._begin()
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            self._fail(began, error)
            raise DatabaseUnavailable(f"The database does not answer: {type(error).__name__}.") from None
        if self._since is not None:
            self._succeed(began)

    def refuse(self) -> None:
        """Raise DatabaseUnavailable while the database is left alone."""
        if self._since is not None and time.monotonic() < self._asked_again_at:
            raise DatabaseUnavailable("The database did not answer a moment ago.")

    def _begin(self) -> float:
        if self._since is None:
            return time.monotonic()
        with self._lock:
            self.refuse()
            now = time.monotonic()
            self._asked_again_at = now + SECONDS_TO_ANSWER + _SECONDS_LEFT_ALONE
        return now

    def _fail(self, began: float, error: Exception) -> None:
        with self._lock:
            now = time.monotonic()
            if self._since is None:
                if began < self._changed_at:
                    return  # it began during the last outage
                self._since = self._changed_at = now
                what, effect, remedy = trouble_of(error, self._effect)
                log_event(DATABASE_AWAY, {"what": what, "effect": effect, "remedy": remedy})
            self._asked_again_at = now + _SECONDS_LEFT_ALONE

    def _succeed(self, began: float) -> None:
        with self._lock:
            if self._since is None or began < self._changed_at:
                return  # it began before the outage
            self._changed_at = time.monotonic()
            seconds = round(self._changed_at - self._since)
            log_event(DATABASE_BACK, {"seconds": seconds, "effect": self._effect})
            self._since = None

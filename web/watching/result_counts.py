"""How often each outcome was shown, published so that nobody who watches the figures learns what one person got."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from threading import Lock

from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

MOST_WAITING = 100
"""How many results are shown before any of them is counted in public."""

STEP = 10
"""What is published is a multiple of it."""


class ResultCounts(Collector):
    """Counts that are published a hundred results at a time, each rounded to tens, up or down by chance.

    So no count moves as one person finishes. Even whoever knows the other 99 of a hundred learns hardly anything of the
    last result: it moves its count in one case of ten, and chance moves the counts too. On average they are right.
    Those that wait are lost when the server stops. `below` gives a number by chance, from 0 and below its argument.
    """

    def __init__(self, name: str, *, below: Callable[[int], int] = secrets.randbelow) -> None:
        self._name, self._below = name, below
        self._waiting, self._published = Counter[str](), Counter[str]()
        self._lock = Lock()

    def count(self, outcome: str) -> None:
        """Count a result that was shown, of somebody who ticked nothing on the screening page."""
        with self._lock:
            self._waiting[outcome] += 1
            if self._waiting.total() >= MOST_WAITING:
                self._publish()

    def collect(self) -> Iterator[CounterMetricFamily]:
        """What is published. Called by the registry."""
        family = CounterMetricFamily(
            self._name, "Results by outcome, a hundred at a time and rounded to tens by chance.", labels=["outcome"]
        )
        with self._lock:
            published = dict(self._published)
        for outcome, count in sorted(published.items()):
            family.add_metric([outcome], count)
        yield family

    def _publish(self) -> None:
        for outcome, count in self._waiting.items():
            if rounded := (count + self._below(STEP)) // STEP * STEP:
                self._published[outcome] += rounded
        self._waiting.clear()

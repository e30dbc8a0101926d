"""How long pieces of work take beside each other: in one process, by turns, since a machine is never still."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping

Work = Callable[[], object]


def medians(works: Mapping[str, Work], rounds: int = 5) -> dict[str, float]:
    """For each piece of work the median of its seconds over the rounds; in each round each runs once, in order."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            start = time.perf_counter()
            work()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(some) for name, some in seconds.items()}


def told(seconds: float) -> str:
    """Seconds in a unit that suits them."""
    for unit, size in (("s ", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:9.2f} {unit}"
    return f"{seconds / 1e-6:9.2f} µs"


def line(name: str, seconds: float, note: str = "") -> None:
    """Print one line of a table."""
    print(f"  {name:<46}{told(seconds)}  {note}".rstrip())

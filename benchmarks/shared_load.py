"""8 readers of shared documents at once, as fast as they can: how many a second, and what others' clicks feel.

`python -m benchmarks.shared_load`, by `make bench-load`. All the while, visitors walk the guide over websockets. The
readers come and go by turns, so that what else the machine does falls on the clicks of both alike. The readers, the
visitors and the server share the machine's processors.
"""

import asyncio
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.load.process import cpu_seconds, resident_bytes
from benchmarks.load.walks import walk_guide
from benchmarks.servers import PROJECT, guide_process
from benchmarks.shared_readers import Read
from recommender import AnswerSheet
from tests.web.loaded import EDITION, EDITIONS, RULES, SERVICES
from web.links.created import create_link, result_link
from web.links.disclosure import DISCLOSURE_LEVELS
from web.services.clock import today

READERS, VISITORS, LINKS = 8, 20, 300
ROUNDS, SECONDS, EVERY = 4, 10.0, 2.0
"""How often the readers come and go, for how many seconds each, and the seconds between two clicks of one visitor."""

_SECONDS_TO_WARM = 3.0
_QUIET = 0.5


def links() -> list[str]:
    """The paths of many links: each level in turn, a few answers left out of each sheet, in every language."""
    chance, paths = random.Random(1), list[str]()
    for number in range(LINKS):
        view = chance.choice(["self", "leader"])
        asked = [question for question in RULES.questions_for(view) if chance.random() < 0.9]
        sheet = AnswerSheet(view, {one.id: chance.choice(one.options_for(view)).id for one in asked})
        link = result_link(EDITION, sheet, DISCLOSURE_LEVELS[number % len(DISCLOSURE_LEVELS)], 30, today=today())
        edition = list(EDITIONS.values())[number // len(DISCLOSURE_LEVELS) % len(EDITIONS)]
        paths.append(create_link(edition, SERVICES, "", link).address)
    return paths


@dataclass(slots=True)
class Visitors:
    """Visitors who walk the guide without end. `clicks` has when each click was, and the milliseconds that it took."""

    address: str
    clicks: list[tuple[float, float]] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)

    async def walk(self, number: int) -> None:
        chance, begun = random.Random(number), True

        async def click(run: Callable[[], Coroutine[Any, Any, int]]) -> None:
            await asyncio.sleep(EVERY * chance.uniform(0.5, 1.5))
            start = time.perf_counter()
            await run()
            self.clicks.append((start, 1000 * (time.perf_counter() - start)))

        while True:
            try:
                await walk_guide(self.address, chance, click, begun=begun)
            except Exception as error:
                self.wrong[f"{type(error).__name__}: {error}"[:200]] += 1
                await asyncio.sleep(EVERY)
            begun = False

    def since(self, start: float) -> list[float]:
        """The milliseconds of the clicks since then."""
        return [taken for at, taken in self.clicks if at >= start]


async def read(address: str, paths: Sequence[str], seconds: float) -> Read:
    """What the readers, in a process of their own, are given within these seconds."""
    place = urlsplit(address)
    readers = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.shared_readers"),
        *(str(place.hostname), str(place.port), str(READERS), str(seconds)),
        cwd=PROJECT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await readers.communicate("\n".join(paths).encode())
    return Read(**json.loads(out))


async def measure(address: str, server: int) -> None:
    """Let the readers come and go, and print what they and the visitors saw."""
    paths, visitors = links(), Visitors(address)
    walks = [asyncio.create_task(visitors.walk(number)) for number in range(VISITORS)]
    await read(address, paths, _SECONDS_TO_WARM)
    alone, beside, found, cpu = list[float](), list[float](), list[Read](), 0.0
    for _ in range(ROUNDS):
        await asyncio.sleep(_QUIET)
        start, before = time.perf_counter(), cpu_seconds(server)
        await asyncio.sleep(SECONDS)
        alone += visitors.since(start)
        start, between = time.perf_counter(), cpu_seconds(server)
        found.append(await read(address, paths, SECONDS))
        beside += visitors.since(start)
        cpu += (cpu_seconds(server) - between) - (between - before)
    for walk in walks:
        walk.cancel()
    await asyncio.wait(walks, timeout=10)
    tell_documents(found, cpu, resident_bytes(server))
    tell_clicks(alone, beside, visitors.wrong)


def tell_documents(found: Sequence[Read], cpu: float, memory: int) -> None:
    """Print how many documents there were, how long each took, and what it cost the server."""
    taken = [one for read in found for one in read.documents]
    statuses = sum((Counter(read.statuses) for read in found), Counter[str]())
    rate = len(taken) / sum(read.seconds for read in found)
    size = sum(read.bytes for read in found) / statuses.total() / 1000
    print(f"{READERS} readers, as fast as they can: {rate:.0f} shared documents a second, by status {dict(statuses)}")
    print(f"  each {_told(taken)} and {size:.1f} kB; {1000 * cpu / len(taken):.2f} ms of the server's processors")
    print(f"  the server and its worker have {memory / 1e6:.0f} MB")


def tell_clicks(alone: Sequence[float], beside: Sequence[float], wrong: Counter[str]) -> None:
    """Print how long clicks took without and with the readers."""
    print(f"{VISITORS} visitors, a click each {EVERY:.0f} s: a click takes {_told(alone)}")
    print(f"  while the readers read {_told(beside)}: {statistics.median(beside) / statistics.median(alone):.2f} times")
    for error, count in wrong.items():
        print(f"  {count} visits went wrong: {error}")


def _told(taken: Sequence[float]) -> str:
    return f"{statistics.median(taken):.1f} ms (p95 {statistics.quantiles(taken, n=20)[-1]:.1f} ms)"


def main() -> None:
    with guide_process() as (address, server):
        asyncio.run(measure(address, server))


if __name__ == "__main__":
    main()

"""How many sessions walk the guide at once before clicks take long: `python -m benchmarks.load`, by `make bench-load`.

Visitors are real websockets that walk whole guides and click every five seconds. Beside the guide stands a bare page
with one radio, under the guide's own settings and under Streamlit's. The three take turns, step by step, so that what
else the machine does falls on all of them alike. The visitors share the machine's processors with the server.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.load.crowd import EVERY
from benchmarks.load.health import WAITING, healthz_while_waiting
from benchmarks.load.search import LIMIT_MS, Search, Step
from benchmarks.servers import SETTINGS, bare_process, guide_process

GUIDE, OURS, THEIRS = "the guide", "a bare page, the guide's settings", "a bare page, Streamlit's settings"
_WARM_SESSIONS, _WARM_SECONDS = 10, 6.0
_SECONDS_A_STEP = 120


@dataclass(slots=True)
class Measured:
    """A server, its search, and the memory that it had before the crowds came."""

    kind: str
    address: str
    process: int
    search: Search
    before: int = 0

    def step(self, sessions: int, seconds: float) -> Step:
        """A crowd of so many sessions, in a process of its own."""
        command = [sys.executable, "-m", "benchmarks.load.crowd", self.kind, self.address, str(sessions), str(seconds)]
        done = subprocess.run(
            [*command, str(self.process)], check=True, stdout=subprocess.PIPE, timeout=_SECONDS_A_STEP + seconds
        )
        return Step(**json.loads(done.stdout))


@contextmanager
def servers(most: int) -> Iterator[dict[str, Measured]]:
    """The three servers, each warm."""
    with guide_process() as guide, bare_process(SETTINGS) as ours, bare_process({}) as theirs:
        found = {
            GUIDE: Measured("guide", *guide, Search(200, most)),
            OURS: Measured("bare", *ours, Search(400, most)),
            THEIRS: Measured("bare", *theirs, Search(10, most)),
        }
        for measured in found.values():
            measured.before = measured.step(_WARM_SESSIONS, _WARM_SECONDS).resident_bytes
        yield found


def search_by_turns(found: dict[str, Measured], seconds: float, until: float) -> None:
    """Let each server in turn take its next step, until all limits are found or the time is over."""
    while time.monotonic() < until:
        open_still = [(name, one, sessions) for name, one in found.items() if (sessions := one.search.following)]
        if not open_still:
            return
        for name, measured, sessions in open_still:
            step = measured.step(sessions, seconds)
            measured.search.note(step)
            said = f"p50 {step.p50_ms:5.0f} ms  p95 {step.p95_ms:6.0f} ms  CPU {step.cpu_ms:5.1f} ms a click"
            print(f"  {sessions:5} sessions  {said}  {step.clicks:5} clicks  {name}", flush=True)
            for wrong in step.wrong:
                print(f"        {wrong}")


def tell(found: dict[str, Measured]) -> None:
    """Print what was found."""
    print(f"\nMost sessions, a click every {EVERY:.0f} s each, at a p95 below {LIMIT_MS:.0f} ms")
    for name, measured in found.items():
        best = measured.search.best
        if best is None:
            print(f"  {name:36} fewer than {measured.search.too_many or measured.search.first}")
            continue
        memory = (best.resident_bytes - measured.before) / best.sessions / 1000
        more = "" if measured.search.too_many else " or more"
        print(
            f"  {name:36}{best.sessions:5}{more}  p95 {best.p95_ms:4.0f} ms  CPU {best.cpu_ms:5.1f} ms and "
            f"{best.bytes_a_click / 1000:4.1f} kB a click  {memory:5.0f} kB of memory a session"
        )
    guide, ours = found[GUIDE].search.best, found[OURS].search.best
    if guide and ours:
        print(f"  the guide carries {guide.sessions / ours.sessions:.2f} of what a bare page under its settings does")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=12.0, help="how long each crowd is counted")
    parser.add_argument("--most", type=int, default=1600, help="how many sessions at most")
    parser.add_argument("--minutes", type=float, default=9.0, help="after how long no more steps are begun")
    asked = parser.parse_args()
    print(f"{os.cpu_count()} processors, which the visitors share; load of all else {os.getloadavg()[0]:.1f}")
    with servers(asked.most) as found:
        search_by_turns(found, asked.seconds, time.monotonic() + 60 * asked.minutes)
        tell(found)
        taken, left = asyncio.run(healthz_while_waiting(found[GUIDE].address))
        print(f"\n/healthz while {WAITING} requests for shared documents wait ({left} of them to the end)")
        print(f"  median {statistics.median(taken):.0f} ms, longest {max(taken):.0f} ms")


if __name__ == "__main__":
    main()

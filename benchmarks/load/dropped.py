"""The memory of a server to which many sessions are opened and dropped: `python -m benchmarks.load.dropped [N]`."""

import asyncio
import sys

from benchmarks.load.process import resident_bytes
from benchmarks.load.session import open_session
from benchmarks.servers import guide_process

SESSIONS = 10_000
_AT_ONCE, _PARTS = 20, 10
_FIRST = 500
"""So many come before anything is measured: a server that was just started takes memory for good."""


async def open_and_drop(address: str, sessions: int) -> None:
    """Open so many sessions, each of which sees its first page, and drop them, some at a time."""
    left = iter(range(sessions))

    async def one_after_another() -> None:
        for _ in left:
            session = await open_session(address, "view=self&lang=en")
            await session.run()
            assert session.heading, "The page that came is not the guide."
            await session.close()

    await asyncio.gather(*(one_after_another() for _ in range(_AT_ONCE)))


def main() -> None:
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    with guide_process() as (address, process):
        asyncio.run(open_and_drop(address, _FIRST))
        before = resident_bytes(process)
        print(f"memory after the first {_FIRST} sessions{before / 1e6:24.1f} MB")
        for part in range(1, _PARTS + 1):
            asyncio.run(open_and_drop(address, sessions // _PARTS))
            grown = resident_bytes(process) - before
            print(f"  {part * sessions // _PARTS:6} more opened and dropped{grown / 1e6:+20.1f} MB", flush=True)


if __name__ == "__main__":
    main()

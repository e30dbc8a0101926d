"""Whether `/healthz` answers at once while 400 requests for shared documents wait."""

import asyncio
import time
from urllib.parse import urlsplit

from recommender import AnswerSheet
from tests.web.loaded import EDITION, SERVICES
from web.links.created import create_link, result_link
from web.services.clock import today

WAITING = 400
_ASKED = 20
_SECONDS = 60


async def healthz_while_waiting(address: str) -> tuple[list[float], int]:
    """Milliseconds of each /healthz, and how many of the requests still waited when the last had answered."""
    sheet = AnswerSheet("self", {"goal": next(iter(EDITION.rules.question["goal"].options)).id})
    link = create_link(EDITION, SERVICES, address, result_link(EDITION, sheet, "answers", 30, today=today()))
    path = link.address.removeprefix(address)
    waiting = [asyncio.create_task(_get(address, path)) for _ in range(WAITING)]
    await asyncio.sleep(0.3)
    taken = []
    for _ in range(_ASKED):
        start = time.perf_counter()
        answer = await _get(address, "/healthz")
        taken.append(1000 * (time.perf_counter() - start))
        assert answer.startswith(b"HTTP/1.1 200"), answer[:100]
    left = sum(not task.done() for task in waiting)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    return taken, left


async def _get(address: str, path: str) -> bytes:
    host = urlsplit(address)
    async with asyncio.timeout(_SECONDS):
        reader, writer = await asyncio.open_connection(host.hostname, host.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host.netloc}\r\nConnection: close\r\n\r\n".encode())
        try:
            return await reader.read()
        finally:
            writer.close()

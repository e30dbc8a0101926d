"""A line between a browser and the servers of a guide: it can be cut or slow, lead elsewhere, and refuse websockets."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from tests.browser.server import free_port

SECONDS_TO_COME = 20
_STREAM = b"/_stcore/stream"
_FULL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Line:
    """One address before several servers. Each connection goes to the first of `ports` at which a server answers."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports, self.is_cut, self.is_full, self.delay = list(ports), False, False, 0.0
        self.asked = 0
        """How many connections were tried while the line was cut."""
        self.address = f"http://localhost:{(port := free_port())}"
        self._port, self._writers = port, set[asyncio.StreamWriter]()
        self._loop, self._up, self._page_came = asyncio.new_event_loop(), threading.Event(), threading.Event()

    def cut(self) -> None:
        """End all connections, and take none until `mend`."""
        self.is_cut = True
        self.drop()

    def mend(self) -> None:
        """Take connections again."""
        self.is_cut = False

    def drop(self) -> None:
        """End all connections that there are."""
        for writer in list(self._writers):
            self._loop.call_soon_threadsafe(writer.transport.abort)

    def lead_to(self, *ports: int) -> None:
        """End all connections; new ones lead to these servers."""
        self.ports = list(ports)
        self._page_came.clear()
        self.drop()

    def meet_page(self) -> None:
        """Wait until a page is connected to where the line leads now: what it sent just before may be lost."""
        assert self._page_came.wait(SECONDS_TO_COME)

    def run(self) -> None:
        """Serve until `stop`."""
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._take, "localhost", self._port))
        self._up.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.1))
        self._loop.close()

    def wait(self) -> None:
        """Wait until connections are taken."""
        assert self._up.wait(10)

    def stop(self) -> None:
        """End all connections, and the line."""
        self.drop()
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        with suppress(OSError, asyncio.CancelledError):
            if self.is_cut:
                self.asked += 1
            else:
                await self._lead(reader, writer)
        self._writers.discard(writer)
        writer.transport.abort()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.read(1 << 16)
        if self.is_full and _STREAM in head.split(b"\r\n")[0]:
            writer.write(_FULL)
            await writer.drain()
            return
        for port in self.ports:
            with suppress(ConnectionRefusedError):
                there, back = await asyncio.open_connection("localhost", port)
                break
        else:
            return
        self._writers.add(back)
        if _STREAM in head.split(b"\r\n")[0]:
            self._page_came.set()
        try:
            back.write(head)
            await asyncio.wait(
                [asyncio.create_task(self._pass(reader, back)), asyncio.create_task(self._pass(there, writer))],
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            self._writers.discard(back)
            back.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while some := await reader.read(1 << 16):
                self._loop.call_later(self.delay, writer.write, some)
            await asyncio.sleep(self.delay)


@contextmanager
def line_to(*ports: int) -> Iterator[Line]:
    """A line to the servers at these ports."""
    line = Line(ports)
    thread = threading.Thread(target=line.run, daemon=True)
    thread.start()
    line.wait()
    try:
        yield line
    finally:
        line.stop()
        thread.join(timeout=10)

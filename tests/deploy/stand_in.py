"""A stand-in for a replica, where a test has to see what nginx sends on, or needs a fault. It remembers what came."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

BIG = 30_000_000


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came to the replica."""

    method: str
    path: str
    headers: Message
    length: int


@dataclass(slots=True)
class StandIn:
    """A server on a port of its own, and what it received."""

    port: int
    received: list[Received] = field(default_factory=list)


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """A server that answers with "ok", except where the path holds slow, cut, broken or big."""
    heard: list[Received] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            heard.append(Received(self.command, self.path, self.headers, len(body)))
            if "slow" in self.path:
                time.sleep(3)
            if any(fault in self.path for fault in ("slow", "cut", "broken")):
                self.close_connection = True
            if "cut" in self.path or "slow" in self.path:
                return
            if "broken" in self.path:
                self.wfile.write(b"no such thing as a status\r\n\r\n")
                return
            content = b"x" * BIG if "big" in self.path else b"ok"
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = answer

        def log_message(self, format: str, *args: object) -> None:
            """Keep the output of the tests free of its lines."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.block_on_close = True, False
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield StandIn(server.server_address[1], heard)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)

"""Requests as bytes, since every client of HTTP mends what it sends."""

import socket
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

SECONDS = 10.0
_MUCH = 1 << 20


@dataclass(frozen=True)
class Answer:
    """What came back: the status is 0 where the server closed the connection without a word."""

    status: int
    head: str
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


def connect(address: str) -> socket.socket:
    """A connection to the server at this address. What takes longer than SECONDS is an error."""
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 80), timeout=SECONDS)


def ask(address: str, request: bytes) -> Answer:
    """Send these bytes, and read until the server closes the connection."""
    received = bytearray()
    with connect(address) as connection:
        with suppress(ConnectionError):  # an answer may come, and the connection be closed, before all is sent
            connection.sendall(request)
        with suppress(ConnectionError):
            while piece := connection.recv(_MUCH):
                received += piece
    head, _, body = bytes(received).partition(b"\r\n\r\n")
    line = head.split(b"\r\n")[0].split()
    return Answer(int(line[1]) if len(line) > 1 else 0, head.decode("latin-1"), body)


def get(address: str, path: str, *headers: str, method: str = "GET") -> Answer:
    """Ask for a path as it is written, with these further header lines."""
    host = () if any(line.lower().startswith("host:") for line in headers) else (f"Host: {urlsplit(address).netloc}",)
    lines = [f"{method} {path} HTTP/1.1", *host, "Connection: close", *headers, "", ""]
    return ask(address, "\r\n".join(lines).encode("latin-1"))

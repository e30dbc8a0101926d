"""Readers of shared documents, in a process of their own: they ask over kept-alive connections, as fast as they can.

`python -m benchmarks.shared_readers HOST PORT READERS SECONDS < PATHS`. They read with bare sockets, since a machine
that serves and asks at once should be busy with serving.
"""

import json
import random
import socket
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field

_REQUEST = "GET {} HTTP/1.1\r\nHost: {}\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n"
_BLOCK = 1 << 16
_SECONDS_TO_ANSWER = 30


@dataclass(slots=True)
class Read:
    """What readers were given: milliseconds of each document, how many answers had each status, bytes of bodies."""

    documents: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    bytes: int = 0
    seconds: float = 0.0


def read(host: str, port: int, paths: Sequence[str], readers: int, seconds: float) -> Read:
    """Let so many readers ask for these paths, each in an order of their own, for a while."""
    found, start = Read(), time.perf_counter()

    def read_on(number: int) -> None:
        order = random.Random(number).sample(paths, len(paths))
        with socket.create_connection((host, port), timeout=_SECONDS_TO_ANSWER) as connection:
            while time.perf_counter() < start + seconds:
                order.append(order.pop(0))
                _read_one(connection, host, order[0], found)

    with ThreadPoolExecutor(readers) as pool:
        list(pool.map(read_on, range(readers)))
    found.seconds = time.perf_counter() - start
    return found


def _read_one(connection: socket.socket, host: str, path: str, found: Read) -> None:
    start = time.perf_counter()
    connection.sendall(_REQUEST.format(path, host).encode())
    status, size = _answer(connection)
    if status == "200":
        found.documents.append(1000 * (time.perf_counter() - start))
    found.statuses[status] = found.statuses.get(status, 0) + 1
    found.bytes += size


def _answer(connection: socket.socket) -> tuple[str, int]:
    """The status of an answer, and the size of its body, which is read to its end."""
    taken = b""
    while b"\r\n\r\n" not in taken:
        taken += _block(connection)
    head, _, body = taken.partition(b"\r\n\r\n")
    size = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    missing = size - len(body)
    while missing > 0:
        missing -= len(_block(connection))
    return head.split(b" ", 2)[1].decode(), size


def _block(connection: socket.socket) -> bytes:
    block = connection.recv(_BLOCK)
    if not block:
        raise ConnectionError("The server closed the connection.")
    return block


def main() -> None:
    host, port, readers, seconds = sys.argv[1:]
    found = read(host, int(port), sys.stdin.read().split(), int(readers), float(seconds))
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()

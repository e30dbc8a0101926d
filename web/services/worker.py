"""A process beside this one that answers questions, so that what takes long does not take turns with people's clicks.

The threads of a process take turns at one lock of Python's. A click takes that lock many times, and would wait for it
each time while pages are being made.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from web.watching.events import WORKER_AWAY, log_event

SECONDS_TO_ANSWER = 3.0
"""After how long a worker that does not answer is ended, and another one started."""

_PROJECT = Path(__file__).resolve().parents[2]
_SECONDS_BETWEEN_STARTS = 10.0
_SECONDS_TO_STOP = 2.0
_SECONDS_TO_GET_READY = 60.0
_LENGTH_BYTES = 4
_READY = b"ready"


class WorkerAway(Exception):
    """The worker is being started, has died, or does not answer. The work is to be done here."""


class Worker:
    """A worker is a module of ours that calls `serve`. It is asked one question at a time, by however many threads.

    One that dies is started again. It has none of the settings in `without`, and ends when this process does.
    """

    def __init__(
        self,
        module: str,
        *,
        without: Sequence[str] = (),
        seconds: float = SECONDS_TO_ANSWER,
        pause: float = _SECONDS_BETWEEN_STARTS,
    ) -> None:
        self._module, self._without, self._seconds, self._pause = module, without, seconds, pause
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: socket.socket | None = None
        self._is_wanted = self._is_ready = False
        self._started_at = -pause

    @property
    def process(self) -> int | None:
        """The id of its process, where there is one."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Begin to start the worker. Until it is ready, it is away."""
        with self._turn:
            self._is_wanted = True
            self._start()

    def stop(self) -> None:
        """End the worker, for good unless it is started again."""
        with self._turn:
            self._is_wanted = False
            self._end()

    def ask(self, question: bytes) -> bytes:
        """The worker's answer. Raises WorkerAway; then it is being started again."""
        with self._turn:
            if not self._is_up():
                raise WorkerAway
            assert self._connection is not None
            try:
                _send(self._connection, question)
                return _receive(self._connection)
            except (OSError, EOFError):
                self._give_up()
                self._start()
                raise WorkerAway from None

    def _is_up(self) -> bool:
        """Whether the worker has said that it is ready. One that died before is started again."""
        if self._connection is None:
            self._start()
        elif not self._is_ready:
            self._connection.setblocking(False)
            try:
                self._is_ready = _receive(self._connection) == _READY
            except BlockingIOError:
                if time.monotonic() > self._started_at + _SECONDS_TO_GET_READY:
                    self._give_up()
            except (OSError, EOFError):
                self._give_up()
            else:
                self._connection.settimeout(self._seconds)
        return self._is_ready

    def _start(self) -> None:
        if not self._is_wanted or time.monotonic() < self._started_at + self._pause:
            return
        self._started_at = time.monotonic()
        ours, its = socket.socketpair()
        environment = {name: value for name, value in os.environ.items() if name not in self._without}
        paths = os.pathsep.join(filter(None, [str(_PROJECT), environment.get("PYTHONPATH", "")]))
        with its, suppress(OSError):
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module],
                stdin=its.fileno(),
                stdout=subprocess.DEVNULL,
                env={**environment, "PYTHONPATH": paths},
            )
            self._connection = ours
            return
        ours.close()

    def _give_up(self) -> None:
        log_event(WORKER_AWAY)
        self._end()

    def _end(self) -> None:
        self._is_ready = False
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.kill()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=_SECONDS_TO_STOP)
            self._process = None


def serve(answer: Callable[[bytes], bytes]) -> None:
    """What a worker does: answer until nobody is there to ask."""
    with socket.socket(fileno=0) as connection, suppress(OSError, EOFError):
        _send(connection, _READY)
        while True:
            _send(connection, answer(_receive(connection)))


def _send(connection: socket.socket, what: bytes) -> None:
    connection.sendall(len(what).to_bytes(_LENGTH_BYTES, "big") + what)


def _receive(connection: socket.socket) -> bytes:
    length = int.from_bytes(_read(connection, _LENGTH_BYTES), "big")
    return _read(connection, length)


def _read(connection: socket.socket, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        block = connection.recv(length - len(found))
        if not block:
            raise EOFError
        found += block
    return bytes(found)

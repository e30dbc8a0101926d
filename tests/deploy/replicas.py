"""Replicas of the guide with the same keys and record of revoked links, which can be stopped, killed and started."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import PROJECT, SECONDS_TO_START, free_port, wait_until_up
from tests.web.loaded import KEYS


class Replica:
    """One process of the guide on a port that it keeps."""

    def __init__(self, folder: Path, settings: Mapping[str, str], options: tuple[str, ...]) -> None:
        self.port = free_port()
        self._log, self._options = folder / f"log-{self.port}", options
        self._environment = {**os.environ, "COACH_OR_MENTOR_FOLDER": str(folder), **KEYS, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """What nginx's log calls it."""
        return f"127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """All that it has written."""
        return self._log.read_text(encoding="utf-8")

    def start(self) -> None:
        """Start it; `wait` waits until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                [*command, "--server.port", str(self.port), *self._options],
                cwd=PROJECT,
                env=self._environment,
                stdout=output,
                stderr=output,
            )

    def wait(self) -> None:
        """Wait until it answers. Raises RuntimeError."""
        assert self._process
        wait_until_up(self.port, self._process, seconds=SECONDS_TO_START)

    def kill(self) -> None:
        """End it with nothing said to anybody."""
        self._signal(signal.SIGKILL)
        assert self._process
        self._process.wait(timeout=30)

    @contextmanager
    def gone(self) -> Iterator[None]:
        """For a while it is not there."""
        self.kill()
        try:
            yield
        finally:
            self.start()
            self.wait()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """For a while it still accepts connections, and never answers."""
        self._signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        assert self._process
        self._process.send_signal(number)


@contextmanager
def replicas(folder: Path, count: int, settings: Mapping[str, str], *options: str) -> Iterator[list[Replica]]:
    """So many replicas that share what they keep in a folder, with the same settings and options of Streamlit."""
    started = [Replica(folder, settings, options) for _ in range(count)]
    try:
        for replica in started:
            replica.start()
        for replica in started:
            replica.wait()
        yield started
    finally:
        for replica in started:
            replica.kill()

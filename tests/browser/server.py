"""Guides that run for a while, and waiting for one that was just started."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 90


@contextmanager
def running(folder: Path, port: int, environment: dict[str, str]) -> Iterator[tuple[str, Path]]:
    """A guide that keeps all it writes in this folder: its address and its log."""
    with started(folder, port, environment) as (process, log):
        yield wait_until_up(port, process, seconds=SECONDS_TO_START), log


@contextmanager
def started(folder: Path, port: int, environment: dict[str, str]) -> Iterator[tuple["subprocess.Popen[bytes]", Path]]:
    """The process of such a guide, which may not answer yet, and its log."""
    log = folder / f"log-{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "localhost"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=PROJECT,
            env={**os.environ, "COACH_OR_MENTOR_FOLDER": str(folder), **environment},
            stdout=output,
            stderr=output,
        )
        try:
            yield process, log
        finally:
            process.terminate()
            process.wait(timeout=30)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_until_up(port: int, process: "subprocess.Popen[bytes]", *, seconds: float, health: str = "healthz") -> str:
    """The address of a server, as soon as it answers at the path `health`.

    Raises RuntimeError where its process ends or time runs out.
    """
    address, end = f"http://localhost:{port}", time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/{health}", timeout=5):
                return address
        except OSError:  # not there yet, or too busy to answer: a URLError and a TimeoutError are OSErrors too
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")

"""Waiting for a guide that was just started."""

import socket
import subprocess
import time
import urllib.request


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
        except OSError:  # it is not there yet, or too busy to answer
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")

"""A server that is told to stop, whatever is open there, and one that is started again while people ask."""

import contextlib
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from tests.attack.raw import connect, get
from tests.attack.session import session
from tests.browser.server import SECONDS_TO_START, free_port, started, wait_until_up
from tests.web.loaded import KEYS

SECONDS_TO_END = 10
RESTARTING = 1012
pytestmark = pytest.mark.deep


def test_a_server_that_is_told_to_stop_ends_in_time_and_says_goodbye(tmp_path: Path) -> None:
    port = free_port()
    with started(tmp_path, port, KEYS) as (process, log), contextlib.ExitStack() as held:
        address = wait_until_up(port, process, seconds=SECONDS_TO_START)
        pages = [held.enter_context(session(address, "view=self&lang=en")) for _ in range(5)]
        for half in (b"GET / HTTP/1.1\r\nHo", b"POST /plain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx"):
            held.enter_context(connect(address)).sendall(half)
        held.enter_context(connect(address)).sendall(b"GET /static/js/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=SECONDS_TO_END)
        for page in pages:
            with pytest.raises(ConnectionClosed) as closed:
                page.read()
            assert closed.value.rcvd
            assert closed.value.rcvd.code == RESTARTING
        assert "Traceback" not in log.read_text()


def test_a_server_that_is_started_again_under_load_answers_what_it_takes(tmp_path: Path) -> None:
    port, over = free_port(), threading.Event()
    statuses = list[int]()

    def ask_on() -> None:
        while not over.is_set():
            with contextlib.suppress(OSError):  # nobody is there between the two
                statuses.append(get(f"http://localhost:{port}", "/plain?view=self").status)
            time.sleep(0.01)

    asking = [threading.Thread(target=ask_on) for _ in range(4)]
    for thread in asking:
        thread.start()
    try:
        for _ in range(2):
            with started(tmp_path, port, KEYS) as (process, _log):
                answered_at_first = len(statuses)
                wait_until_up(port, process, seconds=SECONDS_TO_START)
                time.sleep(1)
                assert len(statuses) > answered_at_first
                stop(process)
    finally:
        over.set()
        for thread in asking:
            thread.join()
    assert set(statuses) <= {200, 0}, set(statuses)
    assert statuses.count(0) <= 2 * len(asking)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Tell a server to stop, and wait until it has."""
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=SECONDS_TO_END)

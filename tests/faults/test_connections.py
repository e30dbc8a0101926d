"""Connections that take all there is, or are broken off: the server goes on, and its log stays short."""

import contextlib
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attack.raw import connect, get
from tests.attack.session import session
from tests.faults.conftest import Running

FEW = 60
"""Descriptors beyond those in use: enough for a page, and not for all who come."""

HALF = b"GET / HTTP/1.1\r\nHost: loc"


@pytest.fixture
def scarce(guide: Running) -> Iterator[Running]:
    """The guide with hardly any descriptors left."""
    usual = resource.prlimit(guide.process, resource.RLIMIT_NOFILE)
    in_use = len(list(Path(f"/proc/{guide.process}/fd").iterdir()))
    resource.prlimit(guide.process, resource.RLIMIT_NOFILE, (in_use + FEW, usual[1]))
    yield guide
    resource.prlimit(guide.process, resource.RLIMIT_NOFILE, usual)


def test_half_sent_requests_by_the_hundred_shut_nobody_out_and_are_one_line_in_the_log(scarce: Running) -> None:
    before = len(scarce.log.read_text().splitlines())
    with contextlib.ExitStack() as held:
        for _ in range(3 * FEW):
            held.enter_context(connect(scarce.address)).sendall(HALF)
        time.sleep(2.5)  # the server looks again each second
        assert get(scarce.address, "/").status == 200
        assert get(scarce.address, "/plain?view=self").status == 200
    written = scarce.log.read_text().splitlines()[before:]
    assert len([line for line in written if "LimitNOFILE" in line]) == 1
    assert len(written) < 5


def test_uploads_that_are_broken_off_leave_nothing_in_the_log(guide: Running) -> None:
    before = guide.log.read_text()
    with session(guide.address, "view=team&lang=en") as team:
        path = f"/_stcore/upload_file/{team.id}/1"
        head = f"PUT {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Length: 9999\r\n\r\n--x"
        for begun in (head, "POST /plain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\nview=self"):
            for _ in range(25):
                with connect(guide.address) as connection:
                    connection.sendall(begun.encode())
        assert get(guide.address, "/").status == 200
    assert "Traceback" not in guide.log.read_text().removeprefix(before)
    assert len(guide.log.read_text().splitlines()) - len(before.splitlines()) < 5

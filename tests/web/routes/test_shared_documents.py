"""Shared documents by the worker and without it: the same bytes, whatever befalls it; past the limit, a refusal."""

import gzip
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
from starlette.testclient import TestClient

from recommender import AnswerSheet
from tests.web.loaded import EDITION, EDITIONS, SERVICES, client_of
from tests.web.routes.opened import LEADERS, OWN
from web.documents.shared_document import MODULE
from web.links.created import create_link, result_link
from web.links.disclosure import DISCLOSURE_LEVELS
from web.routes import in_turn
from web.services.clock import today
from web.services.worker import Worker, WorkerAway

AGREED = {"cache-control": "no-store", "x-robots-tag": "noindex, nofollow, noarchive"}
PAGE, DATA = "text/html", "application/json"


def address(sheet: AnswerSheet, level: str) -> str:
    link = result_link(EDITION, sheet, level, 30, today=today(), own_words="my first <parents'> evening")
    return create_link(EDITION, SERVICES, "", link).address


LINKS = [address(sheet, level) for sheet, level in product((OWN, LEADERS), DISCLOSURE_LEVELS)]
ASKED = [
    (f"{link}{'&' if '?' in link else '?'}lang={language}{whole}", kind)
    for link, language, whole, kind in product(LINKS, EDITIONS, ("", "&all=1"), (PAGE, DATA))
]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(MODULE, pause=0.0)
    worker.start()
    yield worker
    worker.stop()


@pytest.fixture(scope="module")
def apart(worker: Worker) -> TestClient:
    """A client of a server whose documents the worker makes."""
    wait_for(worker)
    return client_of(worker=worker)


@pytest.fixture(scope="module")
def alone() -> TestClient:
    """A client of a server that makes them itself."""
    return client_of()


def wait_for(worker: Worker) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            worker.ask(b"")
        except WorkerAway:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("The worker did not come.")


def sent(client: TestClient, asked: tuple[str, str], encoding: str = "gzip") -> tuple[int, dict[str, str], bytes]:
    """The status, the headers and the body as it travels."""
    path, kind = asked
    with client.stream("GET", path, headers={"Accept": kind, "Accept-Encoding": encoding}) as response:
        return response.status_code, dict(response.headers), b"".join(response.iter_raw())


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.deep)], ids=["each kind", "all"])
def test_the_worker_makes_what_is_made_without_it(every: int, apart: TestClient, alone: TestClient) -> None:
    for asked in ASKED[::every]:
        assert sent(apart, asked) == sent(alone, asked)


@pytest.mark.parametrize("kind", [PAGE, DATA])
def test_compressed_or_not_it_is_the_same(kind: str, apart: TestClient) -> None:
    _, packed_headers, packed = sent(apart, (LINKS[2], kind))
    _, plain_headers, plain = sent(apart, (LINKS[2], kind), "identity")
    assert gzip.decompress(packed) == plain
    assert packed_headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain_headers
    for headers in (packed_headers, plain_headers):
        assert headers.items() >= AGREED.items()
        assert headers["vary"] == "Accept, Accept-Encoding, Accept-Language"
        assert headers["content-type"].partition(";")[0] == kind
        assert "etag" not in headers


def test_its_head_is_that_of_the_document(apart: TestClient) -> None:
    head, whole = apart.head(LINKS[2]), apart.get(LINKS[2])
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


@pytest.mark.parametrize("every", [5, pytest.param(2, marks=pytest.mark.deep)], ids=["once", "twice"])
def test_no_request_is_lost_where_the_worker_is_killed(
    every: int, worker: Worker, apart: TestClient, alone: TestClient
) -> None:
    wanted = [sent(alone, asked) for asked in ASKED[::every]]

    def killed(number: int) -> tuple[int, dict[str, str], bytes]:
        if number % 10 == 5 and worker.process:
            os.kill(worker.process, signal.SIGKILL)
        return sent(apart, ASKED[::every][number])

    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(killed, range(len(wanted)))) == wanted
    wait_for(worker)


@pytest.mark.parametrize("path", [LINKS[0], "/i/damaged", "/pasted/s/damaged"])
def test_one_request_too_many_is_refused_calmly_and_at_once(
    path: str, alone: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_turn, "MOST_WAITING", 0)
    page = alone.get(path)
    assert page.status_code == 503
    assert page.headers["retry-after"] == "5"
    assert page.headers.items() >= AGREED.items()
    assert EDITION.say("error.busy.title") in page.text
    data = alone.get(path, headers={"Accept": DATA})
    assert data.status_code == 503
    assert data.json()["error"] == "busy"

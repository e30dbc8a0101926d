"""Whether a server runs, and whether it is ready: quickly, whatever else happens."""

import asyncio
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from anyio import create_task_group, fail_after, run, sleep, to_thread
from starlette.testclient import TestClient
from starlette.types import Message

from tests.web.loaded import SERVICES, client_of
from web.watching.readiness import STOPPING, Probe, notice_the_signal_to_stop


@dataclass
class Answers:
    """A database that answers as told."""

    answer: bool = True
    asked: int = 0

    def is_reachable(self) -> bool:
        self.asked += 1
        return self.answer


@pytest.fixture
def database() -> Answers:
    return Answers()


@pytest.fixture
def client(database: Any) -> TestClient:
    return client_of(replace(SERVICES, revocations=database))


@pytest.fixture(autouse=True)
def _goes_on() -> Iterator[None]:
    yield
    STOPPING.clear()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/readyz?exclude=database"])
def test_a_server_that_is_well_says_so_and_nothing_is_kept(path: str, client: TestClient) -> None:
    response = client.get(path)
    assert (response.status_code, response.text) == (200, "ok")
    assert response.headers["cache-control"] == "no-store"
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_a_server_without_its_database_runs_and_is_not_ready(client: TestClient, database: Answers) -> None:
    database.answer = False
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, "database")
    assert response.headers["cache-control"] == "no-store"
    assert client.get("/readyz?exclude=database").status_code == 200


def test_a_server_that_stops_is_not_ready(client: TestClient) -> None:
    STOPPING.set()
    assert (client.get("/readyz").status_code, client.get("/readyz").text) == (503, "stopping")
    assert client.get("/readyz?exclude=database").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_many_probes_ask_the_database_once(client: TestClient, database: Answers) -> None:
    for _ in range(50):
        client.get("/readyz")
    assert database.asked <= 3, "a second may pass meanwhile"


def test_probes_do_not_wait_for_pages_that_take_long(client: TestClient) -> None:
    """All threads that pages are made on are busy, and both answer: they would hang otherwise, until the time is up."""
    released, statuses = threading.Event(), list[int]()

    async def ask(path: str) -> None:
        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(message: Message) -> None:
            statuses.extend([message["status"]] if "status" in message else [])

        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
        await client.app(scope, receive, send)

    async def main() -> None:
        to_thread.current_default_thread_limiter().total_tokens = 1
        async with create_task_group() as group:
            group.start_soon(to_thread.run_sync, lambda: released.wait(30))
            await sleep(0)
            try:
                with fail_after(10):
                    await ask("/healthz")
                    await ask("/readyz")
            finally:
                released.set()

    run(main)
    assert statuses == [200, 200]


def test_the_shipped_services_say_whether_their_database_is_there() -> None:
    assert client_of().get("/readyz").status_code == 200


def test_the_signal_to_stop_is_noticed_before_anything_else_is_done_about_it() -> None:
    usual, seen = signal.getsignal(signal.SIGTERM), list[bool]()
    signal.signal(signal.SIGTERM, lambda *_: seen.append(STOPPING.is_set()))
    try:
        notice_the_signal_to_stop()
        signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, usual)
    assert seen == [True]


def test_a_database_that_hangs_is_waited_for_once_and_not_asked_again() -> None:
    hangs, asked = threading.Event(), list[int]()

    def ask() -> bool:
        asked.append(1)
        return hangs.wait(30)

    probe = Probe(ask, seconds_to_wait=0.2)

    async def many() -> list[bool]:
        return await asyncio.gather(*(probe.is_true() for _ in range(100)))

    began = time.monotonic()
    assert asyncio.run(many()) == [False] * 100
    assert not probe.is_true_now()
    assert time.monotonic() - began < 10
    assert len(asked) == 1
    hangs.set()
    while not probe.is_true_now():
        assert time.monotonic() - began < 20, "it is asked again once it has come back"
        time.sleep(0.01)


def test_an_answer_is_remembered_for_a_second() -> None:
    now, answers = [0.0], iter([True, False])
    probe = Probe(lambda: next(answers), clock=lambda: now[0])
    assert probe.is_true_now()
    now[0] = 0.9
    assert probe.is_true_now()
    now[0] = 1.1
    assert not probe.is_true_now()


def test_a_question_that_fails_is_answered_with_no() -> None:
    def fail() -> bool:
        raise RuntimeError

    assert not Probe(fail).is_true_now()


def test_where_no_thread_can_be_had_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1000, 100))
    probe = Probe(lambda: True, clock=lambda: float(next(clock)))
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", _no_thread)
        assert not probe.is_true_now()
    assert probe.is_true_now()


def _no_thread(_: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")

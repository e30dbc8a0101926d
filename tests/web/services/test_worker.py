"""A worker answers; and where it dies or hangs, it is away at once and soon back."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from recommender.core.errors import InvalidSetting
from web.guide.project import PROJECT
from web.services.worker import SECONDS_TO_ANSWER, Worker, WorkerAway
from web.services.worker_setting import find_worker

MODULE = "tests.web.services.echo_worker"
LONG = bytes(range(256)) * 4096
SECRET = "COACH_OR_MENTOR_KEYS"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SECRET, "a key")
        worker = Worker(MODULE, without=[SECRET], seconds=0.5, pause=0.0)
        worker.start()
        yield worker
        worker.stop()


def answer_of(worker: Worker, question: bytes) -> bytes:
    """The answer, as soon as the worker is there."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            return worker.ask(question)
        except WorkerAway:
            time.sleep(0.02)
    raise AssertionError("The worker did not come.")


def test_it_answers_however_long_the_question(worker: Worker) -> None:
    assert answer_of(worker, b"one") == b"one"
    assert worker.ask(b"") == b""
    assert worker.ask(LONG) == LONG


def test_it_has_no_setting_that_it_is_not_to_have(worker: Worker) -> None:
    assert SECRET in os.environ
    assert SECRET.encode() not in answer_of(worker, b"settings").split()


@pytest.mark.parametrize("question", [b"die", b"sleep"])
def test_one_that_dies_or_hangs_is_away_and_comes_back(
    worker: Worker, question: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert answer_of(worker, b"before") == b"before"
    with pytest.raises(WorkerAway):
        worker.ask(question)
    assert "It is started again" in caplog.text
    assert answer_of(worker, b"after") == b"after"


def test_one_that_is_killed_between_two_questions_comes_back(worker: Worker) -> None:
    assert answer_of(worker, b"before") == b"before"
    os.kill(worker.process or 0, signal.SIGKILL)
    assert answer_of(worker, b"after") == b"after"


def test_one_that_always_dies_is_not_started_again_and_again(caplog: pytest.LogCaptureFixture) -> None:
    worker = Worker("no_such_module", pause=3600.0)
    worker.start()
    first = worker.process
    until = time.monotonic() + 20
    while worker.process == first and time.monotonic() < until:
        with pytest.raises(WorkerAway):
            worker.ask(b"one")
    with pytest.raises(WorkerAway):
        worker.ask(b"one")
    assert worker.process is None
    assert "It is started again" in caplog.text
    worker.stop()


def test_one_that_is_not_ready_in_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.services.worker._SECONDS_TO_GET_READY", 0.0)
    worker = Worker("http.server", pause=3600.0)  # it never says that it is ready
    worker.start()
    with pytest.raises(WorkerAway):
        worker.ask(b"one")
    assert worker.process is None
    worker.stop()


def test_who_waits_for_it_is_answered_before_nginx_asks_another_server() -> None:
    site = (PROJECT / "deploy" / "nginx" / "site.conf").read_text(encoding="utf-8")
    [seconds] = re.findall(r"\$replica_of_page;\s+proxy_read_timeout (\d+)s", site)
    assert int(seconds) > SECONDS_TO_ANSWER


def test_one_that_was_stopped_does_not_come_back_and_leaves_no_process(worker: Worker) -> None:
    assert answer_of(worker, b"before") == b"before"
    process = worker.process
    worker.stop()
    with pytest.raises(WorkerAway):
        worker.ask(b"after")
    assert not Path(f"/proc/{process}").exists()
    worker.start()


@pytest.mark.parametrize(("said", "wanted"), [("", True), ("on", True), ("off", False)])
def test_there_is_one_unless_a_setting_says_that_there_is_none(said: str, wanted: bool) -> None:
    assert (find_worker({"COACH_OR_MENTOR_WORKER": said}, MODULE) is not None) is wanted


def test_another_setting_is_refused() -> None:
    with pytest.raises(InvalidSetting, match="COACH_OR_MENTOR_WORKER must be on or off"):
        find_worker({"COACH_OR_MENTOR_WORKER": "two"}, MODULE)

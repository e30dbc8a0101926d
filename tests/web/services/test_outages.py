"""An outage is told once, and once after it, whatever requests are under way; and few wait for it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from recommender.core.errors import DatabaseUnavailable
from tests.web.services.outages import Caplog, back, quick, refused, told_once
from web.services.outage import Outage

__all__ = ["quick"]


def test_what_was_under_way_as_the_trouble_began_and_ended_changes_nothing(caplog: Caplog) -> None:
    watched = Outage("nothing works")
    begun = threading.Barrier(3)
    finish = threading.Event()

    def late(fails: bool) -> None:
        with pytest.raises(DatabaseUnavailable) if fails else watched.watched():
            if fails:
                with watched.watched():
                    begun.wait()
                    finish.wait()
                    raise OSError
            begun.wait()
            finish.wait()

    with ThreadPoolExecutor(2) as pool:
        slow = [pool.submit(late, fails) for fails in (False, True)]
        begun.wait()
        refused(lambda: _failing(watched))
        finish.set()
        for one in slow:
            one.result()
    assert told_once(caplog, "nothing works"), "the one that succeeded had begun before the trouble"
    back(caplog, lambda: _working(watched))


def test_while_it_fails_one_request_at_a_time_tries_again() -> None:
    watched, tried = Outage("nothing works"), list[int]()
    refused(lambda: _failing(watched))
    time.sleep(0.15)

    def attempt() -> None:
        with watched.watched():
            tried.append(1)
            time.sleep(0.3)
            raise OSError

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: pytest.raises(DatabaseUnavailable, attempt), range(8)))
    assert len(tried) == 1


def _failing(watched: Outage) -> None:
    with watched.watched():
        raise OSError


def _working(watched: Outage) -> None:
    with watched.watched():
        pass

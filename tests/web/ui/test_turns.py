"""Clicks run two at a time, and nobody waits for ever for another's."""

import threading
from collections.abc import Callable

import pytest

from web.ui import turns
from web.ui.turns import AT_ONCE, turn

SECONDS = 20
CLICKS = 6


def run_at_once(work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work, daemon=True) for _ in range(CLICKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive()


def test_only_so_many_run_at_once_and_all_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_SECONDS", SECONDS)
    running, most, done = list[int](), list[int](), list[int]()
    together = threading.Barrier(AT_ONCE)

    def click() -> None:
        with turn():
            running.append(1)
            together.wait(SECONDS)  # opens for AT_ONCE: were fewer let in, it would break
            most.append(len(running))
            together.wait(SECONDS)
            running.pop()
        done.append(1)

    run_at_once(click)
    assert len(done) == CLICKS
    assert set(most) == {AT_ONCE}


def test_where_those_who_run_do_not_end_the_others_go_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_SECONDS", 0.05)
    all_in = threading.Barrier(CLICKS)

    def click() -> None:
        with turn():
            all_in.wait(SECONDS)

    run_at_once(click)


def test_a_click_that_fails_gives_its_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_SECONDS", SECONDS)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), turn():
            raise ZeroDivisionError

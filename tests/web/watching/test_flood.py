"""A flood of the same line is bounded, and what is left out is counted."""

import logging
from collections.abc import Callable

import pytest

from web.watching.events import LEFT_OUT, LINK_REFUSED, ORIGIN_REFUSED, log_event
from web.watching.flood import MOST_A_MINUTE, FloodLimit

LINK = {"reason": "DamagedLink", "hash": "0a1b2c3d"}


class Lines(logging.Handler):
    """A handler that keeps what a limit of floods passes, on a clock of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.written = list[str]()
        self.due = list[tuple[float, Callable[[], None]]]()
        self.later_fails = False
        self.addFilter(FloodLimit(clock=lambda: self.now, later=self.later))

    def later(self, wait: float, call: Callable[[], None]) -> None:
        if self.later_fails:
            raise RuntimeError("can't start new thread")
        self.due.append((wait, call))

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(record.getMessage())

    def ring(self) -> None:
        [(seconds, call)] = self.due
        self.due.clear()
        self.now += seconds
        call()


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Lines:
    handler, ours = Lines(), logging.getLogger("coach-or-mentor")
    for logger in (ours, logging.getLogger("a.package")):
        monkeypatch.setattr(logger, "handlers", [handler])
        caplog.set_level(logging.INFO, logger.name)
    return handler


def test_of_many_like_lines_a_few_are_written_and_one_says_how_many_were_not(lines: Lines) -> None:
    for _ in range(1000):
        log_event(LINK_REFUSED, LINK)
    log_event(ORIGIN_REFUSED, {"origin": "evil.example", "host": "guide.test"})
    assert len(lines.written) == MOST_A_MINUTE + 1, "another event is still written"
    lines.ring()
    assert lines.written[-1] == LEFT_OUT.message % {"count": 1000 - MOST_A_MINUTE, "of": "link-refused"}
    log_event(LINK_REFUSED, LINK)
    assert lines.written[-1].startswith("A link did not open")
    assert lines.due == []


def test_where_no_thread_can_be_had_the_lines_are_written_and_told_of_all_the_same(lines: Lines) -> None:
    waits, lines.later_fails = lines.due, True
    for _ in range(MOST_A_MINUTE + 2):
        log_event(LINK_REFUSED, LINK)
    assert (len(lines.written), waits) == (MOST_A_MINUTE, [])
    lines.later_fails = False
    log_event(LINK_REFUSED, LINK)
    lines.ring()
    assert lines.written[-1] == LEFT_OUT.message % {"count": 3, "of": "link-refused"}


def test_a_few_lines_a_minute_are_all_written(lines: Lines) -> None:
    for _ in range(10 * MOST_A_MINUTE):
        log_event(LINK_REFUSED, LINK)
        lines.now += 4
    assert len(lines.written) == 10 * MOST_A_MINUTE


def test_the_lines_of_another_package_are_bounded_by_who_logs_them(lines: Lines) -> None:
    for number in range(1000):
        logging.getLogger("a.package").error("Number %d", number)
    assert len(lines.written) == MOST_A_MINUTE

"""The clock: a guide does not start with one that is plainly wrong."""

import datetime

import pytest

from recommender.core.errors import InvalidSetting
from web.services import clock
from web.services.clock import check_clock

DATED = datetime.date(2026, 11, 29)


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: datetime.date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-10-29", "2026-11-28", "2026-11-29", "2031-01-01", "2056-11-01"])
def test_a_clock_that_may_be_right_is_believed(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on(day, monkeypatch)
    check_clock(DATED)


@pytest.mark.parametrize("day", ["1970-01-01", "2000-01-01", "2025-11-29", "2026-10-28", "2057-01-01", "2106-02-07"])
def test_one_that_is_plainly_wrong_is_refused_with_what_it_says(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on(day, monkeypatch)
    with pytest.raises(InvalidSetting, match=f"{day}.*{DATED}.*Set the clock"):
        check_clock(DATED)


def test_the_clock_here_is_believed_with_the_rules_that_are_shipped() -> None:
    from tests.web.loaded import RULES

    check_clock(RULES.date)

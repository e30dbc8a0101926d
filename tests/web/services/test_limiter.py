"""The limit to guessing: by place, for a while, in bounded memory, and with no address kept."""

import pytest
from starlette.testclient import TestClient

from tests.web.routes.test_links import shared
from tests.web.routes.test_table import client
from web.guide.edition import Guide
from web.services.limiter import MOST_PLACES, SECONDS, TRIES, Limiter

__all__ = ["client"]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_place_waits_after_too_many_failures_and_not_for_ever() -> None:
    clock = Clock()
    limiter = Limiter(clock=clock)
    for _ in range(TRIES):
        assert not limiter.is_over("192.0.2.1")
        limiter.count("192.0.2.1")
    assert limiter.is_over("192.0.2.1")
    assert not limiter.is_over("192.0.2.2")
    clock.now += SECONDS
    assert not limiter.is_over("192.0.2.1")


@pytest.mark.parametrize(("other", "same"), [("2001:db8::ffff", True), ("2001:db8:0:1::1", False)])
def test_addresses_of_one_household_are_one_place(other: str, same: bool) -> None:
    limiter = Limiter(tries=1)
    limiter.count("2001:db8::1")
    assert limiter.is_over(other) == same


def test_memory_is_bounded_and_holds_no_address() -> None:
    limiter = Limiter(tries=1)
    for number in range(MOST_PLACES + 100):
        limiter.count(f"client {number}")
    kept = vars(limiter)["_failures"]
    assert len(kept) == MOST_PLACES
    assert not any(b"client" in key for key in kept)
    assert limiter.is_over(f"client {MOST_PLACES + 99}")
    assert not limiter.is_over("client 0")


def test_whoever_guesses_gets_a_calm_page_and_a_time_to_wait(
    client: TestClient, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = Limiter(clock=Clock())
    for name in ("is_over", "count"):
        monkeypatch.setattr(guide.sharing.limiter, name, getattr(limiter, name))
    good = shared(guide).address
    for number in range(TRIES):
        assert client.get(good).status_code == 200
        assert client.get(f"/s/guess{number}").status_code == 404
    for path in ("/s/guess", good, "/manage/guess", "/i/guess"):
        response = client.get(path)
        assert response.status_code == 429
        assert response.headers["retry-after"] == str(SECONDS)
        assert guide.say("error.tries.title") in response.text

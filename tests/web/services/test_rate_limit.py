"""Counting requests: never more in a minute than twice what a bucket holds, in bounded memory; and for whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.core.errors import InvalidSetting
from web.services.rate_limit import (
    PROXIES,
    RATE,
    USUAL_RATE,
    RateLimit,
    client_name,
    find_proxies,
    find_rate_limit,
)


@given(
    st.integers(1, 200),
    st.lists(st.tuples(st.floats(0, 30), st.integers(0, 12)), max_size=60),
)
def test_a_client_never_gets_more_than_a_bucket_and_what_flowed_in_since(
    rate: int, asked: list[tuple[float, int]]
) -> None:
    now, allowed = 0.0, 0
    limit = RateLimit(rate, clock=lambda: now)
    for pause, requests in asked:
        now += pause
        wait = limit.seconds_to_wait("a", requests)
        if wait == 0:
            allowed += min(requests, rate)
        assert allowed <= rate + rate * now / 60 + 1e-3
        if wait:
            now += wait
            assert limit.seconds_to_wait("a", requests) == 0
            allowed += min(requests, rate)


def test_a_client_does_not_wait_for_another() -> None:
    limit = RateLimit(1, clock=lambda: 0.0)
    assert [limit.seconds_to_wait(name) for name in ("a", "a", "b")] == [0, 60, 0]


def test_nobody_is_remembered_for_longer_than_a_minute() -> None:
    now = 0.0
    limit = RateLimit(2, clock=lambda: now)
    for name in ("a", "a", "b", "a"):
        limit.seconds_to_wait(name)
    assert len(limit) == 2
    now = 60.0
    limit.seconds_to_wait("c")
    assert len(limit) == 1


def test_however_many_ask_only_so_many_are_remembered() -> None:
    limit = RateLimit(1, clock=lambda: 0.0, most_clients=3)
    for number in range(10):
        assert limit.seconds_to_wait(str(number)) == 0
    assert len(limit) == 3
    assert limit.seconds_to_wait("9") > 0
    assert limit.seconds_to_wait("0") == 0, "whoever was counted longest ago was forgotten"


@pytest.mark.parametrize(
    ("host", "forwarded", "proxies", "name"),
    [
        ("192.0.2.1", "", 0, "192.0.2.1"),
        ("2001:db8::1", "", 0, "2001:db8::/64"),
        ("2001:db8::ffff:1", "", 0, "2001:db8::/64"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
        ("", "", 0, ""),
        ("a" * 100, "", 0, "a" * 45),
        ("192.0.2.1", "198.51.100.7", 0, "192.0.2.1"),
        ("198.51.100.7", "198.51.100.7", 0, "127.0.0.1"),
        ("198.51.100.7", "203.0.113.1, 198.51.100.7:4711", 0, "127.0.0.1"),
        ("192.0.2.1", "198.51.100.7", 1, "198.51.100.7"),
        ("192.0.2.1", "203.0.113.1, 198.51.100.7:4711", 1, "198.51.100.7"),
        ("192.0.2.1", "203.0.113.1, [2001:db8::7]:4711", 1, "2001:db8::/64"),
        ("192.0.2.1", "203.0.113.1, 198.51.100.7, 10.0.0.1", 2, "198.51.100.7"),
        ("192.0.2.1", "10.0.0.1", 2, "192.0.2.1"),
        ("192.0.2.1", "", 1, "192.0.2.1"),
    ],
)
def test_whom_a_request_is_counted_for(host: str, forwarded: str, proxies: int, name: str) -> None:
    assert client_name(host, forwarded, proxies) == name


def test_the_settings_say_how_often_and_how_many_proxies() -> None:
    assert find_rate_limit({}).rate == USUAL_RATE
    assert find_rate_limit({RATE: " 600 "}).rate == 600
    assert (find_proxies({}), find_proxies({PROXIES: "2"})) == (0, 2)


@pytest.mark.parametrize("written", ["0", "-1", "many", "1.5", "1234567", "٣"])
def test_a_rate_that_is_no_whole_number_stops_the_server_and_is_not_shown(written: str) -> None:
    with pytest.raises(InvalidSetting, match=RATE) as raised:
        find_rate_limit({RATE: written})
    assert written not in str(raised.value).replace("from 1", "")

"""The author's desk: off unless a setting turns it on, and then only for a browser on this machine."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from recommender.core.errors import InvalidSetting
from web.services.desk import DESK, is_from_here
from web.services.rate_limit import PROXIES
from web.services.services import ADDRESS, open_services

HERE = {"host": "localhost:8501", "origin": "http://localhost:8501"}


@pytest.mark.parametrize(
    ("written", "wanted"), [(None, False), ("", False), ("off", False), ("on", True), (" On ", True)]
)
def test_it_is_there_where_a_setting_says_so(written: str | None, wanted: bool, tmp_path: Path) -> None:
    assert open_services({} if written is None else {DESK: written}, tmp_path).desk is wanted


@pytest.mark.parametrize(
    "settings",
    [
        {DESK: "yes"},
        {DESK: "on", ADDRESS: "https://guide.example.org"},
        {DESK: "on", ADDRESS: "https://localhost.example.org"},
        {DESK: "on", PROXIES: "1"},
    ],
)
def test_a_server_for_others_does_not_start_with_it(settings: Mapping[str, str], tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match=DESK):
        open_services(settings, tmp_path)


def test_an_address_on_this_machine_is_none_for_others(tmp_path: Path) -> None:
    assert open_services({DESK: "on", ADDRESS: "http://localhost:8501"}, tmp_path).desk
    assert not open_services({DESK: "off", ADDRESS: "https://guide.example.org"}, tmp_path).desk


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
@pytest.mark.parametrize("peer", ["127.0.0.1", "::1"])
def test_a_browser_on_this_machine_is_here(peer: str, host: str) -> None:
    assert is_from_here(peer, {"host": host, "origin": f"http://{host}"})


@pytest.mark.parametrize("peer", ["192.0.2.1", "10.0.0.1", "", "127.0.0.1.example.org"])
def test_another_machine_is_not(peer: str) -> None:
    assert not is_from_here(peer, HERE)


@pytest.mark.parametrize("name", ["host", "origin"])
@pytest.mark.parametrize(
    "elsewhere",
    ["", "rebound.example.org", "localhost.example.org", "192.0.2.1:8501", "[", "localhost@example.org", "null"],
)
def test_a_page_or_a_name_from_elsewhere_is_not(name: str, elsewhere: str) -> None:
    written = f"http://{elsewhere}" if name == "origin" and elsewhere not in ("", "null") else elsewhere
    assert not is_from_here("127.0.0.1", {**HERE, name: written})
    assert not is_from_here("127.0.0.1", {key: value for key, value in HERE.items() if key != name})


@pytest.mark.parametrize("header", ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"])
def test_what_came_through_a_proxy_is_not(header: str) -> None:
    assert not is_from_here("127.0.0.1", {**HERE, header: "127.0.0.1"})

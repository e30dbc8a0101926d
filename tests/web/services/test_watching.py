"""The settings of who watches a server."""

from pathlib import Path

import pytest

from recommender.core.errors import InvalidSetting
from web.services.services import open_services
from web.services.watching import LOG, METRICS, MetricsAddress, find_log_format, find_metrics_address, usable_log_format


@pytest.mark.parametrize(("written", "found"), [("", "text"), ("text", "text"), (" JSON ", "json")])
def test_logs_are_text_or_json(written: str, found: str) -> None:
    assert find_log_format({LOG: written}) == found


def test_another_form_of_logs_is_refused() -> None:
    with pytest.raises(InvalidSetting, match="must be text or json"):
        find_log_format({LOG: "xml"})


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("127.0.0.1:9100", "127.0.0.1"),
        ("[::1]:9100", "::1"),
        ("10.1.2.3:9100", "10.1.2.3"),
        ("100.64.0.1:9100", "100.64.0.1"),
    ],
)
def test_figures_are_shown_at_an_address_of_this_machine_or_its_network(written: str, host: str) -> None:
    assert find_metrics_address({METRICS: written}) == MetricsAddress(host, 9100)
    assert find_metrics_address({}) is None


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("9100", "a network address and a port"),
        ("localhost:9100", "a network address and a port"),
        ("127.0.0.1:", "a port, from 1 to 65535"),
        ("127.0.0.1:0", "a port, from 1 to 65535"),
        ("127.0.0.1:70000", "a port, from 1 to 65535"),
        ("127.0.0.1:٩١٠٠", "a port, from 1 to 65535"),
        ("0.0.0.0:9100", "loopback or private"),
        ("[::]:9100", "loopback or private"),
        ("8.8.8.8:9100", "loopback or private"),
    ],
)
def test_an_address_that_everyone_could_reach_or_that_is_none_is_refused(written: str, fault: str) -> None:
    with pytest.raises(InvalidSetting, match=fault) as raised:
        find_metrics_address({METRICS: written})
    assert "9100" not in str(raised.value).replace("127.0.0.1:9100", "")


def test_a_server_tells_the_faults_of_both_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting) as raised:
        open_services({LOG: "xml", METRICS: "everywhere"}, tmp_path)
    assert {LOG, METRICS} <= set(str(raised.value).replace("\n", " ").split())
    assert usable_log_format({LOG: "xml"}) == "text"

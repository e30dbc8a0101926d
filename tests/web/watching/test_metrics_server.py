"""Where the figures are shown, nothing else may listen."""

import socket

import pytest

from recommender.core.errors import InvalidSetting
from web.watching.metrics_server import serve_figures


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_port_that_is_taken_is_a_clear_error(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InvalidSetting, match=f"port {port} of {host}: Address already in use. Is something else"):
            serve_figures(host, port, guide_port=8501)


def test_an_address_of_another_machine_is_a_clear_error() -> None:
    with pytest.raises(InvalidSetting, match="Cannot assign requested address"):
        serve_figures("10.255.255.254", 9100, guide_port=8501)


def test_the_port_of_the_guide_is_not_for_figures() -> None:
    with pytest.raises(InvalidSetting, match="another port than the guide, which has 8501"):
        serve_figures("127.0.0.1", 8501, guide_port=8501)

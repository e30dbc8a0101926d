"""One server for all attacks of a process. When the last is over, its log is read."""

import re
from collections.abc import Iterator

import pytest

from tests.attack.raw import get
from tests.browser.server import free_port, running
from tests.web.loaded import KEYS
from web.services.fit_counts import FIT
from web.services.watching import METRICS

SECRETS = set[str]()
"""Whatever is sent to the server and must be in no log: every test adds its own."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running guide. It fails at nothing; its log, health and figures have nothing that was sent."""
    figures = f"127.0.0.1:{free_port()}"
    settings = {**KEYS, FIT: "on", METRICS: figures}
    with running(tmp_path_factory.mktemp("attacked"), free_port(), settings) as (address, log):
        yield address
        asked = [get(f"http://{figures}", "/metrics"), get(address, "/healthz"), get(address, "/readyz")]
        written = log.read_text()
    assert [answer.status for answer in asked] == [200, 200, 200]
    assert not re.search(r"Traceback|^ *File \"|ERROR", written, re.MULTILINE), written[-3000:]
    told = "".join([written, *(answer.head + answer.text for answer in asked)])
    assert not [secret for secret in {*SECRETS, *KEYS.values()} if secret in told]

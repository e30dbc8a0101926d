"""One server for all attacks of a process. When the last is over, its log is read."""

import re
from collections.abc import Iterator

import pytest

from tests.browser.server import free_port, running
from tests.web.loaded import KEYS
from web.services.fit_counts import FIT

SECRETS = set[str]()
"""Whatever is sent to the server and must be in no log: every test adds its own."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running guide. Its log has no traceback, and nothing that was sent."""
    with running(tmp_path_factory.mktemp("attacked"), free_port(), {**KEYS, FIT: "on"}) as (address, log):
        yield address
        written = log.read_text()
    assert not re.search(r"Traceback|^ *File \"|ERROR", written, re.MULTILINE), written[-3000:]
    assert not [secret for secret in {*SECRETS, *KEYS.values()} if secret in written]

"""One server for the faults of a process."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.server import SECONDS_TO_START, free_port, started, wait_until_up
from tests.web.loaded import KEYS


@dataclass(frozen=True)
class Running:
    """A running guide: its address, its log, and the id of its process."""

    address: str
    log: Path
    process: int


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A guide that goes on whatever a test does to its connections."""
    port = free_port()
    with started(tmp_path_factory.mktemp("faults"), port, KEYS) as (process, log):
        yield Running(wait_until_up(port, process, seconds=SECONDS_TO_START), log, process.pid)

"""A server for all tests of one process, and a browser of each engine for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.server import free_port, running
from tests.engines.engines import ENGINES
from tests.engines.visitor import Visitor
from tests.web.loaded import KEYS

Arrive = Callable[..., Visitor]
"""Gives a new visitor, who has a browser that nobody used before."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running guide."""
    with running(tmp_path_factory.mktemp("server"), free_port(), KEYS) as (address, log):
        yield address
        print(log.read_text())


@pytest.fixture(params=ENGINES)
def arrive(request: pytest.FixtureRequest, tmp_path: Path, server: str) -> Iterator[Arrive]:
    """Visitors of one engine. Where it is missing, this fails."""
    with ExitStack() as browsers:

        def arrived(name: str = "visitor", *, scripts: bool = True) -> Visitor:
            folder = tmp_path / name
            folder.mkdir()
            driver = browsers.enter_context(ENGINES[request.param](folder, scripts=scripts))
            return Visitor(driver, server, folder / "log")

        yield arrived


@pytest.fixture
def visitor(arrive: Arrive) -> Visitor:
    """Somebody who uses the guide."""
    return arrive()

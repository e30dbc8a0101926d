"""The client in the README, run as it stands there against a server that listens."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO

import pytest
import uvicorn

from tests.conftest import ROOT
from tests.web.routes.api.asked import APP
from web.guide.edition import Edition

MOST_SECONDS = 60
ADDRESS = "http://localhost:8501"


class Server(uvicorn.Server):
    """A server that says when it is there."""

    def __init__(self) -> None:
        super().__init__(uvicorn.Config(APP, log_config=None, lifespan="off"))
        self.there = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.there.set()


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a server that listens while a test runs."""
    server = Server()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            assert server.there.wait(MOST_SECONDS)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(MOST_SECONDS)


def test_the_client_in_the_readme_gets_a_result(address: str, edition: Edition) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    client = next(code for code in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "/api/v1/" in code)
    assert ADDRESS in client
    printed = StringIO()
    with redirect_stdout(printed):
        exec(client.replace(ADDRESS, address), {})
    assert printed.getvalue() == f"mentoring - {edition.wording.outcomes['mentoring'].headline['self']}\n"

"""A server of our own, started once on a free port with a key of its own, and a Chromium that must be there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.places import KEY
from tests.browser.server import free_port, wait_until_up
from tests.browser.visitor import Visitor

PROJECT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_START = 90
PHONE, DESKTOP = (360, 740, "light"), (1280, 900, "dark")
ON_A_DESKTOP = pytest.mark.parametrize("page", [DESKTOP], indirect=True, ids=["desktop-dark"])
"""For tests in which the size of the screen makes no difference."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running guide."""
    port, log = free_port(), tmp_path_factory.mktemp("server") / "log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "localhost"]
    environment = {**os.environ, "COACH_OR_MENTOR_KEYS": KEY}
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--server.port", str(port)], cwd=PROJECT, env=environment, stdout=output, stderr=output
        )
        try:
            yield wait_until_up(port, process, seconds=SECONDS_TO_START)
        finally:
            process.terminate()
            process.wait(timeout=30)
            print(log.read_text())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's where there is one, Playwright's own otherwise. Without either this fails."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone-light", "desktop-dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page on a phone in the light, and one on a desktop in the dark."""
    width, height, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor(page: Page, server: str) -> Visitor:
    """Somebody who uses the guide."""
    return Visitor(page, server)

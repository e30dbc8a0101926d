"""A server and a Chromium for all tests of one process: the server has a port, a key and a folder of its own."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.server import free_port, running
from tests.browser.visitor import Visitor
from tests.web.loaded import KEYS

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = (360, 740, "light"), (1280, 900, "dark")
ON_A_DESKTOP = pytest.mark.parametrize("page", [DESKTOP], indirect=True, ids=["desktop-dark"])
"""For tests in which the size of the screen makes no difference."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running guide."""
    with running(tmp_path_factory.mktemp("server"), free_port(), KEYS) as (address, log):
        yield address
        print(log.read_text())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's where there is one, Playwright's own otherwise. Without either this fails."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(
    params=[pytest.param(PHONE, id="phone-light"), pytest.param(DESKTOP, id="desktop-dark", marks=pytest.mark.deep)]
)
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

"""A server and a Chromium for all tests of one process: the server has a port, a key and a folder of its own."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

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
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""The system's Chromium where there is one; None for Playwright's own."""

Elsewhere = Callable[..., Page]
"""Opens an address, and expects a status, as somebody else would."""

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
def playwright() -> Iterator[Playwright]:
    """What drives the browsers."""
    with sync_playwright() as running_playwright:
        yield running_playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium for pages that are nobody's but one test's. Without a Chromium this fails."""
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def profile(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Chromium with a profile and one process, kept by an empty page: compiled scripts stay, so pages open sooner."""
    folder, flags = tmp_path_factory.mktemp("profile"), [*FLAGS, "--process-per-site"]
    context = playwright.chromium.launch_persistent_context(folder, executable_path=CHROMIUM, args=flags)
    keeper = context.pages[0]
    keeper.route("http://localhost/", lambda route: route.fulfill(body="", content_type="text/html"))
    keeper.goto("http://localhost/")
    yield context
    context.close()


@pytest.fixture(
    params=[pytest.param(PHONE, id="phone-light"), pytest.param(DESKTOP, id="desktop-dark", marks=pytest.mark.deep)]
)
def page(request: pytest.FixtureRequest, profile: BrowserContext, server: str) -> Iterator[Page]:
    """A page on a phone in the light, and one on a desktop in the dark. What it stored is gone when it is closed."""
    width, height, scheme = request.param
    page = profile.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    yield page
    forget(page, server)


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[Elsewhere]:
    """Pages in browsers of their own, each closed at the end."""
    contexts = list[BrowserContext]()

    def opened(address: str, status: int = 200) -> Page:
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()
        response = page.goto(address)
        assert response is not None
        assert response.status == status
        return page

    yield opened
    for context in contexts:
        context.close()


def forget(page: Page, server: str) -> None:
    """Close a page of the profile, and clear what it stored there."""
    stored = {"origin": server, "storageTypes": "local_storage"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", stored)
    page.context.clear_cookies()
    page.context.clear_permissions()
    page.close()


@pytest.fixture
def visitor(page: Page, server: str) -> Visitor:
    """Somebody who uses the guide."""
    return Visitor(page, server)

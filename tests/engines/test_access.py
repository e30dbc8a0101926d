"""axe finds nothing on the main pages in Firefox and in WebKitGTK either, and all fits on a phone."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.access import OPTIONS, WIDER_THAN
from tests.browser.visitor import ABLE, GOAL, WORDS
from tests.browser.ways import sealed_link
from tests.engines.engines import ENGINES, WIDTH
from tests.engines.visitor import Visitor
from web.links.journey import ASIDES, RESULT, Journey

pytestmark = pytest.mark.deep

SECONDS = 120
"""The longest that axe may take on a busy machine."""

AXE = f"{Axe().axe_script}; axe.run({json.dumps(OPTIONS)}).then(arguments[0], (error) => arguments[0](String(error)));"


def open_screening(visitor: Visitor) -> None:
    visitor.open("?view=self")
    visitor.settle(WORDS.pages["screening.heading"])


def open_at_end(step: str) -> Callable[[Visitor], None]:
    return lambda visitor: visitor.open_at(Journey("self", step, ABLE))


PAGES: dict[str, Callable[[Visitor], None]] = {
    "start": lambda visitor: visitor.open(""),
    "screening": open_screening,
    "question": lambda visitor: visitor.open_at(Journey("self", GOAL)),
    **{step: open_at_end(step) for step in (RESULT, *ASIDES)},
    "shared": lambda visitor: visitor.open(sealed_link("coaching", "answers").address),
    "help": lambda visitor: visitor.open("help"),
    "options": lambda visitor: visitor.open("options"),
    "plain": lambda visitor: visitor.open("plain?view=self"),
}


@pytest.fixture(scope="module", params=ENGINES)
def visitor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, server: str) -> Iterator[Visitor]:
    """One browser of each engine for all pages: each page begins a session of its own."""
    folder = tmp_path_factory.mktemp(request.param)
    with ENGINES[request.param](folder) as driver:
        driver.set_script_timeout(SECONDS)
        yield Visitor(driver, server, folder / "log")


def violations(visitor: Visitor) -> dict[str, list[str]]:
    """The rules of axe that the page breaks, and where."""
    found = visitor.driver.execute_async_script(AXE)["violations"]
    return {rule["id"]: [node["html"][:160] for node in rule["nodes"]] for rule in found}


def test_axe_notices_a_fault(visitor: Visitor) -> None:
    visitor.open("help")
    visitor.run("document.documentElement.removeAttribute('lang')")
    assert list(violations(visitor)) == ["html-has-lang"]


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use(name: str, visitor: Visitor) -> None:
    PAGES[name](visitor)
    assert violations(visitor) == {}
    assert not visitor.run(f"return ({WIDER_THAN})({WIDTH})")

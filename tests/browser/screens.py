"""The screenshots in docs/screens: `make screens`."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_journeys import ABLE, reach_result
from tests.browser.visitor import PROJECT, Visitor

FOLDER = PROJECT / "docs" / "screens"


@pytest.mark.parametrize(("name", "width", "scheme"), [("phone", 360, "light"), ("desktop", 1280, "dark")])
def test_take_screens(name: str, width: int, scheme: str, browser: Browser, server: str) -> None:
    """Not a test of its own: it runs only when it is named, and leaves pictures behind."""
    dark = scheme == "dark"
    page = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
    ).new_page()
    visitor = Visitor(page, server)
    page.goto(server)
    _take(visitor, f"start-{name}")
    visitor.start("self")
    visitor.tick()
    visitor.meet("goal")
    _take(visitor, f"question-{name}")
    reach_result(visitor, "self", {**ABLE, "wants": "tell", "doors": "a-bit", "structure": "as-needed"}, "coaching")
    _take(visitor, f"result-{name}", height=1500)


def _take(visitor: Visitor, name: str, height: int = 800) -> None:
    size = visitor.page.viewport_size
    assert size is not None
    visitor.page.set_viewport_size({"width": size["width"], "height": height})
    visitor.page.wait_for_timeout(500)
    visitor.page.screenshot(path=FOLDER / f"{name}.png")


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    return subprocess.call([sys.executable, "-m", "pytest", "-q", str(Path(__file__))])


if __name__ == "__main__":
    sys.exit(main())

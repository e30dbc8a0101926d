"""The screenshots in docs/screens: `make screens`."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.places import PLACES
from tests.browser.visitor import PROJECT, Visitor

FOLDER = PROJECT / "docs" / "screens"
SCREENS = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 860},
}
SHOWN = {
    "start": "start",
    "screening": "screening",
    "question": "question-experience",
    "answers": "answers-all",
    "result": "result-coaching",
    "shared": "shared",
}
"""What each picture shows, by the place it is taken at."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_take_screens(screen: str, scheme: str, browser: Browser, server: str) -> None:
    """Not a test of its own: it runs only when it is named, and leaves pictures behind."""
    dark = scheme == "dark"
    context = browser.new_context(viewport=SCREENS[screen], color_scheme="dark" if dark else "light")  # type: ignore[arg-type]
    visitor = Visitor(context.new_page(), server)
    for name, place in SHOWN.items():
        PLACES[place](visitor)
        visitor.page.mouse.move(0, 0)
        picture = Image.open(io.BytesIO(visitor.page.screenshot(animations="disabled"))).convert("RGB")
        picture.quantize(256, Image.Quantize.MAXCOVERAGE).save(FOLDER / f"{name}-{screen}-{scheme}.png", optimize=True)
    context.close()


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    return subprocess.call([sys.executable, "-m", "pytest", "-q", str(Path(__file__))])


if __name__ == "__main__":
    sys.exit(main())

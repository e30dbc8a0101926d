"""A drawing for each outcome: what it means, without words. They are in content/drawings, as SVG elements.

In all of them you are dark, who helps by the first approach is an outline, and who helps by the second is solid. What
comes first is large, and the two approaches (a ring and a square) wait behind it. An outcome may have no drawing.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

from web.documents.inline_image import as_picture
from web.guide.palette import Palette
from web.guide.project import PROJECT

SHARED, _PARTS = PROJECT / "content" / "drawings", "parts"
_WIDTH, _HEIGHT = 240, 120


@cache
def draw_outcome(palette: Palette, folder: Path, outcome: str, described: str) -> Markup:
    """The drawing of an outcome, by its id, as an image element. `described` is its text twin.

    Where the content in this folder has no drawing of it, this is empty.
    """
    drawings = drawings_in(folder)
    if outcome not in drawings:
        return Markup()
    elements = drawings_in(SHARED)[_PARTS] + drawings[outcome]
    return as_picture(palette, elements, width=_WIDTH, height=_HEIGHT, described=described, kind="drawing")


@cache
def drawings_in(folder: Path) -> Mapping[str, str]:
    """The elements of each drawing in a folder, by its name. They are read once."""
    return {file.stem: _elements(file) for file in folder.glob("*.svg")}


def _elements(file: Path) -> str:
    lines = file.read_text(encoding="utf-8").splitlines()
    return "".join(line.strip() for line in lines[1:-1])  # without the <svg> around them, which is there for editors

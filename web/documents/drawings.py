"""A drawing for each outcome: what it means, without words. They are in content/drawings, as SVG elements.

In all of them you are dark, a coach is an outline and asks, and a mentor is solid and shows. What comes first is large,
and coaching (a ring) and mentoring (a square) wait behind it.
"""

from functools import cache
from pathlib import Path

from markupsafe import Markup

from web.documents.inline_image import as_picture

_FOLDER = Path(__file__).resolve().parents[2] / "content" / "drawings"
_WIDTH, _HEIGHT = 240, 120


@cache
def draw_outcome(outcome: str, described: str) -> Markup:
    """The drawing of an outcome, by its id, as an image element. `described` is its text twin."""
    return as_picture(
        _elements("parts") + _elements(outcome), width=_WIDTH, height=_HEIGHT, described=described, kind="drawing"
    )


@cache
def _elements(name: str) -> str:
    lines = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").splitlines()
    return "".join(line.strip() for line in lines[1:-1])  # without the <svg> around them, which is there for editors

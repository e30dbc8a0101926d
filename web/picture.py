"""A picture: SVG written into the address of an image element, the one form of drawing that Streamlit lets through."""

import base64

from markupsafe import Markup

from web.palette import LIGHT, palette_css


def as_picture(drawing: str, *, width: int, height: int, described: str, kind: str) -> Markup:
    """An image element. `drawing` are SVG elements, coloured by the palette; `described` says what they show.

    `kind` is a class of our style. An image inherits no colours from its page, so it brings those that it uses.
    """
    used = palette_css("svg", [name for name in LIGHT if f"var(--{name})" in drawing])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<style>{used}</style>{drawing}</svg>"
    )
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    return Markup('<img class="{}" alt="{}" src="{}" width="{}" height="{}">').format(
        kind, described, source, width, height
    )

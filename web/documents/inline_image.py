"""A picture: SVG written into the address of an image element, the only form of drawing that Streamlit lets through."""

from urllib.parse import quote

from markupsafe import Markup

from web.guide.palette import Palette

_AS_THEY_ARE = " !$'()*+,-./:;=?@_~{}|"
"""What an address in quotation marks can hold as it is. Coded as base64, a picture would be a third longer."""


def as_picture(palette: Palette, drawing: str, *, width: int, height: int, described: str, kind: str) -> Markup:
    """An image element. `drawing` are SVG elements, coloured by the palette; `described` says what they show.

    `kind` is a class of our style. An image inherits no colours from its page, so it brings those that it uses.
    """
    used = palette.css("svg", [name for name in palette.light if f"var(--{name})" in drawing])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<style>{used}</style>{drawing}</svg>"
    )
    source = Markup("data:image/svg+xml," + quote(svg, safe=_AS_THEY_ARE))
    return Markup('<img class="{}" alt="{}" src="{}" width="{}" height="{}">').format(
        kind, described, source, width, height
    )

"""The palette: every colour of the guide by its name, light and dark. Pages, documents and drawings take it from here.

The two approaches have the colours that the rules give them. Neither is the colour of buttons and links: those are ink.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from recommender import RuleBase

_LIGHT: Mapping[str, str] = {
    "paper": "#f8f2ef",
    "card": "#fffdfb",
    "ink": "#2b1f33",
    "soft": "#5d5064",
    "line": "#dfd2d3",
    "edge": "#86778a",
    "stop": "#a5282b",
    "stop-tint": "#fdebe6",
}
_DARK: Mapping[str, str] = {
    "paper": "#1b1520",
    "card": "#271f2e",
    "ink": "#f4ebee",
    "soft": "#c6b9c9",
    "line": "#493d51",
    "edge": "#95859c",
    "stop": "#ff9c8f",
    "stop-tint": "#3c1c20",
}
_TINT = 0.2
"""How much of an approach's colour its tint has. The rest is the card's."""


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """The colours by name, in light and in dark mode, each as #rrggbb."""

    light: Mapping[str, str]
    dark: Mapping[str, str]

    def css(self, selector: str, names: Iterable[str] = ()) -> Markup:
        """The colours with these names, or all, as custom properties of what the selector selects."""
        wanted = tuple(names) or tuple(self.light)

        def declared(colours: Mapping[str, str]) -> str:
            return selector + "{" + "".join(f"--{name}:{colours[name]};" for name in wanted) + "}"

        dark = f"@media screen and (prefers-color-scheme:dark){{{declared(self.dark)}}}"
        return Markup(declared(self.light) + dark)  # noqa: S704


def palette_of(rules: RuleBase) -> Palette:
    """The palette with the colours of the approaches: each by its place, with a tint and what is legible on it."""
    first, second = rules.colours
    return Palette(
        _with_approaches(_LIGHT, first.light, second.light), _with_approaches(_DARK, first.dark, second.dark)
    )


def _with_approaches(colours: Mapping[str, str], first: str, second: str) -> Mapping[str, str]:
    card, dark, light = colours["card"], _LIGHT["ink"], _LIGHT["card"]
    return {
        **colours,
        "first": first,
        "first-tint": _mixed(first, card),
        "second": second,
        "second-tint": _mixed(second, card),
        "on-second": max((dark, light), key=lambda ink: contrast(ink, second)),
    }


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG 2 defines it."""
    less, more = sorted((_luminance(one), _luminance(other)))
    return (more + 0.05) / (less + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in bytes.fromhex(colour[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _mixed(colour: str, with_: str) -> str:
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(with_[1:]), strict=True)
    return "#" + bytes(round(_TINT * one + (1 - _TINT) * other) for one, other in pairs).hex()

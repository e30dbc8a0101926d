"""The palette: every colour of the guide by its name, light and dark. Pages, documents and drawings take it from here.

Coaching and mentoring differ in lightness as well as in hue. Neither is the colour of buttons and links: those are ink.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

LIGHT: Mapping[str, str] = {
    "paper": "#f8f2ef",
    "card": "#fffdfb",
    "ink": "#2b1f33",
    "soft": "#5d5064",
    "line": "#dfd2d3",
    "edge": "#86778a",
    "coach": "#0e5a61",
    "coach-tint": "#dcecea",
    "mentor": "#f2ab35",
    "mentor-tint": "#fcebcb",
    "on-mentor": "#2b1f33",
    "stop": "#a5282b",
    "stop-tint": "#fdebe6",
}
DARK: Mapping[str, str] = {
    "paper": "#1b1520",
    "card": "#271f2e",
    "ink": "#f4ebee",
    "soft": "#c6b9c9",
    "line": "#493d51",
    "edge": "#95859c",
    "coach": "#3f9fa1",
    "coach-tint": "#183439",
    "mentor": "#ffd384",
    "mentor-tint": "#40311a",
    "on-mentor": "#2b1f33",
    "stop": "#ff9c8f",
    "stop-tint": "#3c1c20",
}


def palette_css(selector: str, names: Iterable[str] = tuple(LIGHT)) -> Markup:
    """The colours with these names as custom properties of what the selector selects."""

    def declared(colours: Mapping[str, str]) -> str:
        return selector + "{" + "".join(f"--{name}:{colours[name]};" for name in names) + "}"

    return Markup(f"{declared(LIGHT)}@media screen and (prefers-color-scheme:dark){{{declared(DARK)}}}")  # noqa: S704

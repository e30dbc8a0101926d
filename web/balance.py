"""The balance: a drawing of the lead on a line from coaching to mentoring, with the bands marked."""

import base64
from dataclasses import dataclass

from markupsafe import Markup, escape

from recommender.model import Bands

_WIDTH, _HEIGHT, _EDGE, _TOP, _BAR = 400, 112, 8, 40, 30

_STYLE = """
svg { --ink: #1c2726; --paper: #fbfaf6; --line: #cfcbbf; --coach: #0b5f58; --mentor: #a3440f; --tint: #faeadf;
  font: 16px "Source Sans 3", system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif }
@media (prefers-color-scheme: dark) {
  svg { --ink: #eceae3; --paper: #14191a; --line: #465052; --coach: #6fd0c3; --mentor: #f2ab79; --tint: #38261a } }
text { fill: var(--ink) } .lead { font-weight: 700 }
.zone { stroke: var(--ink); stroke-width: 1 } .coaching { fill: var(--coach) } .even { fill: var(--line) }
.mentoring { fill: url(#stripes) } .coaching.faint { fill-opacity: .4 } .mentoring.faint { fill: url(#thin) }
.marker { fill: var(--ink); stroke: var(--paper); stroke-width: 1.5 }
"""
_STRIPES = (
    '<pattern id="stripes" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="8" height="8" style="fill:var(--tint)"/><rect width="5" height="8" style="fill:var(--mentor)"/>'
    '</pattern><pattern id="thin" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="8" height="8" style="fill:var(--tint)"/><rect width="1.5" height="8" style="fill:var(--mentor)"/>'
    "</pattern>"
)


@dataclass(frozen=True, slots=True)
class BalanceWords:
    """The words in the drawing, and the sentence that stands for it where it cannot be seen."""

    coaching: str
    mentoring: str
    even: str
    lead: str
    described: str


def draw_balance(lead: int, bands: Bands, words: BalanceWords) -> Markup:
    """An image element whose SVG is written into its address: the one form of drawing that Streamlit lets through.

    Coaching lies to the left and is plain; mentoring lies to the right and is striped. The line ends at twice a clear
    lead on either side, and a greater lead stands at its end.
    """
    svg = base64.b64encode(_svg(lead, bands, words).encode()).decode()
    source = f"data:image/svg+xml;base64,{svg}"
    return Markup('<img class="balance" alt="{}" src="{}" width="{}" height="{}">').format(
        words.described, source, _WIDTH, _HEIGHT
    )


def _svg(lead: int, bands: Bands, words: BalanceWords) -> str:
    reach = 2 * bands.clear
    middle, half = _WIDTH / 2, _WIDTH / 2 - _EDGE

    def across(points: int) -> float:
        return round(middle - half * max(-reach, min(reach, points)) / reach, 1)

    zones = (
        (reach, bands.clear, "coaching"),
        (bands.clear, bands.leaning, "coaching faint"),
        (bands.leaning, -bands.leaning, "even"),
        (-bands.leaning, -bands.clear, "mentoring faint"),
        (-bands.clear, -reach, "mentoring"),
    )
    marker = across(lead)
    anchor = "start" if marker < _WIDTH * 0.25 else "end" if marker > _WIDTH * 0.75 else "middle"
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
            f'height="{_HEIGHT}"><style>{_STYLE}</style><defs>{_STRIPES}</defs>',
            *(_zone(across(left), across(right), kind) for left, right, kind in zones),
            f'<path class="marker" d="M{marker - 8} {_TOP - 17}h16l-6 12v{_BAR + 10}h-4v-{_BAR + 10}z"/>',
            _text(marker, 16, words.lead, anchor, "lead"),
            _text(_EDGE, _TOP + _BAR + 26, words.coaching, "start", "end"),
            _text(middle, _TOP + _BAR + 26, words.even, "middle", "end"),
            _text(_WIDTH - _EDGE, _TOP + _BAR + 26, words.mentoring, "end", "end"),
            "</svg>",
        ]
    )


def _zone(left: float, right: float, kind: str) -> str:
    width = round(right - left, 1)
    return f'<rect class="zone {kind}" x="{left}" y="{_TOP}" width="{width}" height="{_BAR}"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'

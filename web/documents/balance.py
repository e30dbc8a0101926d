"""The balance: a drawing of the lead on a line from coaching to mentoring, with the bands marked."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from recommender.core.model import Bands
from web.documents.inline_image import as_picture

_WIDTH, _HEIGHT, _EDGE, _TOP, _BAR = 320, 124, 12, 46, 28
_LINE = _TOP + _BAR / 2

_STYLE = """<style>
text { font: 600 15px system-ui, sans-serif }
text { fill: var(--ink) }
.zone { stroke: var(--ink); stroke-width: 1.5 } .even { fill: var(--card) }
.clear.coaching { fill: var(--coach) } .leaning.coaching { fill: var(--coach-tint) }
.clear.mentoring { fill: url(#clear) } .leaning.mentoring { fill: url(#leaning) }
.stem { stroke: var(--ink); stroke-width: 3 } .halo { fill: var(--card) }
.mark { fill: var(--card); stroke: var(--ink); stroke-width: 3 } .mark.mentoring { fill: var(--mentor) }
.mark.coaching { stroke: var(--coach); stroke-width: 5 }
</style>"""
_STRIPES = (
    '<defs><pattern id="clear" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="9" height="9" fill="var(--mentor)"/><rect width="2" height="9" fill="var(--on-mentor)"/></pattern>'
    '<pattern id="leaning" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="9" height="9" fill="var(--mentor-tint)"/><rect width="1" height="9" fill="var(--ink)"/></pattern>'
    "</defs>"
)


@dataclass(frozen=True, slots=True)
class BalanceWords:
    """The words in the drawing, and the sentence that stands in for it where it cannot be seen."""

    coaching: str
    mentoring: str
    even: str
    lead: str
    described: str


def draw_balance(lead: int, bands: Bands, words: BalanceWords) -> Markup:
    """The drawing as an image element.

    Coaching is on the left, dark and plain, and its mark is a ring; mentoring is on the right, light and striped,
    and its mark is a square. The line ends at twice a clear lead on either side; a greater lead is shown at its end.
    """
    drawing = _STYLE + _STRIPES + _zones(bands) + _mark(lead, bands, words.lead) + _ends(words)
    return as_picture(drawing, width=_WIDTH, height=_HEIGHT, described=words.described, kind="balance")


def _across(points: int, bands: Bands) -> float:
    reach, middle = 2 * bands.clear, _WIDTH / 2
    return round(middle - (middle - _EDGE) * max(-reach, min(reach, points)) / reach, 1)


def _zones(bands: Bands) -> str:
    reach = 2 * bands.clear
    zones = (
        (reach, bands.clear, "clear coaching"),
        (bands.clear, bands.leaning, "leaning coaching"),
        (bands.leaning, -bands.leaning, "even"),
        (-bands.leaning, -bands.clear, "leaning mentoring"),
        (-bands.clear, -reach, "clear mentoring"),
    )
    return "".join(_zone(_across(left, bands), _across(right, bands), kind) for left, right, kind in zones)


def _zone(left: float, right: float, kind: str) -> str:
    width = round(right - left, 1)
    return f'<rect class="zone {kind}" x="{left}" y="{_TOP}" width="{width}" height="{_BAR}"/>'


def _mark(lead: int, bands: Bands, text: str) -> str:
    x = max(_EDGE + 9, min(_WIDTH - _EDGE - 9, _across(lead, bands)))
    side = "coaching" if lead > 0 else "mentoring" if lead < 0 else "even"
    shape = f'<circle class="mark {side}" cx="{x}" cy="{_LINE}" r="9"/>'
    if side == "mentoring":
        shape = f'<rect class="mark {side}" x="{x - 9}" y="{_LINE - 9}" width="18" height="18"/>'
    anchor = "start" if x < _WIDTH * 0.25 else "end" if x > _WIDTH * 0.75 else "middle"
    place = {"start": x - 9, "middle": x, "end": x + 9}[anchor]
    return (
        f'<path class="stem" d="M{x} 22v{_TOP - 22}"/><circle class="halo" cx="{x}" cy="{_LINE}" r="13.5"/>'
        f"{shape}{_text(place, 15, text, anchor)}"
    )


def _ends(words: BalanceWords) -> str:
    y = _TOP + _BAR + 26
    return (
        f'<circle class="mark coaching" cx="{_EDGE + 7}" cy="{y - 5}" r="5"/>'
        f"{_text(_EDGE + 20, y, words.coaching, 'start')}"
        f"{_text(_WIDTH / 2, y, words.even, 'middle')}"
        f'<rect class="mark mentoring" x="{_WIDTH - _EDGE - 14}" y="{y - 12}" width="13" height="13"/>'
        f"{_text(_WIDTH - _EDGE - 20, y, words.mentoring, 'end')}"
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'

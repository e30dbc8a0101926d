"""The balance: a drawing of the lead on a line from coaching to mentoring, with the bands marked."""

from dataclasses import dataclass

from markupsafe import Markup

from recommender.model import Bands

_WIDTH, _HEIGHT, _TOP, _BAR = 640, 132, 46, 34


@dataclass(frozen=True, slots=True)
class BalanceWords:
    """The words in the drawing, and the sentence that a screen reader gets in its place."""

    coaching: str
    mentoring: str
    even: str
    lead: str
    described: str


def draw_balance(lead: int, bands: Bands, words: BalanceWords) -> Markup:
    """An SVG. Coaching lies to the left and is plain; mentoring lies to the right and is striped.

    The line ends at twice a clear lead on either side; a greater lead stands at its end.
    """
    reach = 2 * bands.clear
    middle, half = _WIDTH / 2, _WIDTH / 2 - 14

    def across(points: float) -> float:
        return round(middle - half * max(-reach, min(reach, points)) / reach, 1)

    marker = across(lead)
    anchor = "start" if marker < _WIDTH * 0.2 else "end" if marker > _WIDTH * 0.8 else "middle"
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{Markup.escape(words.described)}" '
        'style="font-family:inherit;font-size:17px">',
        '<defs><pattern id="stripes" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="8" height="8" style="fill:var(--mentor-tint)"/>'
        '<rect width="3" height="8" style="fill:var(--mentor)"/></pattern></defs>',
        _zone(across(reach), across(bands.clear), "var(--coach)"),
        _zone(across(bands.clear), across(bands.leaning), "var(--coach)", opacity=0.5),
        _zone(across(bands.leaning), across(-bands.leaning), "var(--line)", opacity=0.6),
        _zone(across(-bands.leaning), across(-bands.clear), "url(#stripes)", opacity=0.55),
        _zone(across(-bands.clear), across(-reach), "url(#stripes)"),
        f'<path d="M{marker} {_TOP - 6} l-9 -13 h18 z M{marker - 1.5} {_TOP - 8} h3 v{_BAR + 14} h-3 z" '
        'style="fill:var(--ink);stroke:var(--paper);stroke-width:1.5"/>',
        _text(marker, 20, words.lead, anchor, bold=True),
        _text(14, _TOP + _BAR + 28, words.coaching, "start"),
        _text(middle, _TOP + _BAR + 28, words.even, "middle"),
        _text(_WIDTH - 14, _TOP + _BAR + 28, words.mentoring, "end"),
        "</svg>",
    ]
    return Markup("".join(parts))


def _zone(left: float, right: float, fill: str, opacity: float = 1) -> str:
    return (
        f'<rect x="{left}" y="{_TOP}" width="{round(right - left, 1)}" height="{_BAR}" '
        f'style="fill:{fill};fill-opacity:{opacity};stroke:var(--ink);stroke-width:1"/>'
    )


def _text(x: float, y: float, text: str, anchor: str, *, bold: bool = False) -> str:
    weight = ";font-weight:700" if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" style="fill:var(--ink){weight}">{Markup.escape(text)}</text>'

"""The balance: the lead on a line from coaching to mentoring, with the bands marked, in HTML and in the page's face."""

from dataclasses import dataclass

from markupsafe import Markup

from recommender.core.model import Bands

_FIGURE = Markup(
    '<div class="balance" role="img" aria-label="{described}">'
    '<p class="lead-at {edge}"><span style="left:{at}%">{lead}</span></p>'
    '<p class="scale">{zones}<b class="mark {side}" style="left:{at}%"></b></p>'
    '<p class="ends"><span class="to-coaching">{coaching}</span><span>{even}</span>'
    '<span class="to-mentoring">{mentoring}</span></p></div>'
)
_ZONE = Markup('<i class="zone {kind}" style="width:{width}%"></i>')

_NEAR = 38
"""How near to an end, in per cent of the line, words above a mark are kept from reaching beyond that end."""


@dataclass(frozen=True, slots=True)
class BalanceWords:
    """The words in the drawing, and the sentence that stands in for it where it cannot be seen."""

    coaching: str
    mentoring: str
    even: str
    lead: str
    described: str


def draw_balance(lead: int, bands: Bands, words: BalanceWords) -> Markup:
    """The drawing as HTML, whose looks are in result.css.

    Coaching is on the left, dark and plain, and its mark is a ring; mentoring is on the right, light and striped,
    and its mark is a square. The line ends at twice a clear lead on either side; a greater lead is shown at its end.
    """
    at = _across(lead, bands)
    return _FIGURE.format(
        described=words.described,
        edge="at-start" if at < _NEAR else "at-end" if at > 100 - _NEAR else "",
        side="to-coaching" if lead > 0 else "to-mentoring" if lead < 0 else "",
        at=at,
        lead=words.lead,
        zones=_zones(bands),
        coaching=words.coaching,
        even=words.even if lead else "",
        mentoring=words.mentoring,
    )


def _across(lead: int, bands: Bands) -> float:
    """How far from the left end of the line a lead is marked, in per cent."""
    reach = 2 * bands.clear
    return round(50 - 50 * max(-reach, min(reach, lead)) / reach, 1)


def _zones(bands: Bands) -> Markup:
    widths = {
        "clear to-coaching": bands.clear,
        "leaning to-coaching": bands.clear - bands.leaning,
        "even": 2 * bands.leaning,
        "leaning to-mentoring": bands.clear - bands.leaning,
        "clear to-mentoring": bands.clear,
    }
    whole = 4 * bands.clear
    return Markup().join(_ZONE.format(kind=kind, width=round(100 * width / whole, 2)) for kind, width in widths.items())

"""The balance: the lead on a line from one approach to the other, with the bands marked, as HTML."""

from dataclasses import dataclass

from markupsafe import Markup

from recommender.core.model import Bands

_FIGURE = Markup(
    '<div class="balance" role="img" aria-label="{described}">'
    '<p class="lead-at {edge}"><span style="left:{at}%">{lead}</span></p>'
    '<p class="scale">{zones}<b class="mark {side}" style="left:{at}%"></b></p>'
    '<p class="ends"><span class="to-first">{first}</span><span>{even}</span>'
    '<span class="to-second">{second}</span></p></div>'
)
_ZONE = Markup('<i class="zone {kind}" style="width:{width}%"></i>')

_NEAR = 38
"""How near to an end, in per cent of the line, words above a mark are kept from reaching beyond that end."""


@dataclass(frozen=True, slots=True)
class BalanceWords:
    """The words in the drawing, and the sentence that stands in for it where it cannot be seen."""

    first: str
    second: str
    even: str
    lead: str
    described: str


def draw_balance(lead: int, bands: Bands, words: BalanceWords) -> Markup:
    """The drawing as HTML, whose looks are in result.css.

    The first approach is on the left, plain, and its mark is a ring; the second is on the right, striped, and its mark
    is a square. The line ends at twice a clear lead on either side; a greater lead is shown at its end.
    """
    at = _across(lead, bands)
    return _FIGURE.format(
        described=words.described,
        edge="at-start" if at < _NEAR else "at-end" if at > 100 - _NEAR else "",
        side="to-first" if lead > 0 else "to-second" if lead < 0 else "",
        at=at,
        lead=words.lead,
        zones=_zones(bands),
        first=words.first,
        even=words.even if lead else "",
        second=words.second,
    )


def _across(lead: int, bands: Bands) -> float:
    """How far from the left end of the line a lead is marked, in per cent."""
    reach = 2 * bands.clear
    return round(50 - 50 * max(-reach, min(reach, lead)) / reach, 1)


def _zones(bands: Bands) -> Markup:
    widths = {
        "clear to-first": bands.clear,
        "leaning to-first": bands.clear - bands.leaning,
        "even": 2 * bands.leaning,
        "leaning to-second": bands.clear - bands.leaning,
        "clear to-second": bands.clear,
    }
    whole = 4 * bands.clear
    return Markup().join(_ZONE.format(kind=kind, width=round(100 * width / whole, 2)) for kind, width in widths.items())

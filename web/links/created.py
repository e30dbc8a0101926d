"""A link that was just made: its address, and the private address at which its maker can stop it."""

import datetime
from dataclasses import dataclass

import segno
from markupsafe import Markup, escape

from recommender import AnswerSheet
from web.guide.edition import Guide
from web.guide.languages import PARAMETER, for_link
from web.links.disclosure import at_level
from web.links.link import INVITATION, SHARED, Link, Result, link_id, make_link
from web.links.owner_page import managed, seal_managed
from web.links.releases import mark_of, rules_of

_PATHS = {SHARED: "s", INVITATION: "i"}
_QR_BORDER, _QR_SCALE = 4, 4


@dataclass(frozen=True, slots=True)
class Made:
    """A link with both of its addresses. `kind` is one of manage.KINDS."""

    link: Link
    kind: str
    address: str
    manage: str


def result_link(
    guide: Guide, sheet: AnswerSheet, level: str, days: int | None, *, today: datetime.date, own_words: str = ""
) -> Link:
    """A link to the result of a sheet on which nothing is ticked, at this level and for so many days."""
    last_day = None if days is None else today + datetime.timedelta(days)
    return Link((Result(at_level(guide.table, sheet, level), today, mark_of(guide), own_words),), last_day)


def make(guide: Guide, base: str, link: Link, *, purpose: str = SHARED) -> Made:
    """Seal a link. `base` is what its addresses start with."""
    token = make_link(guide.sealer, lambda mark: rules_of(guide, mark), link, purpose=purpose)
    kept = managed(link, link_id(token), purpose=purpose)
    address = f"{base}/{_PATHS[purpose]}/{token}{for_link(guide.language)}"
    private = f"{base}/manage/{seal_managed(guide.sealer, kept)}?{PARAMETER}={guide.language}"
    return Made(link, kept.kind, address, private)


def qr_image(address: str, described: str) -> Markup:
    """The address as an image for a phone's camera: black on white, with a quiet edge, in both schemes."""
    code = segno.make(address, error="m")
    source = code.svg_data_uri(scale=_QR_SCALE, border=_QR_BORDER, dark="#000", light="#fff")
    return Markup(f'<img class="qr" src="{escape(source)}" alt="{escape(described)}">')

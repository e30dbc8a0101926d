"""A link that was just created: its address, and the private address at which its owner can revoke it."""

import datetime
from dataclasses import dataclass

import segno
from markupsafe import Markup, escape

from recommender import AnswerSheet
from web.guide.edition import Edition
from web.guide.languages import PARAMETER, for_link
from web.links.disclosure import disclose
from web.links.link import INVITATION, SHARED, Link, Result, link_id, seal_link
from web.links.owner_page import owned_link, seal_owner_page
from web.links.releases import rules_of
from web.services.services import Services
from web.watching.figures import LINKS_CREATED

_PATHS = {SHARED: "s", INVITATION: "i"}
_QR_BORDER, _QR_SCALE = 4, 4


@dataclass(frozen=True, slots=True)
class CreatedLink:
    """A link with both of its addresses. `kind` is one of manage.KINDS."""

    link: Link
    kind: str
    address: str
    manage: str


def result_link(
    edition: Edition, sheet: AnswerSheet, level: str, days: int | None, *, today: datetime.date, own_words: str = ""
) -> Link:
    """A link to the result of a sheet without flags, at this level and for so many days."""
    last_day = None if days is None else today + datetime.timedelta(days)
    return Link((Result(disclose(edition.table, sheet, level), today, edition.id, own_words),), last_day)


def create_link(edition: Edition, services: Services, base: str, link: Link, *, purpose: str = SHARED) -> CreatedLink:
    """Seal a link. `base` is what its addresses start with."""
    token = seal_link(services.sealer, lambda wanted: rules_of(edition, wanted), link, purpose=purpose)
    kept = owned_link(link, link_id(token), purpose=purpose)
    address = f"{base}/{_PATHS[purpose]}/{token}{for_link(edition.language)}"
    LINKS_CREATED.labels(purpose).inc()
    private = f"{base}/manage/{seal_owner_page(services.sealer, kept)}?{PARAMETER}={edition.language}"
    return CreatedLink(link, kept.kind, address, private)


def qr_image(address: str, described: str) -> Markup:
    """The address as an image for a phone's camera: black on white, with a quiet edge, in both schemes."""
    code = segno.make(address, error="m")
    source = code.svg_data_uri(scale=_QR_SCALE, border=_QR_BORDER, dark="#000", light="#fff")
    return Markup(f'<img class="qr" src="{escape(source)}" alt="{escape(described)}">')

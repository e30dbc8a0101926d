"""The private address that comes with each link: the owner of the link can see what it shows there, and revoke it.

It holds no link and no answer, and no server keeps a record of it: what it says of the link is sealed in itself.
"""

import datetime
from dataclasses import dataclass

from recommender.core.errors import DamagedLink, DatabaseUnavailable
from web.links.days import DAY_BYTES, FOR_EVER, pack_date, pack_days, unpack_date, unpack_days
from web.links.disclosure import DISCLOSURE_LEVELS, disclosure_of
from web.links.link import ID_BYTES, INVITATION, Link
from web.links.token_search import open_found
from web.services.revocations import Revocations
from web.services.sealing import Sealer

KINDS = (*DISCLOSURE_LEVELS, "joint", INVITATION)
"""What kinds of link there are to manage."""

_PURPOSE = "manage a link"


class NotRevoked(DatabaseUnavailable):
    """A link that its owner wanted to revoke, and that goes on: the database took nothing."""


@dataclass(frozen=True, slots=True)
class OwnedLink:
    """A link as its owner sees it: its id, one of KINDS, the day it was created, and its last day or None."""

    link: bytes
    kind: str
    created: datetime.date
    last_day: datetime.date | None


def owned_link(link: Link, link_id: bytes, *, purpose: str) -> OwnedLink:
    """A link of this id and purpose, to be managed by its owner."""
    kind = disclosure_of(link.results[0].content) if len(link.results) == 1 else "joint"
    return OwnedLink(link_id, INVITATION if purpose == INVITATION else kind, link.results[-1].created, link.last_day)


def seal_owner_page(sealer: Sealer, link: OwnedLink) -> str:
    """The token of the private address."""
    days = FOR_EVER if link.last_day is None else (link.last_day - link.created).days
    content = bytes([KINDS.index(link.kind)]) + pack_date(link.created) + pack_days(days) + link.link
    return sealer.seal(content, purpose=_PURPOSE)


def open_owner_page(sealer: Sealer, text: str) -> OwnedLink:
    """The link that a private address is for. Raises DamagedLink. It opens after the link's last day too."""
    content = open_found(sealer, text, purpose=_PURPOSE)
    start = 1 + 2 * DAY_BYTES
    if len(content) != start + ID_BYTES or content[0] >= len(KINDS):
        raise DamagedLink("The address names no link.")
    created, days = unpack_date(content[1 : 1 + DAY_BYTES]), unpack_days(content[1 + DAY_BYTES : start])
    last_day = None if days == FOR_EVER else created + datetime.timedelta(days)
    return OwnedLink(content[start:], KINDS[content[0]], created, last_day)


def revoke(revocations: Revocations, link: OwnedLink, *, today: datetime.date) -> None:
    """Revoke a link, which may be revoked already. Raises NotRevoked."""
    try:
        revocations.revoke(link.link, link.last_day, today=today)
    except DatabaseUnavailable:
        raise NotRevoked("The link was not revoked.") from None

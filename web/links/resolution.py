"""Opening a link that somebody sent us: the same few steps for every route, in the same order, each with its error."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from recommender.core.errors import DamagedLink, LinkError, RevokedLink, TooManyTries
from web.guide.edition import Guide, today
from web.links.link import INVITATION, SHARED, Link, link_id, open_link
from web.links.releases import Edition, find_edition, rules_of

_LOG = logging.getLogger("coach-or-mentor")
_HASH_LETTERS = 8

SENTENCE_ENDS = ".,;:!?)]}>'\""
"""What a link may have picked up from the sentence it stood in."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that opened: its token, what it holds, and the edition of each of its results."""

    token: str
    link: Link
    editions: tuple[Edition, ...]


def open_shared(guide: Guide, token: str, client: str) -> Opened:
    """A link that shows something to whoever has it. Raises LinkError; `client` is the address that asks."""
    return guarded(guide, token, client, lambda: _opened(guide, token, SHARED))


def open_invitation(guide: Guide, token: str, client: str) -> Opened:
    """A leader's invitation. Raises LinkError. What it holds is for a joint link, and for nobody to see before."""
    return guarded(guide, token, client, lambda: _opened(guide, token, INVITATION))


def guarded(guide: Guide, token: str, client: str, opening: Callable[[], T]) -> T:
    """What `opening` makes of a token, unless too many from this client did not open. Logs a short hash, no more."""
    limiter = guide.sharing.limiter
    try:
        if limiter.is_over(client):
            raise TooManyTries("Too many links from here did not open.")
        return opening()
    except LinkError as error:
        if isinstance(error, DamagedLink):
            limiter.count(client)
        short = hashlib.sha256(token.encode(errors="replace")).hexdigest()[:_HASH_LETTERS]
        _LOG.info("A link did not open: %s, hash %s", type(error).__name__, short)
        raise


def _opened(guide: Guide, token: str, purpose: str) -> Opened:
    link = open_link(guide.sealer, lambda mark: rules_of(guide, mark), token, today=today(), purpose=purpose)
    if guide.sharing.revocations.any_revoked([link_id(token), *filter(None, [link.invitation])]):
        raise RevokedLink("Whoever made the link has stopped it.")
    return Opened(token, link, tuple(find_edition(guide, result.mark) for result in link.results))

"""Link resolution: the same few steps for every route that is sent a link, in the same order, each with its error."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from recommender.core.errors import LinkError, RevokedLink
from web.guide.edition import Edition
from web.links.link import INVITATION, SHARED, Link, link_id, open_link
from web.links.releases import FoundEdition, find_edition, rules_of
from web.links.token_search import find_token
from web.services.clock import today
from web.services.services import Services
from web.watching.events import LINK_REFUSED, log_event
from web.watching.figures import LINKS_OPENED, LINKS_REFUSED

_HASH_LETTERS = 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """A link that opened: its token, what it holds, and the edition that each of its results was created under."""

    token: str
    link: Link
    found: tuple[FoundEdition, ...]


def resolve_shared(edition: Edition, services: Services, text: str) -> ResolvedLink:
    """A link that shows something to anyone who has it, in its address or any text. Raises LinkError."""
    return logged(SHARED, text, lambda: _resolved(edition, services, text, SHARED))


def resolve_invitation(edition: Edition, services: Services, text: str) -> ResolvedLink:
    """A leader's invitation. Raises LinkError. What it holds is for a shared view of two, and for nobody before."""
    return logged(INVITATION, text, lambda: _resolved(edition, services, text, INVITATION))


def logged(kind: str, text: str, opening: Callable[[], T]) -> T:
    """What `opening` returns, counted by kind. Where it fails, a short hash of the text is logged, and no more."""
    try:
        opened = opening()
    except LinkError as error:
        short = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:_HASH_LETTERS]
        reason = type(error).__name__
        log_event(LINK_REFUSED, {"reason": reason, "hash": short})
        LINKS_REFUSED.labels(kind, reason).inc()
        raise
    LINKS_OPENED.labels(kind).inc()
    return opened


def _resolved(edition: Edition, services: Services, text: str, purpose: str) -> ResolvedLink:
    token = find_token(services.sealer, text, purpose=purpose)
    link = open_link(services.sealer, lambda wanted: rules_of(edition, wanted), token, today=today(), purpose=purpose)
    if services.revocations.any_revoked([link_id(token), *filter(None, [link.invitation])]):
        raise RevokedLink("The person who created the link has revoked it.")
    return ResolvedLink(token, link, tuple(find_edition(edition, result.edition_id) for result in link.results))

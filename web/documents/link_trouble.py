"""Why a link does not open: the texts, the status, and the page or the data that says so."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from recommender.core.errors import DatabaseUnavailable, ExpiredLink, LinkError, RevokedLink, UnknownRules
from web.documents.pages import message_document
from web.guide.edition import Edition
from web.links.journey_address import ClearedAnswers
from web.links.owner_page import NotRevoked


class ServerBusy(LinkError):
    """So many links are being opened that this one would have to wait for too long."""


_KINDS: Mapping[type[LinkError], tuple[str, int]] = {
    ExpiredLink: ("expired", 410),
    RevokedLink: ("revoked", 410),
    ClearedAnswers: ("cleared", 410),
    UnknownRules: ("rules", 404),
    DatabaseUnavailable: ("away", 503),
    NotRevoked: ("not-stopped", 503),
    ServerBusy: ("busy", 503),
}
"""The texts and the status for each reason why a link does not open; any other link is damaged, with 404."""


def status_of(error: LinkError) -> int:
    """The HTTP status of this error."""
    return _kind(error)[1]


def text_of(edition: Edition, error: LinkError) -> str:
    """A sentence or two that say why the link does not open, and what to do."""
    return edition.say(f"error.{_kind(error)[0]}.text", **_values(error))


def trouble_page(edition: Edition, error: LinkError, *, root: str, answers_form: bool = False) -> str:
    """The page for a link that does not open."""
    return _page(edition, _kind(error)[0], root, answers_form, tuple(_values(error).items()))


def trouble_as_data(edition: Edition, error: LinkError) -> dict[str, Any]:
    """The same as data."""
    kind = _kind(error)[0]
    return {"error": kind, "title": edition.say(f"error.{kind}.title"), "text": text_of(edition, error)}


@lru_cache(maxsize=64)
def _page(edition: Edition, kind: str, root: str, answers_form: bool, values: tuple[tuple[str, str], ...]) -> str:
    """Cached, so that a sender of many bad links causes little work."""
    return message_document(edition, f"error.{kind}", root=root, answers_form=answers_form, **dict(values))


def _kind(error: LinkError) -> tuple[str, int]:
    return _KINDS.get(type(error), ("damaged", 404))


def _values(error: LinkError) -> dict[str, str]:
    return {"version": error.version} if isinstance(error, UnknownRules) else {}

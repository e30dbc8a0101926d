"""A journey in the page's address: sealed for DAYS_KEPT days, and closed once its answers were cleared.

Reloading the page, going Back or meeting another server loses nothing. What was ticked on the screening page is not in
it: that is kept in the session, and is asked again where the session is gone.
"""

import datetime
import hashlib
from collections.abc import Mapping

from recommender import NOT_SURE, VIEWS, RuleBase
from recommender.core.errors import DamagedLink, DatabaseUnavailable, ExpiredLink, LinkError, RevokedLink
from web.guide.edition_id import HEADER_BYTES, pack_rules
from web.links.codec import check_rules, pack_answers, unpack_answers
from web.links.days import DAY_BYTES, pack_date, unpack_date
from web.links.journey import ID_BYTES, Journey, places
from web.links.token_search import open_found
from web.services.sealing import Sealer
from web.services.services import Services
from web.watching.figures import JOURNEYS_REFUSED

DAYS_KEPT = 30
"""For how many days after its last step a journey's address can be opened."""

BEGINNINGS = ("at", "view")
"""The parts of an address that say where the guide begins: a sealed journey, or the view of a new one."""

TEAM, DESK = "team", "desk"
"""What an address has in the place of a view, where it leads to the page for a whole team, or to the author's desk."""

INVITED = "from"
"""The part of an address that holds the invitation by which somebody came, for the whole of the journey."""

_PURPOSE = "unfinished guide"


class ClearedAnswers(RevokedLink):
    """A journey whose answers the user has cleared."""


def seal_journey(sealer: Sealer, rules: RuleBase, journey: Journey, *, today: datetime.date) -> str:
    """The journey as a token for the address, good for DAYS_KEPT days."""
    place = places(rules, journey.view).index(journey.step) << 1 | journey.changing
    seen = sum(1 << number for number, q in enumerate(rules.questions) if q.id in journey.answers)
    heading = pack_date(today) + bytes([place]) + seen.to_bytes(_seen_bytes(rules), "big")
    content = pack_rules(rules) + heading + journey.id + pack_answers(rules, journey.view, journey.answers)
    return sealer.seal(content, purpose=_PURPOSE)


def resolve_journey(
    services: Services,
    rules: RuleBase,
    text: str,
    *,
    today: datetime.date,
) -> Journey:
    """The journey in a token or in a text with one. There is no other way to open a journey.

    Raises DamagedLink, ExpiredLink or UnknownRules, and ClearedAnswers once its answers were cleared. Where the
    database does not answer, the guide goes on.
    """
    try:
        journey = _open(services.sealer, rules, text, today=today)
    except LinkError as error:
        JOURNEYS_REFUSED.labels(type(error).__name__).inc()
        raise
    if is_cleared(services, journey):
        raise ClearedAnswers("The answers at this address were cleared.")
    return journey


def is_cleared(services: Services, journey: Journey) -> bool:
    """Whether the answers of a journey were cleared, as far as the database says it."""
    try:
        return services.revocations.any_revoked([clearing_id(journey)])
    except DatabaseUnavailable:
        return False


def journey_at(
    services: Services,
    rules: RuleBase,
    query: Mapping[str, str],
    *,
    today: datetime.date,
) -> Journey | None:
    """The journey of an address with this query, or None where it begins none. Raises as resolve_journey does."""
    if token := query.get("at"):
        return resolve_journey(services, rules, token, today=today)
    view = query.get("view", "")
    return Journey(view) if view in VIEWS else None


def is_team(query: Mapping[str, str]) -> bool:
    """Whether an address with this query leads to the page for a whole team."""
    return query.get("view") == TEAM and not query.get("at")


def is_desk(query: Mapping[str, str]) -> bool:
    """Whether an address with this query leads to the author's desk, where there is one."""
    return query.get("view") == DESK and not query.get("at")


def without_others(query: Mapping[str, str]) -> dict[str, str]:
    """The parts of an address that are ours: any other, such as one that a newsletter adds, changes nothing."""
    return {name: query[name] for name in (*BEGINNINGS, INVITED) if name in query}


def clearing_id(journey: Journey) -> bytes:
    """What a journey is known by once it is cleared: a hash, from which nobody can find anything in it."""
    return hashlib.sha256(b"journey" + journey.id).digest()[:16]


def kept_until(today: datetime.date) -> datetime.date:
    """The last day on which any address of a journey could be opened whose last step was today."""
    return today + datetime.timedelta(DAYS_KEPT)


def _seen_bytes(rules: RuleBase) -> int:
    """One bit a question: whether it was answered at all, be it with "not sure"."""
    return (len(rules.questions) + 7) // 8


def _open(sealer: Sealer, rules: RuleBase, text: str, *, today: datetime.date) -> Journey:
    """The journey in a token. Raises DamagedLink, ExpiredLink or UnknownRules."""
    content = open_found(sealer, text, purpose=_PURPOSE)
    sealed, rest = content[HEADER_BYTES : HEADER_BYTES + DAY_BYTES], content[HEADER_BYTES + DAY_BYTES :]
    if today > unpack_date(sealed) + datetime.timedelta(DAYS_KEPT):
        raise ExpiredLink(f"The address was good for {DAYS_KEPT} days.")
    check_rules(content, rules)
    end = 1 + _seen_bytes(rules)
    if len(rest) < end + ID_BYTES:
        raise DamagedLink("The address is too short.")
    view, given = unpack_answers(rules, rest[end + ID_BYTES :])
    order = places(rules, view)
    if rest[0] >> 1 >= len(order):
        raise DamagedLink("The address names no step.")
    seen = int.from_bytes(rest[1:end], "big")
    answers = {q.id: given.get(q.id, NOT_SURE) for number, q in enumerate(rules.questions) if seen >> number & 1}
    return Journey(view, order[rest[0] >> 1], answers, bool(rest[0] & 1), rest[end : end + ID_BYTES])

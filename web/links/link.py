"""Links: one result, or a leader's and the person's own together, as a sealed token with a last day."""

import datetime
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from recommender import AnswerSheet, RuleBase
from recommender.core.errors import DamagedLink, ExpiredLink
from web.guide.edition_id import EDITION_ID_BYTES
from web.guide.own_words import accepted
from web.links.codec import (
    answer_bytes,
    pack_answers,
    pack_verdict,
    pack_weighing,
    unpack_answers,
    unpack_verdict,
    unpack_weighing,
)
from web.links.days import DAY_BYTES, FOR_EVER, pack_date, pack_days, unpack_date, unpack_days
from web.links.disclosure import DISCLOSURE_LEVELS, Content, Verdict, Weighing, disclosure_of
from web.services.sealing import Sealer

DAYS: Mapping[str, int | None] = MappingProxyType({"7": 7, "30": 30, "90": 90, "never": None})
"""For how many days a link may open, by how that is named. None: it has no last day."""

DAYS_OPEN = 30
SHARED, INVITATION = "shared result", "invitation"
"""What a token can be sealed for: to be shown to anyone who has it, or to be answered by the person it is about."""

ID_BYTES = 16
_JOINT = len(DISCLOSURE_LEVELS)
_OWN_WORDS = 0x80
"""The bit of a link's kind that says that its owner's words come before what it shows."""

_KINDS = {*range(_JOINT + 1), *(level | _OWN_WORDS for level in range(_JOINT))}
"""What the first byte of a link may be. A joint link holds no words of anybody's own."""

_LENGTH_BYTES = 2
_START = 1 + EDITION_ID_BYTES + 2 * DAY_BYTES

FindRules = Callable[[bytes], RuleBase]
"""The rules of the edition with this id. Raises UnknownRules where there are none here."""


@dataclass(frozen=True, slots=True)
class Result:
    """One result in a link: what it shows, the day it was created, and the id of the edition that it was created under.

    `own_words` is a clean line of its owner's about what the help is for, where its owner wants it to be seen, or "".
    """

    content: Content
    created: datetime.date
    edition_id: bytes
    own_words: str = ""

    @property
    def view(self) -> str:
        return self.content.view


@dataclass(frozen=True, slots=True)
class Link:
    """What a link holds. `last_day` is the last on which it opens, or None for always.

    A joint link has two results, the leader's and the person's own, both with answers, and the id of the `invitation`
    that they came from. Flags are never in a link.
    """

    results: tuple[Result, ...]
    last_day: datetime.date | None
    invitation: bytes = b""


def link_id(token: str) -> bytes:
    """What a link is known by where it was stopped: a hash, from which nobody can find the link."""
    return hashlib.sha256(token.encode()).digest()[:ID_BYTES]


def seal_link(sealer: Sealer, rules: FindRules, link: Link, *, purpose: str = SHARED) -> str:
    """The token of a link, of one result or of two."""
    first, *others = link.results
    days = FOR_EVER if link.last_day is None else (link.last_day - first.created).days
    kind = _JOINT if others else DISCLOSURE_LEVELS.index(disclosure_of(first.content))
    own = b"" if others else first.own_words.encode()
    content = bytes([kind | (_OWN_WORDS if own else 0)]) + first.edition_id + pack_date(first.created) + pack_days(days)
    if own:
        content += len(own).to_bytes(_LENGTH_BYTES, "big") + own
    for other in others:
        content += other.edition_id + pack_date(other.created)
    bodies = (_body(rules(result.edition_id), result.content) for result in link.results)
    return sealer.seal(content + link.invitation + b"".join(bodies), purpose=purpose)


def open_link(sealer: Sealer, rules: FindRules, token: str, *, today: datetime.date, purpose: str = SHARED) -> Link:
    """What a token holds. Raises DamagedLink, ExpiredLink or UnknownRules, looked for in this order."""
    content = sealer.open(token, purpose=purpose)
    if len(content) < _START or content[0] not in _KINDS:
        raise DamagedLink("The link is of no kind that is known here.")
    kind, edition_id, rest = content[0] & ~_OWN_WORDS, content[1 : 1 + EDITION_ID_BYTES], content[_START:]
    created = unpack_date(content[1 + EDITION_ID_BYTES : _START - DAY_BYTES])
    days = unpack_days(content[_START - DAY_BYTES : _START])
    last_day = None if days == FOR_EVER else created + datetime.timedelta(days)
    if last_day and today > last_day:
        raise ExpiredLink(f"The link opened until {last_day}.")
    if kind == _JOINT:
        return _joint(rules, edition_id, created, last_day, rest)
    own, rest = _own_words(rest) if content[0] & _OWN_WORDS else ("", rest)
    return Link(
        (Result(_content(rules(edition_id), DISCLOSURE_LEVELS[kind], rest), created, edition_id, own),), last_day
    )


def _own_words(rest: bytes) -> tuple[str, bytes]:
    """The owner's words at the start of these bytes, and the bytes after them."""
    end = _LENGTH_BYTES + int.from_bytes(rest[:_LENGTH_BYTES], "big")
    try:
        line = rest[_LENGTH_BYTES:end].decode()
    except UnicodeDecodeError:
        raise DamagedLink("The words in the link cannot be read.") from None
    if not line or line != accepted(line):
        raise DamagedLink("The words in the link are not a line of words.")
    return line, rest[end:]


def _joint(
    rules: FindRules, edition_id: bytes, created: datetime.date, last_day: datetime.date | None, rest: bytes
) -> Link:
    start = EDITION_ID_BYTES + DAY_BYTES + ID_BYTES
    if len(rest) < start:
        raise DamagedLink("The link is too short.")
    other, other_created = rest[:EDITION_ID_BYTES], unpack_date(rest[EDITION_ID_BYTES : EDITION_ID_BYTES + DAY_BYTES])
    split = start + answer_bytes(rules(edition_id))
    first = Result(_content(rules(edition_id), "answers", rest[start:split]), created, edition_id)
    second = Result(_content(rules(other), "answers", rest[split:]), other_created, other)
    return Link((first, second), last_day, rest[start - ID_BYTES : start])


def _body(rules: RuleBase, content: Content) -> bytes:
    if isinstance(content, Verdict):
        return pack_verdict(rules, content)
    if isinstance(content, Weighing):
        return pack_weighing(rules, content)
    return pack_answers(rules, content.view, content.answers)


def _content(rules: RuleBase, level: str, packed: bytes) -> Content:
    if level == "result":
        return unpack_verdict(rules, packed)
    return unpack_weighing(rules, packed) if level == "reasons" else AnswerSheet(*unpack_answers(rules, packed))

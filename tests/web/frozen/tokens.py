"""Tokens of every kind, sealed once for each release and kept: what was handed out once must open for good.

`python -m tests.web.frozen.tokens` adds those of the rules that are released and have none yet. It changes none.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from recommender import AnswerSheet
from tests.web.loaded import EDITION, SERVICES
from web.guide.edition import Edition
from web.links.created import result_link
from web.links.disclosure import DISCLOSURE_LEVELS
from web.links.invitations import invitation, reply
from web.links.journey import Journey
from web.links.journey_address import resolve_journey, seal_journey
from web.links.link import DAYS, INVITATION, SHARED, Link, link_id, open_link, seal_link
from web.links.owner_page import open_owner_page, owned_link, seal_owner_page
from web.links.releases import RELEASED, FoundEdition, released_edition, rules_of
from web.links.resolution import ResolvedLink

FILE = Path(__file__).parent / "tokens.json"
DAY = datetime.date(2026, 11, 29)
JOURNEY, OWNER = "journey", "owner"
OWN, LEADERS = (
    AnswerSheet("self", {"goal": "role", "block": "insight", "experience": "never"}),
    AnswerSheet("leader", {"goal": "habit", "experience": "years", "ideas": "plenty"}),
)


def kept() -> list[dict[str, Any]]:
    """The tokens in the file, each with its version, its kind, and what it holds."""
    tokens: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return tokens


def held(kind: str, token: str) -> Any:
    """What a token of this kind holds, as it opens today. Raises LinkError."""
    if kind == JOURNEY:
        return _plain(resolve_journey(SERVICES, EDITION.rules, token, today=DAY))
    if kind == OWNER:
        return _plain(open_owner_page(SERVICES.sealer, token))
    find = lambda wanted: rules_of(EDITION, wanted)  # noqa: E731
    return _plain(open_link(SERVICES.sealer, find, token, today=DAY, purpose=kind))


def _plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses by their fields, days as text, bytes as hexadecimal digits."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple | frozenset):
        return [_plain(one) for one in value]
    return dict(value) if hasattr(value, "items") else str(value) if isinstance(value, datetime.date) else value


def _sealed(edition: Edition) -> Iterator[tuple[str, str]]:
    """Tokens of every kind under this edition: each kind, and the token."""
    for sheet in (OWN, LEADERS):
        for level in DISCLOSURE_LEVELS:
            for days in DAYS.values():
                yield SHARED, _link(result_link(edition, sheet, level, days, today=DAY))
        yield SHARED, _link(result_link(edition, sheet, "result", None, today=DAY, own_words="Für später: 50 % mehr"))
    asked = invitation(edition, LEADERS, today=DAY)
    token = _link(asked, INVITATION)
    yield INVITATION, token
    invited = ResolvedLink(token, asked, (FoundEdition(edition, exact=True),))
    joint = reply(edition, invited, OWN, today=DAY)
    yield SHARED, (both := _link(joint))
    for link, name, purpose in ((asked, token, INVITATION), (joint, both, SHARED)):
        yield OWNER, seal_owner_page(SERVICES.sealer, owned_link(link, link_id(name), purpose=purpose))
    if edition.rules.version == EDITION.rules.version:
        for journey in (Journey("self"), Journey("leader", "result", LEADERS.answers, changing=True)):
            yield JOURNEY, seal_journey(SERVICES.sealer, edition.rules, journey, today=DAY)


def _link(link: Link, purpose: str = SHARED) -> str:
    return seal_link(SERVICES.sealer, lambda wanted: rules_of(EDITION, wanted), link, purpose=purpose)


def main() -> None:
    tokens = kept() if FILE.exists() else []
    for file in sorted((EDITION.folder / RELEASED).glob("*.json")):
        if file.stem not in {one["version"] for one in tokens}:
            tokens += [
                {"version": file.stem, "kind": kind, "token": token, "holds": held(kind, token)}
                for kind, token in _sealed(released_edition(EDITION, file))
            ]
    FILE.write_text(json.dumps(tokens, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

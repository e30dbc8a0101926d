"""Links of the tests: to the shipped rules, sealed with the key of the tests' services."""

import datetime

from recommender import AnswerSheet, RuleBase, tabulate
from recommender.core.errors import UnknownRules
from tests.web.conftest import TODAY
from tests.web.loaded import RULES, SERVICES
from web.guide.edition_id import EDITION_ID_BYTES, pack_rules, version_in
from web.links.disclosure import disclose
from web.links.link import SHARED, FindRules, Link, Result, open_link, seal_link
from web.services.sealing import Sealer

TABLE = tabulate(RULES)
SEALER = SERVICES.sealer
EDITION_ID = pack_rules(RULES) + b"word"
OWN_FLAG, OWN_START = 0x80, 1 + EDITION_ID_BYTES + 4
ANSWERS = AnswerSheet("self", {"goal": "habit", "experience": "years", "ideas": "plenty"})


def find(edition_id: bytes) -> RuleBase:
    """The shipped rules, for ids that name them."""
    if edition_id[: -len(b"word")] != pack_rules(RULES):
        raise UnknownRules(version_in(edition_id))
    return RULES


def link_to(
    sheet: AnswerSheet, level: str = "answers", *, days: int | None = 30, created: datetime.date = TODAY
) -> Link:
    last_day = None if days is None else created + datetime.timedelta(days)
    return Link((Result(disclose(TABLE, sheet, level), created, EDITION_ID),), last_day)


def token_for(link: Link, *, sealer: Sealer = SEALER, rules: FindRules = find, purpose: str = SHARED) -> str:
    return seal_link(sealer, rules, link, purpose=purpose)


def opened(token: str, *, today: datetime.date = TODAY, sealer: Sealer = SEALER, purpose: str = SHARED) -> Link:
    return open_link(sealer, find, token, today=today, purpose=purpose)

"""Links of the tests: to the shipped rules, sealed with the key of the tests' services."""

import datetime

from recommender import AnswerSheet, RuleBase, tabulate
from recommender.core.errors import UnknownRules
from tests.web.conftest import TODAY
from tests.web.loaded import RULES, SERVICES
from web.guide.edition_id import pack_rules, version_in
from web.links.disclosure import disclose
from web.links.link import SHARED, FindRules, Link, Result, seal_link
from web.services.sealing import Sealer

TABLE = tabulate(RULES)
SEALER = SERVICES.sealer
EDITION_ID = pack_rules(RULES) + b"word"
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

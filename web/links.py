"""Links: a result as a sealed token that says what was answered, when, and until when it opens."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from recommender import RuleBase
from recommender.errors import DamagedLink, ExpiredLink
from web.days import DAY_BYTES, FOR_EVER, pack_date, pack_days, unpack_date, unpack_days
from web.packing import HEADER_BYTES, check_rules, pack_answers, pack_rules, unpack_answers
from web.seal import Sealer

DAYS_OPEN = 30
_PURPOSE = "shared result"


@dataclass(frozen=True, slots=True)
class SharedResult:
    """What a link holds. `last_day` is the last on which it opens, or None for always. Ticks are never in it."""

    view: str
    answers: Mapping[str, str]
    made: datetime.date
    last_day: datetime.date | None


def make_link(sealer: Sealer, rules: RuleBase, result: SharedResult) -> str:
    """The token of a link to this result."""
    days = FOR_EVER if result.last_day is None else (result.last_day - result.made).days
    dates = pack_date(result.made) + pack_days(days)
    content = pack_rules(rules) + dates + pack_answers(rules, result.view, result.answers)
    return sealer.seal(content, purpose=_PURPOSE)


def open_link(sealer: Sealer, rules: RuleBase, token: str, *, today: datetime.date) -> SharedResult:
    """The result in a token. Raises DamagedLink, ExpiredLink or UnknownRules, looked for in this order."""
    content = sealer.open(token, purpose=_PURPOSE)
    end = HEADER_BYTES + 2 * DAY_BYTES
    if len(content) < end:
        raise DamagedLink("The link is too short.")
    made = unpack_date(content[HEADER_BYTES : end - DAY_BYTES])
    days = unpack_days(content[end - DAY_BYTES : end])
    last_day = None if days == FOR_EVER else made + datetime.timedelta(days)
    if last_day and today > last_day:
        raise ExpiredLink(f"The link opened until {last_day}.")
    check_rules(content, rules)
    view, given = unpack_answers(rules, content[end:])
    return SharedResult(view, given, made, last_day)

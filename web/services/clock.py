"""Today, and whether the clock of this machine can be believed."""

import datetime

from recommender.core.errors import InvalidSetting

DAYS_AHEAD = 31
"""By so many days rules may be dated ahead: a version is made before it is put on a server."""

YEARS_BEHIND = 30


def today() -> datetime.date:
    """Today in UTC, the same in every time zone that a server may run in."""
    return datetime.datetime.now(datetime.UTC).date()


def check_clock(dated: datetime.date) -> None:
    """Raise InvalidSetting where the clock is plainly wrong, as the day says on which the rules were last changed.

    Links would have expired before they are sent, or would never expire.
    """
    day, since = today(), dated - datetime.timedelta(DAYS_AHEAD)
    if not since <= day <= dated + datetime.timedelta(YEARS_BEHIND * 365):
        raise InvalidSetting(
            f"The clock of this machine says {day.isoformat()}, and the rules are dated {dated.isoformat()}: links "
            "would end on a wrong day. Set the clock, or the date in rules/rulebase.yaml."
        )

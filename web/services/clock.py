"""Today."""

import datetime


def today() -> datetime.date:
    """Today in UTC, the same in every time zone that a server may run in."""
    return datetime.datetime.now(datetime.UTC).date()

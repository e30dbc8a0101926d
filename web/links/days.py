"""Days in a token: counted from a first day, in two bytes."""

import datetime

FIRST_DAY = datetime.date(2026, 1, 1)
DAY_BYTES = 2
FOR_EVER = 0xFFFF
"""The number of days that means no last day."""


def pack_days(days: int) -> bytes:
    """A number of days, from 0 to FOR_EVER."""
    return days.to_bytes(DAY_BYTES, "big")


def pack_date(date: datetime.date) -> bytes:
    """A day, by its distance from the first."""
    return pack_days((date - FIRST_DAY).days)


def unpack_days(packed: bytes) -> int:
    """A number of days."""
    return int.from_bytes(packed, "big")


def unpack_date(packed: bytes) -> datetime.date:
    """A day."""
    return FIRST_DAY + datetime.timedelta(unpack_days(packed))

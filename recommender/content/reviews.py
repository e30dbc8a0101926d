"""When what was checked once is to be checked again: sources of the evidence register, and contacts."""

import datetime
from typing import Protocol

NOTICE = datetime.timedelta(60)
"""How long before its review date a source or a contact is named by the audit."""


class Reviewed(Protocol):
    """What is checked from time to time: the day of the last check, and the last day before it is due for review."""

    @property
    def checked(self) -> datetime.date: ...

    @property
    def review_by(self) -> datetime.date: ...


def is_due(item: Reviewed, day: datetime.date) -> bool:
    """Whether an item's review date has passed on this day."""
    return day > item.review_by


def is_due_soon(item: Reviewed, day: datetime.date) -> bool:
    """Whether an item is due for review on this day, or within NOTICE of it."""
    return is_due(item, day + NOTICE)

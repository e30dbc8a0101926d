"""Whom people can call or turn to when something else comes first, and where to see whether that is still so."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """A service, its telephone number as the words write it (or ""), and the page of whoever runs it.

    `as_of` is the day on which it was taken from our sources.
    """

    name: str
    number: str
    url: str
    as_of: datetime.date

"""The services that people can call or contact when something else comes first."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """A service, its telephone number as the words write it (or ""), and its own page.

    `as_of` is the day on which its details were last checked.
    """

    name: str
    number: str
    url: str
    as_of: datetime.date

"""The services that people can call or contact when something else comes first."""

import datetime
from dataclasses import dataclass, field

from recommender.core.errors import SourceLocation


@dataclass(frozen=True, slots=True)
class Contact:
    """A service, its telephone number as the words write it (or ""), and its own page.

    `checked` is the day on which its details were last checked, and `review_by` the day by which they should be again.
    """

    name: str
    number: str
    url: str
    checked: datetime.date
    review_by: datetime.date
    location: SourceLocation = field(compare=False)

"""Sources, as a document names them beside a sentence, and as it lists them at its end."""

import datetime
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from recommender.core.model import Evidence
from web.guide.edition import Edition


@dataclass(frozen=True, slots=True)
class Listed:
    """One source in the list, told with as little as will do: a document with all of it would be too large.

    `grades` are those that it is cited with. Where advice alone rests on it, they and `says` are "". `checked` is ""
    where that was on the usual day.
    """

    key: str
    grades: str
    cite: str
    url: str
    secondhand: bool
    says: str
    checked: str


def cited(evidence: Evidence | None) -> str:
    """Evidence as it is shown beside a sentence: R1, R2 (A)."""
    return f"{', '.join(evidence.keys)} ({evidence.grade})" if evidence else ""


def listed(edition: Edition, evidence: Iterable[Evidence], besides: Iterable[str] = ()) -> list[Listed]:
    """The sources of this evidence, and those with these keys `besides`, in the register's order."""
    grades: dict[str, set[str]] = {key: set() for key in besides}
    for one in evidence:
        for key in one.keys:
            grades.setdefault(key, set()).add(one.grade)
    usual = _usual_day(edition)
    return [
        Listed(
            key,
            ", ".join(sorted(grades[key])),
            source.cite,
            source.url,
            source.seen == "secondhand",
            source.says if grades[key] else "",
            edition.day(source.checked) if source.checked != usual else "",
        )
        for key, source in edition.wording.evidence.items()
        if key in grades
    ]


def usual_day(edition: Edition) -> str:
    """The day on which most sources of the register were last looked at, in words."""
    return edition.day(_usual_day(edition))


def _usual_day(edition: Edition) -> datetime.date:
    return statistics.mode(source.checked for source in edition.wording.evidence.values())

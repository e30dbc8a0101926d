"""Sources and contacts, as a document names them, and when they were checked and are to be checked again."""

import datetime
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from recommender.content.contacts import Contact
from recommender.content.reviews import Reviewed, is_due
from recommender.core.model import Evidence
from web.guide.edition import Edition
from web.services.clock import today


@dataclass(frozen=True, slots=True, eq=False)
class ContactsShown:
    """The services to call, and the oldest day on which any was checked. It is the same all day.

    `due` is the day since which some have been due for review, or "".
    """

    services: tuple[Contact, ...]
    checked: str
    due: str


@dataclass(frozen=True, slots=True)
class RulesShown:
    """The rules that a page rests on. Most of their sources were last checked on `usual_day`.

    `update` is the first day by which some source or contact is to be checked again.
    """

    version: str
    date: str
    usual_day: str
    update: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One source in the list, as briefly as possible: with everything, the document would be too large.

    `grades` are those that it is cited with. Where only advice rests on it, they and `says` are "". `checked` is ""
    where that was the usual day, and `due` is the day since which it has been due for review, or "".
    """

    key: str
    grades: str
    cite: str
    url: str
    secondhand: bool
    says: str
    checked: str
    due: str


def cited(evidence: Evidence | None) -> str:
    """Evidence as it is shown next to a sentence: R1, R2 (A)."""
    return f"{', '.join(evidence.keys)} ({evidence.grade})" if evidence else ""


def listed(edition: Edition, evidence: Iterable[Evidence], also: Iterable[str] = ()) -> list[Listed]:
    """The sources of this evidence, and those with the keys in `also`, in the register's order."""
    grades: dict[str, set[str]] = {key: set() for key in also}
    for one in evidence:
        for key in one.keys:
            grades.setdefault(key, set()).add(one.grade)
    day = today()
    return [_listed(edition, key, frozenset(grades[key]), day) for key in edition.wording.evidence if key in grades]


@lru_cache(maxsize=4096)
def _listed(edition: Edition, key: str, grades: frozenset[str], day: datetime.date) -> Listed:
    source = edition.wording.evidence[key]
    return Listed(
        key,
        ", ".join(sorted(grades)),
        source.cite,
        source.url,
        source.seen == "secondhand",
        source.says if grades else "",
        edition.day(source.checked) if source.checked != _usual_day(edition) else "",
        _due_since(edition, source, day),
    )


def contacts_shown(edition: Edition) -> ContactsShown:
    """The line about the contacts."""
    return _contacts_shown(edition, today())


@lru_cache(maxsize=64)
def _contacts_shown(edition: Edition, day: datetime.date) -> ContactsShown:
    first_due = min(edition.contacts, key=lambda contact: contact.review_by)
    checked = min(contact.checked for contact in edition.contacts)
    return ContactsShown(edition.contacts, edition.day(checked), _due_since(edition, first_due, day))


def due_since(edition: Edition, item: Reviewed) -> str:
    """The day since which a source or a contact has been due for review, in words; "" where it is not due today."""
    return _due_since(edition, item, today())


def _due_since(edition: Edition, item: Reviewed, day: datetime.date) -> str:
    return edition.day(item.review_by) if is_due(item, day) else ""


@lru_cache(maxsize=64)
def rules_shown(edition: Edition) -> RulesShown:
    """The lines about the rules and their sources."""
    reviewed: tuple[Reviewed, ...] = (*edition.wording.evidence.values(), *edition.contacts)
    return RulesShown(
        edition.rules.version,
        edition.day(edition.rules.date),
        edition.day(_usual_day(edition)),
        edition.day(min(item.review_by for item in reviewed)),
    )


@lru_cache(maxsize=64)
def _usual_day(edition: Edition) -> datetime.date:
    return statistics.mode(source.checked for source in edition.wording.evidence.values())

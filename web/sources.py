"""Sources, as a document names them beside a sentence, and as it lists them at its end."""

from collections.abc import Iterable
from dataclasses import dataclass

from recommender.model import Evidence
from web.guide import Guide


@dataclass(frozen=True, slots=True)
class Listed:
    """One source in the list. `grades` are those that it is cited with, or "" where advice alone rests on it."""

    key: str
    grades: str
    cite: str
    url: str
    secondhand: bool
    says: str
    checked: str


def cited(evidence: Evidence | None) -> str:
    """Evidence as it stands beside a sentence: R1, R2 (A)."""
    return f"{', '.join(evidence.keys)} ({evidence.grade})" if evidence else ""


def listed(guide: Guide, evidence: Iterable[Evidence], besides: Iterable[str] = ()) -> list[Listed]:
    """The sources of this evidence, and those with these keys `besides`, in the register's order."""
    grades: dict[str, set[str]] = {key: set() for key in besides}
    for one in evidence:
        for key in one.keys:
            grades.setdefault(key, set()).add(one.grade)
    return [
        Listed(
            key,
            ", ".join(sorted(grades[key])),
            source.cite,
            source.url,
            source.seen == "secondhand",
            source.says,
            guide.day(source.checked),
        )
        for key, source in guide.wording.evidence.items()
        if key in grades
    ]

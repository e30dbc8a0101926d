"""A finding of the audit."""

from collections.abc import Iterable
from dataclasses import dataclass

from recommender.core.errors import SourceLocation
from recommender.core.model import AnswerSheet

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its kind, the ids that it is about, its location in the rules, and a message.

    `example` is a sheet that shows it, if there is one. `because` is the explanation that the rules give for a warning.
    `hint` says what to do about a fault of the words, or is "".
    """

    severity: str
    kind: str
    at: tuple[str, ...]
    location: SourceLocation
    message: str
    example: AnswerSheet | None = None
    because: str = ""
    hint: str = ""


def new_findings(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings after a change that were not there before it, or were explained in the rules and are no more."""
    known = {_about(finding) for finding in before}
    return tuple(finding for finding in after if _about(finding) not in known)


def _about(finding: Finding) -> tuple[object, ...]:
    """What a finding says, wherever it stands: a fault of the words is about its file and its message."""
    named = finding.at or (finding.location.path, finding.message)
    return finding.severity, finding.kind, named, bool(finding.because)

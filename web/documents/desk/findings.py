"""What the audit finds in changed rules that it did not find before."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.analysis.finding import ERROR, Finding
from web.documents.desk.faults import RULES
from web.guide.edition import Edition, TemplateValues


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding: whether it is an error, its line in the editor (0 where it is in a file), its place, what to do."""

    title: str
    is_error: bool
    line: int
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class DeskFindings(TemplateValues):
    """The new findings."""

    template = "desk-findings.html"
    findings: Sequence[FindingShown]


def findings_shown(edition: Edition, findings: Sequence[Finding]) -> DeskFindings:
    """The findings, errors first, as the audit gives them."""
    return DeskFindings([_shown(edition, one) for one in findings])


def _shown(edition: Edition, found: Finding) -> FindingShown:
    is_error = found.severity == ERROR
    kind = edition.say("desk.audit-error" if is_error else "desk.audit-warning")
    title = f"{kind}. {' '.join((found.kind, *found.at))}"
    line = found.location.line if found.location.path == RULES else 0
    return FindingShown(title, is_error, line, str(found.location), found.message, found.hint)

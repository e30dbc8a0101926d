"""All possible answer sheets under one rule base: where they end, and what is wrong or odd about the rules."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from recommender.analysis.analyse import ViewAnalysis, analyse
from recommender.analysis.audit import audit
from recommender.analysis.due import ToReview
from recommender.analysis.finding import Finding
from recommender.cli.reports import analysis_as_text, audit_as_text
from recommender.content.words import EvidenceSource
from recommender.core.model import RuleBase
from recommender.core.tally import Table


@dataclass(frozen=True, slots=True, repr=False)
class RuleAudit:
    """Where all possible answer sheets end, by view, and the findings about the rules, errors first.

    Sheets are counted exactly, and without screening flags. `print` shows all of it.

    >>> import recommender
    >>> audit = recommender.load().audit()
    >>> list(audit.views)
    ['self', 'leader']
    >>> [finding.message for finding in audit.findings if finding.severity == "error"]
    []
    """

    rules: RuleBase
    views: Mapping[str, ViewAnalysis]
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        return f"{analysis_as_text(self.rules, list(self.views.values()))}\n{audit_as_text(self.findings)}"

    def __repr__(self) -> str:
        sheets = ", ".join(f"{view.sheets.sheets:,} sheets in the view {name}" for name, view in self.views.items())
        return f"<RuleAudit: rules {self.rules.version}; {sheets}; {len(self.findings)} findings>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def audit_of(table: Table, register: Mapping[str, EvidenceSource], today: datetime.date) -> RuleAudit:
    """The audit of a rule base whose evidence is in this register, its age counted from `today`."""
    views = {view.view: view for view in analyse(table)}
    return RuleAudit(table.rules, views, audit(table, ToReview(register), today=today))

"""All possible answers in Python: the counts and the findings, and as text."""

import datetime
from html import escape

import pytest

from recommender import VIEWS, Guide
from recommender.analysis.analyse import analyse
from recommender.cli.reports import analysis_as_text, audit_as_text
from recommender.face.rule_audit import RuleAudit


@pytest.fixture(scope="module")
def audited(guide: Guide) -> RuleAudit:
    return guide.audit(today=datetime.date(2026, 12, 1))


def test_the_audit_has_the_counts_of_each_view(guide: Guide, audited: RuleAudit) -> None:
    assert tuple(audited.views) == VIEWS
    assert tuple(audited.views.values()) == analyse(guide.table)


def test_the_audit_is_shown_as_the_command_line_prints_it(guide: Guide, audited: RuleAudit) -> None:
    counts = analysis_as_text(guide.rules, list(audited.views.values()))
    assert str(audited) == f"{counts}\n{audit_as_text(audited.findings)}"
    assert audited._repr_html_() == f"<pre>{escape(str(audited))}</pre>"


def test_the_audit_is_named_in_one_line(guide: Guide, audited: RuleAudit) -> None:
    sheets = f"{audited.views['self'].sheets.sheets:,} sheets in the view self, "
    assert repr(audited).startswith(f"<RuleAudit: rules {guide.rules.version}; {sheets}")
    assert repr(audited).endswith(f"; {len(audited.findings)} findings>")

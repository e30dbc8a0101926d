"""The audit of the changed rules, when it is asked for: what is odd in them, and which words they lack."""

import streamlit as st
from markupsafe import escape

from recommender import Table
from recommender.analysis.audit import audit
from recommender.analysis.due import ToReview
from recommender.analysis.finding import Finding, new_findings
from web.documents.desk.findings import findings_shown
from web.guide.edition import Edition
from web.services.clock import today
from web.ui.desk.draft import Draft
from web.ui.desk.kept import once
from web.ui.page import as_label, show_html, show_text

_CHECKED = "desk-checked"


def show(edition: Edition, draft: Draft) -> None:
    """The button, and what is new among the findings of this text once it was pressed for it."""
    show_html(f"<h2>{escape(edition.say('desk.audit'))}</h2>")
    show_text(edition.say("desk.audit-text"))
    working = st.empty()
    pressed = st.button(as_label(edition.say("desk.audit-button")), key="desk-check", disabled=draft.table is None)
    if draft.table and pressed:
        st.session_state[_CHECKED] = draft.text
    if draft.table and st.session_state.get(_CHECKED) == draft.text:
        table = draft.table
        working.html(f'<div class="doc"><p role="status">{escape(edition.say("desk.audit-working"))}</p></div>')
        found = once("findings", (draft.text, draft.unfit), lambda: _new_findings(edition, draft, table))
        working.empty()
        show_html(edition.render(findings_shown(edition, found)))


def _new_findings(edition: Edition, draft: Draft, table: Table) -> tuple[Finding, ...]:
    """Sources that are due for review are left out: no change of the rules makes them so."""
    before = once("audit", edition.rules.digest, lambda: audit(edition.table, ToReview(), today=today()))
    return new_findings(before, audit(table, ToReview(), draft.unfit, today=today()))

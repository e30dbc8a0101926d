"""The editor: the text of the rules, how it stands, and its faults, each with the way to its line."""

import streamlit as st
from markupsafe import escape

from web.documents.desk.faults import RULES, faults_shown
from web.documents.desk.summary import changed_lines
from web.guide.edition import Edition
from web.ui.desk import draft as drafts
from web.ui.desk.draft import Draft
from web.ui.page import as_label, show_html, show_text

_HEIGHT = 560


def show(edition: Edition, draft: Draft) -> None:
    """The text with its faults below, and the way back to the file."""
    show_html(f"<h2>{escape(edition.say('desk.text'))}</h2>")
    show_text(edition.say("desk.text-apply"), "soft small")
    show_html(f"<p data-say><strong>{escape(_status(edition, draft))}</strong></p>")
    faults = draft.faults or draft.unfit
    with st.container(key="desk-text"):
        lines = " ".join(str(fault.location.line) for fault in faults if fault.location.path == RULES)
        show_html(f'<div class="gutter" aria-hidden="true" data-gutter="{lines}"></div>')
        label = as_label(edition.say("desk.text-label"))
        st.text_area(label, key=drafts.FIELD, height=_HEIGHT, label_visibility="collapsed")
    if faults:
        show_html(f"<h3>{escape(edition.say('desk.faults'))}</h3>")
        show_text(edition.say("desk.faults-text" if draft.faults else "desk.unfit-text"))
        show_html(edition.render(faults_shown(faults)))
    with st.container(horizontal=True, key="desk-back"):
        if draft.changed:
            st.button(as_label(edition.say("desk.back")), on_click=drafts.put_back, key="desk-put-back")
        elif drafts.can_bring_back():
            st.button(as_label(edition.say("desk.undo")), on_click=drafts.bring_back, key="desk-bring-back")


def _status(edition: Edition, draft: Draft) -> str:
    if draft.faults:
        return edition.say("desk.status-faults", count=len(draft.faults))
    if draft.unfit:
        return edition.say("desk.status-unfit", count=len(draft.unfit))
    if not draft.changed:
        return edition.say("desk.status-same")
    return edition.say("desk.status-changed", count=changed_lines(draft.file, draft.text))

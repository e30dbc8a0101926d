"""The author's desk, from the sliders to what is taken along."""

import streamlit as st

from web.documents.pages import DeskStyle
from web.guide.edition import Edition
from web.ui.desk import check, editor, effects, people, take_along, weights
from web.ui.desk.draft import Draft, read_draft
from web.ui.page import show_alert, show_heading, show_text

STEP = "desk"


def show(edition: Edition) -> None:
    """The page. All that is changed on it is in this session alone."""
    st.html(f"<style>{edition.render(DeskStyle())}</style>")
    with st.container(key="desk"):
        show_heading(STEP, edition.say("desk.title"), edition.say("desk.lead"))
        show_text(edition.say("desk.only"), "soft")
        try:
            draft = read_draft(edition)
        except (OSError, UnicodeDecodeError):
            show_alert(edition.say("question.error"), edition.say("desk.no-file"))
            return
        _show_desk(edition, draft)


def _show_desk(edition: Edition, draft: Draft) -> None:
    ours, does = st.columns([6, 5], gap="large")
    with ours:
        weights.show(edition, draft)
        editor.show(edition, draft)
    with does:
        found = effects.show_shares(edition, draft)
    if found:
        effects.show_cases(edition, found)
    people.show(edition, draft)
    check.show(edition, draft)
    take_along.show(edition, draft, found)

"""The page for a whole team, from its template to what is taken along."""

import streamlit as st

from web.documents.pages import TeamStyle
from web.guide.edition import Edition
from web.ui.page import show_heading, show_text
from web.ui.team import faults, people_table, template, upload, whole

STEP = "team"


def show(edition: Edition) -> None:
    """The page. All that is about anybody is in this session alone, and goes with it."""
    st.html(f"<style>{edition.render(TeamStyle())}</style>")
    with st.container(key="team"):
        show_heading(STEP, edition.say("team.title"), edition.say("team.lead"))
        show_text(edition.say("start.fair-text"), "soft")
        with st.container(key="team-begin"):
            template.show(edition)
        upload.show_beginning(edition)
        scored = upload.show(edition)
        if scored is not None:
            faults.show(edition, scored)
            people_table.show(edition, scored)
            whole.show(edition, scored)

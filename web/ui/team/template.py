"""Where a team begins: who answers, and the template to fill in."""

import streamlit as st
from markupsafe import escape

from recommender.core.model import VIEWS
from recommender.people.template_file import csv_template, excel_template
from web.guide.edition import Edition
from web.ui.page import as_label, show_html, show_text
from web.ui.team import downloads


def show(edition: Edition) -> None:
    """Who is to answer, and the template for them in both kinds."""
    show_html(f"<h2>{escape(edition.say('team.template'))}</h2>")
    show_text(edition.say("team.template-text"))
    view = st.radio(
        as_label(edition.say("team.who")),
        VIEWS[::-1],
        format_func=lambda view: as_label(edition.say(f"team.who.{view}")),
        key="team-who",
    )
    files = {
        "excel": (view, lambda: excel_template(edition.rules, edition.wording, view)),
        "csv": (view, lambda: csv_template(edition.rules, edition.wording, view)),
    }
    downloads.show(edition, "template", files)

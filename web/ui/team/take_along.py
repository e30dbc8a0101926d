"""What is taken along: the results as a file in two kinds, and the picture as a report to print."""

import streamlit as st
from markupsafe import escape

from recommender.people.results_file import csv_results, excel_results
from recommender.people.score_people import ScoredPeople
from recommender.team.overview import TeamOverview
from web.documents.team_picture import team_picture, team_report
from web.documents.team_plan import PlanShown
from web.guide.edition import Edition
from web.services.clock import today
from web.ui.page import as_label, show_html, show_text
from web.ui.session import base_address
from web.ui.team.template import CSV, EXCEL

MOST_IN_EXCEL = 50_000
"""Rows of a workbook that is made while somebody waits: more would take too long."""

_HTML = "text/html"


def show(edition: Edition, scored: ScoredPeople, picture: TeamOverview, plan: PlanShown | None) -> None:
    """The buttons. A file is made when its button is pressed."""
    show_html(f"<h2>{escape(edition.say('team.take'))}</h2>")
    show_text(edition.say("team.take-text"))
    if len(scored.results) > MOST_IN_EXCEL:
        show_text(edition.say("team.take-large", most=MOST_IN_EXCEL))
    root = f"{base_address()}/"
    workbook = (lambda: excel_results(edition.rules, edition.wording, scored), "xlsx", EXCEL)
    files = {
        **({"excel": workbook} if len(scored.results) <= MOST_IN_EXCEL else {}),
        "csv": (lambda: csv_results(edition.wording, scored), "csv", CSV),
        "report": (lambda: _report(edition, picture, plan, root), "html", _HTML),
    }
    with st.container(horizontal=True, key="team-take"):
        for name, (data, ending, kind) in files.items():
            st.download_button(
                as_label(edition.say(f"team.take-{name}")),
                data,
                f"coach-or-mentor-{name if name == 'report' else 'team'}-{today().isoformat()}.{ending}",
                kind,
                on_click="ignore",
                key=f"team-take-{name}",
            )


def _report(edition: Edition, picture: TeamOverview, plan: PlanShown | None, root: str) -> bytes:
    """The picture by every column that has one: all of them are protected together."""
    columns = [table.column for table in picture.tables]
    shown = team_picture(edition, picture, columns=columns, plan=plan)
    return team_report(edition, shown, day=edition.day(today()), root=root).encode()

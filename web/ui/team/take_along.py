"""What is taken along: the results as a file in two kinds, and the picture as a report to print."""

from markupsafe import escape

from recommender.people.results_file import csv_results, excel_results
from recommender.people.score_people import ScoredPeople
from recommender.team.overview import TeamOverview
from web.documents.team_picture import team_picture, team_report
from web.documents.team_plan import PlanShown
from web.guide.edition import Edition
from web.services.clock import today
from web.ui.page import show_html, show_text
from web.ui.team import downloads

MOST_IN_EXCEL = 50_000
"""Rows of a workbook that is made while somebody waits: more would take too long."""


def show(edition: Edition, scored: ScoredPeople, picture: TeamOverview, plan: PlanShown | None) -> None:
    """The buttons. A file is made when its button is pressed."""
    show_html(f"<h2>{escape(edition.say('team.take'))}</h2>")
    show_text(edition.say("team.take-text"))
    if len(scored.results) > MOST_IN_EXCEL:
        show_text(edition.say("team.take-large", most=MOST_IN_EXCEL))
    day = today().isoformat()
    files = {
        "excel": (f"team-{day}", lambda: excel_results(edition.rules, edition.wording, scored)),
        "csv": (f"team-{day}", lambda: csv_results(edition.rules, edition.wording, scored)),
        "report": (f"report-{day}", lambda: _report(edition, picture, plan)),
    }
    if len(scored.results) > MOST_IN_EXCEL:
        del files["excel"]
    downloads.show(edition, "take", files)


def _report(edition: Edition, picture: TeamOverview, plan: PlanShown | None) -> bytes:
    """The picture by every column that has one: all of them are protected together."""
    columns = [table.column for table in picture.tables]
    shown = team_picture(edition, picture, columns=columns, plan=plan)
    return team_report(edition, shown, day=edition.day(today())).encode()

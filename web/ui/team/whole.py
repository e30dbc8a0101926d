"""The picture of the whole team, the plan for it, and what is taken along."""

import streamlit as st
from markupsafe import escape

from recommender.people.picture import picture_of
from recommender.people.score_people import ScoredPeople
from recommender.team.overview import TeamOverview
from web.documents.team_picture import has_figures, team_picture
from web.documents.team_plan import PlanShown, plan_shown
from web.guide.edition import Edition
from web.ui.page import as_label, show_html
from web.ui.team import take_along
from web.ui.team.kept import for_this_file, once

_MOST_LOAD = 12
_PICTURE = "picture"


def show(edition: Edition, scored: ScoredPeople) -> None:
    """All of it, by one column of theirs at a time."""
    show_html(f"<h2>{escape(edition.say('team.whole'))}</h2>")
    _show_whole(edition, scored, once(_PICTURE, scored, lambda: picture_of(scored, edition.rules)))


@st.fragment
def _show_whole(edition: Edition, scored: ScoredPeople, picture: TeamOverview) -> None:
    plan = _show_picture(edition, picture)
    take_along.show(edition, scored, picture, plan)


def _show_picture(edition: Edition, picture: TeamOverview) -> PlanShown | None:
    """The picture and the plan, which is for so many people a practitioner as are set below it."""
    columns = [table.column for table in picture.tables if has_figures(table)]
    chosen = None
    if columns:
        chosen = st.selectbox(as_label(edition.say("team.group-by")), columns, key=for_this_file("team-group-by"))
    if picture.too_few:
        show_html(edition.render(team_picture(edition, picture, columns=(), plan=None)))
        return None
    slot = st.container()
    plan = plan_shown(edition, picture, {}) if edition.efforts else None
    if plan and plan.has_totals:
        with st.container(key="team-loads"):
            show_html(f"<h3>{escape(edition.say('team.plan-start'))}</h3>")
            loads = {approach: _load(edition, approach) for approach in edition.rules.approaches}
        plan = plan_shown(edition, picture, loads)
    shown = team_picture(edition, picture, columns=[chosen] if chosen else [], plan=plan)
    with slot:
        show_html(edition.render(shown))
    return plan


def _load(edition: Edition, approach: str) -> int:
    """How many people one practitioner is to help at once."""
    usual = edition.efforts[approach].load.people
    label = as_label(edition.wording.approaches[approach]["load"])
    return st.slider(label, 1, _MOST_LOAD, usual, key=f"team-load-{approach}")

"""The picture of the whole team, and the plan for it."""

from collections.abc import Mapping

import numpy as np
import streamlit as st
from markupsafe import escape

from recommender.core.model import APPROACHES
from recommender.people.score_people import ScoredPeople
from recommender.team.overview import TeamOverview, TeamRows, overview
from web.documents.team_picture import team_picture
from web.documents.team_plan import plan_shown
from web.guide.edition import Edition
from web.ui.page import as_label, show_html
from web.ui.team import upload

_BLOCK = "block"
_MOST_LOAD = 12
_PICTURE = "team-picture"


def show(edition: Edition, scored: ScoredPeople) -> None:
    """The picture, by one column of theirs at a time, and the plan for so many people a coach or mentor."""
    show_html(f"<h2>{escape(edition.say('team.whole'))}</h2>")
    _show_picture(edition, picture_of(edition, scored))


def picture_of(edition: Edition, scored: ScoredPeople) -> TeamOverview:
    """The picture of these people, worked out once."""
    before, picture = st.session_state.get(_PICTURE, (None, None))
    if before is not scored:
        picture = _overview(edition, scored)
        st.session_state[_PICTURE] = scored, picture
    return picture


def loads() -> Mapping[str, int]:
    """How many people each coach and mentor is to help at once, as it is set on the page."""
    set_on_page = {approach: st.session_state.get(_load_key(approach)) for approach in APPROACHES}
    return {approach: load for approach, load in set_on_page.items() if load}


@st.fragment
def _show_picture(edition: Edition, picture: TeamOverview) -> None:
    columns = [table.column for table in picture.tables]
    chosen = None
    if columns:
        chosen = st.selectbox(as_label(edition.say("team.group-by")), columns, key="team-group-by")
    if picture.too_few:
        show_html(edition.render(team_picture(edition, picture, columns=(), plan=None)))
        return
    slot = st.container()
    with st.container(key="team-loads"):
        show_html(f"<h3>{escape(edition.say('team.plan-start'))}</h3>")
        for approach in APPROACHES:
            st.slider(
                as_label(edition.say(f"team.load.{approach}")),
                1,
                _MOST_LOAD,
                edition.efforts[approach].load.people,
                key=_load_key(approach),
            )
    plan = plan_shown(edition, picture, loads())
    shown = team_picture(edition, picture, columns=[chosen] if chosen else [], plan=plan)
    slot.html(f'<div class="doc">{edition.render(shown)}</div>')


def _overview(edition: Edition, scored: ScoredPeople) -> TeamOverview:
    results, people = scored.results, scored.people
    found = results["outcome"].notna()
    rows = TeamRows(
        results["outcome"].fillna("").tolist(),
        results["lead"].fillna(0).to_numpy(np.int64),
        _answers(scored, _BLOCK),
        results["certainty"].fillna("").tolist(),
        found.to_numpy(),
    )
    columns = {name: people.frame[name].tolist() for name in upload.own_columns(people)}
    return overview(rows, columns, edition.rules)


def _answers(scored: ScoredPeople, question: str) -> list[str]:
    """Each person's answer to a question by its id, "" where there is none."""
    people = scored.people
    if question not in people.columns:
        return [""] * len(people.frame)
    cells = people.frame[people.columns[question]]
    return cells.map({text: scored.texts.answer(question, text) for text in cells.unique()}).tolist()


def _load_key(approach: str) -> str:
    return f"team-load-{approach}"

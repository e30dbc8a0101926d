"""The people of a team file under the changed rules. A file that was added on the page for a team is there already."""

import streamlit as st
from markupsafe import escape

from recommender.people.rescored import outcomes_under
from recommender.people.score_people import ScoredPeople
from recommender.team.outcome_moves import OutcomeMoves, outcome_moves
from web.documents.desk.people import people_shown
from web.guide.edition import Edition
from web.ui.desk.draft import Draft
from web.ui.page import show_html, show_text
from web.ui.team import upload
from web.ui.team.kept import once


def show(edition: Edition, draft: Draft) -> None:
    """The field for a file, and how many people of it get another outcome."""
    with st.container(key="desk-people"):
        show_html(f"<h2>{escape(edition.say('desk.people'))}</h2>")
        show_text(edition.say("desk.people-text"))
        scored = upload.show(edition)
        if scored is None:
            return
        if draft.table is None:
            show_text(edition.say("desk.does-wait"))
            return
        rules = draft.table.rules
        moves = once("moves", (scored, rules.digest), lambda: _moves(edition, draft, scored))
        left = int(scored.results["outcome"].isna().sum())
        show_html(edition.render(people_shown(edition, moves, left=left)))


def _moves(edition: Edition, draft: Draft, scored: ScoredPeople) -> OutcomeMoves:
    assert draft.table is not None
    found = zip(scored.results["outcome"].tolist(), outcomes_under(draft.table, scored), strict=True)
    pairs = [(before, after) for before, after in found if isinstance(before, str)]
    before, after = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return outcome_moves(edition.rules, draft.table.rules, before, after)

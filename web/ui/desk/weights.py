"""A slider for the weight of each question. It changes the text, and a changed text moves it."""

import streamlit as st
from markupsafe import escape

from recommender import RuleBase
from recommender.loading.rules import MOST_WEIGHT
from web.documents.desk.names import question_name
from web.guide.edition import Edition
from web.ui.desk.draft import Draft, set_weight
from web.ui.page import show_html, show_text, with_note

_LATEST = "desk-rules"


def show(edition: Edition, draft: Draft) -> None:
    """The sliders. While the text has faults, they rest where they were."""
    if draft.table:
        st.session_state[_LATEST] = draft.table.rules
    rules: RuleBase = st.session_state.get(_LATEST, edition.rules)
    show_html(f"<h2>{escape(edition.say('desk.weights'))}</h2>")
    show_text(edition.say("desk.weights-text" if draft.table else "desk.weights-faulty"), "soft small")
    with st.container(key="desk-sliders"):
        for question in rules.questions:
            key = f"desk-weight-{question.id}"
            st.session_state[key] = question.weight
            st.slider(
                with_note(question_name(edition, question.id), question.id),
                1,
                MOST_WEIGHT,
                key=key,
                on_change=_move,
                args=(question.id, key),
                disabled=draft.table is None,
            )


def _move(question: str, key: str) -> None:
    set_weight(question, st.session_state[key])

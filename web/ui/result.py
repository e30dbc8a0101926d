"""The result page: the result document, and below it the link and the way back to the answers."""

from dataclasses import replace

import streamlit as st

from recommender import NOT_SURE, AnswerSheet
from web.documents.result import result_document
from web.guide.edition import Guide, today
from web.links.journey import ANSWERS, RESULT, SCREENING, Journey
from web.ui import copies, share, what_if
from web.ui import invitation_reply as answer_back
from web.ui.clearing import show_clear_button
from web.ui.page import as_label, show_step, show_text
from web.ui.session import go, own_words

_MORE = (("what-if", "what-if.title"), ("share", "link.title"), ("copy", "copy.title"))
"""The parts below the document that its list of parts leads to."""


def show(guide: Guide, journey: Journey, ticked: frozenset[str]) -> None:
    """The page of a journey at its result."""
    sheet = AnswerSheet(journey.view, {q: option for q, option in journey.answers.items() if option != NOT_SURE})
    with st.container(key="result"):
        _show_document(guide, journey, ticked, own_words(journey.view))
        what_if.show(guide, journey, ticked)
        answer_back.show(guide, sheet, on_hold=bool(ticked))
        share.show(guide, journey, sheet, on_hold=bool(ticked))
        copies.show(guide, on_hold=bool(ticked))
        show_text(guide.say("result.keep"))
        back = replace(journey, step=ANSWERS, changing=False)
        st.button(as_label(guide.say("button.answers")), on_click=lambda: go(guide, back), key="back")
        show_clear_button(guide, journey)


def show_stop(guide: Guide, journey: Journey, ticked: frozenset[str]) -> None:
    """The page where something stops the guide: the help alone, and the way back to the ticks."""
    with st.container(key="stop"):
        _show_document(guide, journey, ticked)
        back = replace(journey, step=SCREENING)
        st.button(as_label(guide.say("button.back")), on_click=lambda: go(guide, back), key="back")


def _show_document(guide: Guide, journey: Journey, ticked: frozenset[str], line: str = "") -> None:
    sheet = AnswerSheet(journey.view, journey.answers, ticked)
    show_step(RESULT, result_document(guide, sheet, made=today(), more=_MORE, own_words=line))

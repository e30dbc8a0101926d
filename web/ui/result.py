"""The result page: the result document, and below it the link and the way back to the answers."""

from dataclasses import replace

import streamlit as st

from recommender import AnswerSheet
from web.documents.result import result_document
from web.guide.edition import Edition
from web.links.journey import ANSWERS, RESULT, SCREENING, Journey
from web.services.clock import today
from web.ui import copies, invitation_reply, share, what_if
from web.ui.clearing import show_clear_button
from web.ui.page import as_label, show_step, show_text
from web.ui.session import go, own_words

_MORE = (("what-if", "what-if.title"), ("share", "link.title"), ("copy", "copy.title"))
"""The parts below the document that its list of parts leads to."""


def show(edition: Edition, journey: Journey, flags: frozenset[str]) -> None:
    """The page of a journey at its result."""
    sheet = journey.sheet()
    with st.container(key="result"):
        _show_document(edition, journey, flags, own_words(journey.view))
        what_if.show(edition, journey, flags)
        invitation_reply.show(edition, sheet, on_hold=bool(flags))
        share.show(edition, journey, sheet, on_hold=bool(flags))
        copies.show(edition, on_hold=bool(flags))
        show_text(edition.say("result.keep"))
        back = replace(journey, step=ANSWERS, changing=False)
        st.button(as_label(edition.say("button.answers")), on_click=lambda: go(edition, back), key="back")
        show_clear_button(edition, journey)


def show_stop(edition: Edition, journey: Journey, flags: frozenset[str]) -> None:
    """The page where something stops the guide: the help alone, and the way back to the flags."""
    with st.container(key="stop"):
        _show_document(edition, journey, flags)
        back = replace(journey, step=SCREENING)
        st.button(as_label(edition.say("button.back")), on_click=lambda: go(edition, back), key="back")


def _show_document(edition: Edition, journey: Journey, flags: frozenset[str], line: str = "") -> None:
    sheet = AnswerSheet(journey.view, journey.answers, flags)
    show_step(RESULT, result_document(edition, sheet, created=today(), more=_MORE, own_words=line))

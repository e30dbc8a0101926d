"""The result page: the result document with the buttons that lead on from it, and the offer to answer an invitation."""

from dataclasses import replace

import streamlit as st
from markupsafe import escape

from recommender import AnswerSheet
from web.documents.result import result_document
from web.documents.result_values import ResultDocument
from web.guide.edition import Edition
from web.links.journey import ANSWERS, COPY, RESULT, SCREENING, SHARE, WHAT_IF, Journey
from web.services.clock import today
from web.ui import fit, invitation_reply, what_if
from web.ui.clearing import show_clear_button
from web.ui.copies import copy_button
from web.ui.page import as_label, show_html, show_step, show_text
from web.ui.result_count import count_result
from web.ui.session import go, own_words

_BUTTONS = {SHARE: "button.share", COPY: "button.copy-result", ANSWERS: "button.answers", WHAT_IF: "what-if.title"}
"""Where a result leads, and the text of the button."""


def show(edition: Edition, journey: Journey, flags: frozenset[str]) -> None:
    """The page of a journey at its result. Nothing of a result on hold is shared or put into a file."""
    leads_to = (ANSWERS,) if flags else (SHARE, COPY, ANSWERS)
    document = _document(edition, journey, flags, own_words(journey.view))
    count_result(edition, AnswerSheet(journey.view, journey.answers, flags))
    with st.container(key="result"):
        show_step(RESULT, what_if.kept_message(edition) + document.beginning)
        if not flags:
            _show_buttons(edition, journey, "above", leads_to)
        show_html(f"<div data-rest>{document.rest}</div>")
        fit.show(edition, journey, flags)
        if journey.view == "leader":
            _show_conversation(edition, journey, on_hold=bool(flags))
        invitation_reply.show(edition, journey.sheet(), on_hold=bool(flags))
        if flags:
            show_text(edition.say("link.on-hold"))
        _show_buttons(edition, journey, "below", (*leads_to, WHAT_IF))
        show_clear_button(edition, journey)


def show_stop(edition: Edition, journey: Journey, flags: frozenset[str]) -> None:
    """The page where something stops the guide: the help alone, and the way back to the flags."""
    with st.container(key="stop"):
        show_step(RESULT, _document(edition, journey, flags).beginning)
        _show_button(edition, journey, SCREENING, "button.back", key="back")


def _document(edition: Edition, journey: Journey, flags: frozenset[str], line: str = "") -> ResultDocument:
    sheet = AnswerSheet(journey.view, journey.answers, flags)
    return result_document(edition, sheet, created=today(), own_words=line, code=fit.code(edition, sheet))


def _show_buttons(edition: Edition, journey: Journey, place: str, leads_to: tuple[str, ...]) -> None:
    with st.container(horizontal=True, key=f"leads-{place}"):
        for step in leads_to:
            _show_button(edition, journey, step, _BUTTONS[step], key=f"{step}-{place}")


def _show_button(edition: Edition, journey: Journey, step: str, text: str, *, key: str) -> None:
    there = replace(journey, step=step, changing=False)
    st.button(as_label(edition.say(text)), on_click=lambda: go(edition, there), key=key)


def _show_conversation(edition: Edition, journey: Journey, *, on_hold: bool) -> None:
    """What helps a leader to talk it over: a page to take along, and a way to ask for the person's own view.

    Of a result on hold, nothing is told and nobody is asked: there is a page for any conversation.
    """
    show_html(f"<h2>{escape(edition.say('invite.together'))}</h2>")
    if on_hold:
        address, text = f"./conversation?lang={edition.language}", escape(edition.say("copy.conversation"))
        show_html(f'<p><a class="button quiet" href="{address}" target="_blank">{text}</a></p>')
        return
    show_text(edition.say("invite.together-text"))
    with st.container(horizontal=True, key="together"):
        show_html(copy_button(edition, "conversation"))
        _show_button(edition, journey, SHARE, "invite.title", key="invite-them")

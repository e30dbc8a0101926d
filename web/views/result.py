"""The result page: the result document, and below it the link and the way back to the answers."""

import datetime
from dataclasses import replace

import streamlit as st
from markupsafe import escape

from recommender import NOT_SURE, Sheet
from web.guide import Guide, today
from web.journey import ANSWERS, RESULT, SCREENING, Journey
from web.languages import for_link
from web.links import DAYS_OPEN, SharedResult, make_link
from web.report import result_document
from web.views import what_if
from web.views.page import as_label, show_html, show_step, show_text
from web.views.state import base_address, go

_LINK = "link"


def show(guide: Guide, journey: Journey, ticked: frozenset[str]) -> None:
    """The page of a journey at its result."""
    with st.container(key="result"):
        _show_document(guide, journey, ticked)
        what_if.show(guide, journey, ticked)
        show_html(f"<h2>{escape(guide.say('link.title'))}</h2>")
        if ticked:
            show_text(guide.say("link.on-hold"))
        elif not _answered(journey):
            show_text(guide.say("link.too-few"))
        else:
            _show_link(guide, journey)
        show_text(guide.say("result.keep"))
        back = replace(journey, step=ANSWERS, changing=False)
        st.button(as_label(guide.say("button.answers")), on_click=lambda: go(guide, back), key="back")


def show_stop(guide: Guide, journey: Journey, ticked: frozenset[str]) -> None:
    """The page where something stops the guide: the help alone, and the way back to the ticks."""
    with st.container(key="stop"):
        _show_document(guide, journey, ticked)
        back = replace(journey, step=SCREENING)
        st.button(as_label(guide.say("button.back")), on_click=lambda: go(guide, back), key="back")


def _show_document(guide: Guide, journey: Journey, ticked: frozenset[str]) -> None:
    show_step(RESULT, result_document(guide, Sheet(journey.view, journey.answers, ticked), made=today()))


def _answered(journey: Journey) -> dict[str, str]:
    return {question: option for question, option in journey.answers.items() if option != NOT_SURE}


def _show_link(guide: Guide, journey: Journey) -> None:
    """What the link will show, the button that makes it, and the link once it is made for just these answers."""
    last_day = today() + datetime.timedelta(DAYS_OPEN)
    result = SharedResult(journey.view, _answered(journey), today(), last_day)
    show_text(guide.say("link.text", days=DAYS_OPEN, last_day=guide.day(last_day)))
    made_for, link = st.session_state.get(_LINK, (None, ""))
    if made_for != result:
        st.button(
            as_label(guide.say("button.link")), type="primary", on_click=lambda: _make(guide, result), key="make-link"
        )
        return
    show_html(
        f'<div class="card" data-focus><p>{escape(guide.say("link.made"))}<br>'
        f'<a id="link" href="{escape(link)}" target="_blank" rel="noreferrer">{escape(link)}</a></p>'
        f'<p><button type="button" class="button" data-copy="{escape(link)}" '
        f'data-copied="{escape(guide.say("button.copied"))}">{escape(guide.say("button.copy"))}</button></p></div>'
    )


def _make(guide: Guide, result: SharedResult) -> None:
    token = make_link(guide.sealer, guide.rules, result)
    st.session_state[_LINK] = (result, f"{base_address(guide)}/s/{token}{for_link(guide.language)}")

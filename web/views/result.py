"""The result page: the result document, and below it the link, the way back to the answers, and a new start."""

import datetime

import streamlit as st
from markupsafe import escape

from recommender import NOT_SURE, Sheet
from web.guide import Guide, today
from web.journey import ANSWERS, RESULT, SCREENING, Journey, change
from web.links import DAYS_OPEN, SharedResult, make_link
from web.report import result_document
from web.views.page import show_html
from web.views.state import base_address, go

_LINK = "link"


def show(guide: Guide, journey: Journey, ticked: frozenset[str]) -> None:
    """The page. Where something stops the guide, it is the help alone."""
    sheet = Sheet(journey.view, journey.answers, ticked)
    with st.container(key=f"step-{RESULT}"):
        show_html(result_document(guide, sheet, made=today()))
        if _waits(guide, ticked) and journey.step != RESULT:
            back = SCREENING
        else:
            _show_link(guide, journey, ticked)
            back = ANSWERS
        label = "button.answers" if back == ANSWERS else "button.back"
        st.button(guide.say(label), on_click=lambda: go(guide, _at(journey, back)), key="back")


def _at(journey: Journey, step: str) -> Journey:
    return Journey(journey.view, step, journey.answers)


def _waits(guide: Guide, ticked: frozenset[str]) -> bool:
    return bool(ticked)


def _show_link(guide: Guide, journey: Journey, ticked: frozenset[str]) -> None:
    last_day = today() + datetime.timedelta(DAYS_OPEN)
    show_html(f"<h2>{escape(guide.say('link.title'))}</h2>")
    if ticked:
        show_html(f"<p>{escape(guide.say('link.on-hold'))}</p>")
    show_html(f"<p>{escape(guide.say('link.text', days=DAYS_OPEN, last_day=guide.day(last_day)))}</p>")

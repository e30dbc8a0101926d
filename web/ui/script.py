"""The script that Streamlit runs for every click: it reads the address and shows the page for it."""

import streamlit as st

from web.documents.pages import start_values
from web.guide.edition import Guide
from web.links.journey import ANSWERS, RESULT, SCREENING, Journey
from web.ui import question, result, screening
from web.ui import summary as answers
from web.ui.clearing import show_cleared
from web.ui.page import show_html, show_message, show_navigation, show_text
from web.ui.session import has_error, read_journey, spoken_guide, take_cleared, ticks

STOP = "stop"


def main() -> None:
    guide = spoken_guide()
    journey, message = read_journey(guide)
    step = _shown_step(guide, journey) if journey else ""
    title = _title(guide, step)
    st.set_page_config(page_title=guide.say("error.title", title=title) if has_error() else title, layout="centered")
    show_navigation(guide)
    if journey:
        _show_step(guide, journey, step)
    else:
        if message:
            show_message(guide, message)
        if cleared := take_cleared():
            show_cleared(guide, cleared)
        show_html(guide.render("start-body.html", root="./", **start_values(guide)))
    show_text(guide.say("language.note"), "soft small")


def _show_step(guide: Guide, journey: Journey, step: str) -> None:
    ticked = ticks(journey.view)
    if step == SCREENING or ticked is None:
        screening.show(guide, journey)
    elif step == STOP:
        result.show_stop(guide, journey, ticked)
    elif step == RESULT:
        result.show(guide, journey, ticked)
    elif step == ANSWERS:
        answers.show(guide, journey, ticked)
    else:
        question.show(guide, journey)


def _shown_step(guide: Guide, journey: Journey) -> str:
    """The journey's step, unless nothing was ticked yet in this session, or something ticked stops the guide."""
    ticked = ticks(journey.view)
    if ticked is None or journey.step == SCREENING:
        return SCREENING
    return STOP if guide.rules.stops(ticked) else journey.step


def _title(guide: Guide, step: str) -> str:
    product = guide.say("product")
    if not step:
        return product
    if step == STOP:
        step = SCREENING  # a title is kept in the browser's history, and must not tell what was ticked
    if step in (SCREENING, ANSWERS, RESULT):
        return f"{guide.say(f'{step}.title')} · {product}"
    return f"{guide.wording.questions[step].topic} · {product}"


main()

"""The script that Streamlit runs for every click: it reads the address and shows the page for it."""

import streamlit as st

from recommender.model import LEVELS
from web.documents import start_values, style
from web.guide import Guide, the_guide
from web.journey import ANSWERS, RESULT, SCREENING, Journey
from web.views import answers, question, result, screening
from web.views.page import show_message, show_navigation
from web.views.state import read_journey, ticks


def main() -> None:
    guide = the_guide()
    journey, message = read_journey(guide)
    st.set_page_config(page_title=_title(guide, journey), layout="centered")
    st.html(f"<style>{style(guide)}{guide.render('app.css')}</style>")
    if journey is None:
        if message:
            show_message(guide, message)
        st.html(f'<div class="doc">{guide.render("start-body.html", root="./", **start_values(guide))}</div>')
        return
    show_navigation(guide)
    _show_step(guide, journey)


def _show_step(guide: Guide, journey: Journey) -> None:
    ticked = ticks(journey.view)
    if journey.step == SCREENING or ticked is None:
        screening.show(guide, journey)
    elif _stops(guide, ticked):
        result.show_stop(guide, journey, ticked)
    elif journey.step == RESULT:
        result.show(guide, journey, ticked)
    elif journey.step == ANSWERS:
        answers.show(guide, journey, ticked)
    else:
        question.show(guide, journey)


def _stops(guide: Guide, ticked: frozenset[str]) -> bool:
    return any(gate.id in ticked and gate.level == LEVELS[0] for gate in guide.rules.gates)


def _title(guide: Guide, journey: Journey | None) -> str:
    product = guide.say("product")
    if journey is None:
        return product
    if journey.step in (SCREENING, ANSWERS, RESULT):
        return f"{guide.say(f'{journey.step}.title')} · {product}"
    return f"{guide.wording.questions[journey.step].topic} · {product}"


main()

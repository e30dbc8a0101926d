"""The summary: every answer with a way to change it, before the result."""

from dataclasses import replace

import streamlit as st
from markupsafe import escape

from recommender import NOT_SURE
from web.guide.edition import Guide
from web.guide.screening import NONE, tick_groups
from web.links.journey import ANSWERS, SCREENING, Journey, change, go_back, go_on
from web.ui.clearing import show_clear_button
from web.ui.page import as_label, show_buttons, show_heading, show_html
from web.ui.session import go


def show(guide: Guide, journey: Journey, ticked: frozenset[str]) -> None:
    """The page."""
    with st.container(key="answers"):
        show_heading(ANSWERS, guide.say("answers.heading"), guide.say("answers.help"))
        _row(guide, guide.say("answers.screening"), _screening(guide, journey.view, ticked), journey, SCREENING)
        for question in guide.rules.questions_for(journey.view):
            topic = guide.wording.questions[question.id].topic
            _row(guide, topic, _answer(guide, journey, question.id), journey, question.id)
        show_buttons(
            guide,
            "button.result",
            lambda: go(guide, go_on(guide.rules, replace(journey, changing=False))),
            lambda: go(guide, go_back(guide.rules, replace(journey, changing=False))),
        )
        show_clear_button(guide, journey)


def _row(guide: Guide, topic: str, text: str, journey: Journey, step: str) -> None:
    with st.container(key=f"row-{step}", gap=None):
        show_html(f'<p><span class="topic">{escape(topic)}</span>{escape(text)}</p>')
        st.button(
            as_label(guide.say("answers.change-what", topic=topic)),
            type="tertiary",
            key=f"change-{step}",
            on_click=lambda: go(guide, change(guide.rules, journey, step)),
        )


def _screening(guide: Guide, view: str, ticked: frozenset[str]) -> str:
    """What was ticked, or "none of these"."""
    texts = {name: text for group in tick_groups(guide, view) for name, text in group.ticks.items()}
    return ". ".join(text for name, text in texts.items() if name in (ticked or {NONE}))


def _answer(guide: Guide, journey: Journey, question: str) -> str:
    given = journey.answers.get(question)
    if given is None:
        return guide.say("answers.not-given")
    if given == NOT_SURE:
        return guide.say("question.not-sure")
    return guide.wording.questions[question].options[given].text[journey.view]

"""The summary: every answer with a way to change it, before the result."""

from dataclasses import replace

import streamlit as st
from markupsafe import escape

from web.guide.answer_texts import answer_text
from web.guide.edition import Edition
from web.guide.screening import NONE, flag_groups
from web.links.journey import ANSWERS, SCREENING, Journey, change, go_back, go_on
from web.ui.clearing import show_clear_button
from web.ui.page import as_label, show_buttons, show_heading, show_html
from web.ui.session import go


def show(edition: Edition, journey: Journey, flags: frozenset[str]) -> None:
    """The page."""
    with st.container(key="answers"):
        show_heading(ANSWERS, edition.say("answers.heading"), edition.say("answers.help"))
        _row(edition, edition.say("answers.screening"), _screening(edition, journey.view, flags), journey, SCREENING)
        for question in edition.rules.questions_for(journey.view):
            topic = edition.wording.questions[question.id].topic
            _row(edition, topic, _answer(edition, journey, question.id), journey, question.id)
        show_buttons(
            edition,
            "button.result",
            lambda: go(edition, go_on(edition.rules, replace(journey, changing=False))),
            lambda: go(edition, go_back(edition.rules, replace(journey, changing=False))),
        )
        show_clear_button(edition, journey)


def _row(edition: Edition, topic: str, text: str, journey: Journey, step: str) -> None:
    with st.container(key=f"row-{step}", gap=None):
        show_html(f'<p><span class="topic">{escape(topic)}</span>{escape(text)}</p>')
        st.button(
            as_label(edition.say("answers.change-what", topic=topic)),
            type="tertiary",
            key=f"change-{step}",
            on_click=lambda: go(edition, change(edition.rules, journey, step)),
        )


def _screening(edition: Edition, view: str, flags: frozenset[str]) -> str:
    """What was ticked, or "none of these"."""
    texts = {name: text for group in flag_groups(edition, view) for name, text in group.flags.items()}
    return ". ".join(text for name, text in texts.items() if name in (flags or {NONE}))


def _answer(edition: Edition, journey: Journey, question: str) -> str:
    given = journey.answers.get(question)
    return answer_text(edition, question, given, journey.view) if given else edition.say("answers.not-given")

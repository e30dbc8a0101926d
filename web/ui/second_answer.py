"""The page of a question with a second answer: up to two are ticked, under headings; the first is the main one."""

from collections.abc import Iterable

import streamlit as st

from recommender import NOT_SURE
from recommender.core.tally import offered
from web.guide.answer_texts import answer_texts
from web.guide.edition import Edition
from web.links.journey import Journey
from web.ui.page import as_label, group, with_note
from web.ui.session import answer_key, chosen_options, keep_order, on_page

MOST = 2
_TURNS = ("question.first", "question.second")
"""How the options ticked are marked, by the turn in which they were."""


def ask(edition: Edition, journey: Journey) -> None:
    """The answers. Each tick is sent at once, so that the first is shown as the main one."""
    question, view = journey.step, journey.view
    texts = answer_texts(edition, question, view)
    if answer_key(view, question, NOT_SURE) not in st.session_state:
        _begin(chosen_options(edition, journey), view, question, texts)
    marks = dict(zip(on_page(edition, view, question), map(edition.say, _TURNS), strict=False))
    with st.container(key=answer_key(view, question)):
        for number, (title, options) in enumerate(_headings(edition, question, texts)):
            with group(f"answers-{number}", title):
                for option in options:
                    marked = option in marks and option != NOT_SURE
                    st.checkbox(
                        with_note(texts[option], marks[option]) if marked else as_label(texts[option]),
                        key=answer_key(view, question, option),
                        on_change=_tick,
                        args=(edition, view, question, option),
                    )


def _headings(edition: Edition, question: str, options: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The options under their headings; those that are under none come last."""
    groups = edition.wording.questions[question].groups
    under = [(one.title, [option for option in options if option in one.options]) for one in groups]
    placed = {option for one in groups for option in one.options}
    return [*under, ("", [option for option in options if option not in placed])]


def _begin(chosen: tuple[str, ...], view: str, question: str, options: Iterable[str]) -> None:
    for option in options:
        st.session_state[answer_key(view, question, option)] = option in chosen
    keep_order(chosen)


def _tick(edition: Edition, view: str, question: str, option: str) -> None:
    """Note whose turn it was. "Not sure" goes with no other answer: whichever of them is ticked, the rest give way."""
    if st.session_state[answer_key(view, question, option)]:
        for other in offered(edition.rules.question[question], view):
            if other != option and NOT_SURE in (other, option):
                st.session_state[answer_key(view, question, other)] = False
    keep_order(on_page(edition, view, question))

"""The page on which another answer is tried: see at once what it does, and keep it or put it back."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from recommender import NOT_SURE, AnswerSheet
from recommender.core.tally import offered
from web.documents.what_if import what_if_document
from web.guide.answer_texts import answer_texts
from web.guide.edition import Edition
from web.links.journey import RESULT, WHAT_IF, Journey
from web.ui.page import as_label, show_heading, show_html
from web.ui.session import go
from web.ui.way_back import show_way_back

_TRIED, _KEPT, _TIMES = "what-if", "what-if-kept", "what-if-times"


def show(edition: Edition, journey: Journey, flags: frozenset[str]) -> None:
    """The page on which answers are tried out. Nothing changes until somebody keeps it."""
    with st.container(key="try"):
        show_heading(WHAT_IF, edition.say("what-if.title"), edition.say("what-if.text"))
        asked = edition.rules.questions_for(journey.view)
        topics = {question.id: edition.wording.questions[question.id].topic for question in asked}
        question = st.selectbox(
            as_label(edition.say("what-if.question")), topics, format_func=topics.__getitem__, key="what-if-question"
        )
        changes = _after(journey, question, _choose(edition, journey, question))
        if changes:
            show_html(what_if_document(edition, AnswerSheet(journey.view, journey.answers, flags), changes))
            with st.container(horizontal=True, key="tried"):
                kept = replace(journey, step=RESULT, answers={**journey.answers, **changes})
                st.button(as_label(edition.say("what-if.keep")), on_click=lambda: _keep(edition, kept), key="keep")
                st.button(as_label(edition.say("what-if.back")), on_click=_put_back, key="put-back")
        show_way_back(edition, journey)


def kept_message(edition: Edition) -> Markup:
    """For the result page: that a change was kept, once. Our script speaks it with the heading."""
    if not st.session_state.pop(_KEPT, False):
        return Markup()
    return Markup('<p class="card" data-spoken>{}</p>').format(edition.say("what-if.kept"))


def _choose(edition: Edition, journey: Journey, question: str) -> str:
    """The answer that is tried for a question: at first, the one that was given."""
    tried, given = {**journey.answers, **_tried(journey)}, journey.answers.get(question, NOT_SURE)
    options, texts = _open_to(edition, journey.view, question, tried), answer_texts(edition, question, journey.view)
    texts[given] = f"{texts[given]} ({edition.say('what-if.given')})"
    return st.radio(
        as_label(edition.wording.ask(question, journey.view, tried)),
        options,
        index=options.index(tried.get(question, NOT_SURE)),
        format_func=lambda option: as_label(texts[option]),
        key=f"what-if-{_times()}-{question}-{given}",  # another answer given, as after Back, is another radio
    )


def _open_to(edition: Edition, view: str, question: str, tried: Mapping[str, str]) -> list[str]:
    """What a question can be answered with, but for what its other answer says already."""
    asked, second = edition.rules.question[question], edition.rules.second_to(question)
    other = second.id if second else asked.second_of
    taken = {tried.get(other or "")} - {NOT_SURE, tried.get(question)}
    return [option for option in offered(asked, view) if option not in taken]


def _after(journey: Journey, question: str, option: str) -> Mapping[str, str]:
    """What is tried, once this answer is: answers that were given anyway are no change."""
    tried = {**_tried(journey), question: option}
    changes = {asked: chosen for asked, chosen in tried.items() if chosen != journey.answers.get(asked, NOT_SURE)}
    st.session_state[_TRIED] = (journey, changes)
    return changes


def _tried(journey: Journey) -> Mapping[str, str]:
    """What was tried so far with just these answers."""
    with_answers, changes = st.session_state.get(_TRIED, (None, {}))
    return changes if with_answers == journey else {}


def _times() -> int:
    """How often something was put back: widgets with other keys start afresh."""
    return int(st.session_state.get(_TIMES, 0))


def _keep(edition: Edition, kept: Journey) -> None:
    _put_back()
    st.session_state[_KEPT] = True
    go(edition, kept)


def _put_back() -> None:
    st.session_state.pop(_TRIED, None)
    st.session_state[_TIMES] = _times() + 1

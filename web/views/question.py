"""A question page: one question, its answers with "not sure" last, why we ask, on and back."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import escape

from recommender import NOT_SURE
from recommender.tally import offered
from web.guide import Guide
from web.journey import RESULT, Journey, answer, go_back, go_on, position, questions_spared
from web.views.page import (
    as_label,
    progress,
    show_buttons,
    show_heading,
    show_html,
    show_keys,
    show_message,
    show_more,
)
from web.views.state import answer_key, chosen_option, go, set_error, take_error


def show(guide: Guide, journey: Journey) -> None:
    """The page of the journey's step."""
    words = guide.wording.questions[journey.step]
    number, total = position(guide.rules, journey)
    with st.container(key="question"):
        above = progress(guide, number, total, changing=journey.changing)
        show_heading(journey.step, words.ask[journey.view], words.help[journey.view], above)
        if error := take_error():
            show_message(guide, *error)
        _ask(guide, journey)
        show_more(guide.say("question.why"), words.why)
        show_buttons(
            guide,
            "button.save" if journey.changing else "button.continue",
            lambda: _continue(guide, journey),
            lambda: go(guide, go_back(guide.rules, _with_choice(journey))),
        )
        if not journey.changing:
            _offer_result(guide, journey)
        show_keys(guide, len(_offered(guide, journey)))


def _offer_result(guide: Guide, journey: Journey) -> None:
    """Where no question that is left can change the outcome: that it is so, and the way to the result."""
    spared = questions_spared(guide.table, journey)
    if spared:
        with st.container(key="settled"):
            title, text = guide.say("settled.title"), guide.say("settled.text", count=spared)
            show_html(f"<h2>{escape(title)}</h2><p>{escape(text)}</p>")
            st.button(
                as_label(guide.say("settled.button")),
                on_click=lambda: go(guide, replace(_with_choice(journey), step=RESULT)),
                key="result-now",
            )


def _ask(guide: Guide, journey: Journey) -> None:
    words = guide.wording.questions[journey.step]
    options = _offered(guide, journey)
    texts = {option: words.options[option].text[journey.view] for option in options if option != NOT_SURE}
    texts[NOT_SURE] = guide.say("question.not-sure")
    given = chosen_option(journey)
    st.radio(
        as_label(words.ask[journey.view]),
        options,
        index=options.index(given) if given in options else None,
        format_func=lambda option: as_label(texts[option]),
        key=answer_key(journey.view, journey.step),
        label_visibility="collapsed",
        on_change="ignore",
    )


def _offered(guide: Guide, journey: Journey) -> Sequence[str]:
    return offered(guide.rules.question[journey.step], journey.view)


def _continue(guide: Guide, journey: Journey) -> None:
    chosen = st.session_state[answer_key(journey.view, journey.step)]
    if chosen is None:
        set_error(guide.say("question.choose"), answer_key(journey.view, journey.step))
    else:
        go(guide, go_on(guide.rules, answer(journey, chosen)))


def _with_choice(journey: Journey) -> Journey:
    """The journey with what is chosen on the page, so that it is not lost; while one answer is changed, without it."""
    chosen = st.session_state[answer_key(journey.view, journey.step)]
    return journey if chosen is None or journey.changing else answer(journey, chosen)

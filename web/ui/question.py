"""A question page: one question, its answers with "not sure" last, why we ask, on and back."""

from dataclasses import replace

import streamlit as st
from markupsafe import escape

from web.documents.reading_time import minutes_left
from web.guide.answer_texts import answer_texts
from web.guide.edition import Edition
from web.guide.own_words import MOST, in_own_words, is_too_long
from web.links.journey import RESULT, Journey, answer, go_back, go_on, position, questions_spared
from web.ui import second_answer
from web.ui.page import (
    as_label,
    progress,
    show_buttons,
    show_heading,
    show_html,
    show_keys,
    show_message,
    show_more,
    with_note,
)
from web.ui.session import (
    answer_key,
    asks_own_words,
    chosen_options,
    go,
    keep_own_words,
    on_page,
    own_words,
    own_words_key,
    set_error,
    take_error,
    typed_words,
)


def show(edition: Edition, journey: Journey) -> None:
    """The page of the journey's step."""
    words, view = edition.wording.questions[journey.step], journey.view
    names_it = asks_own_words(edition, journey.step)
    with st.container(key="question"):
        line = "" if names_it else in_own_words(edition, own_words(view))
        show_heading(journey.step, _asked(edition, journey), words.help[view], f"{_progress(edition, journey)}{line}")
        if error := take_error():
            show_message(edition, *error)
        _ask(edition, journey)
        if names_it:
            _ask_own_words(edition, view)
        show_more(edition.say("question.why"), words.why)
        show_buttons(
            edition,
            "button.save" if journey.changing else "button.continue",
            lambda: _continue(edition, journey),
            lambda: _leave(edition, journey, go_back(edition.rules, _with_choice(edition, journey))),
        )
        if not journey.changing:
            _offer_result(edition, journey)
        show_keys(edition, len(answer_texts(edition, journey.step, view)))


def _asked(edition: Edition, journey: Journey) -> str:
    return edition.wording.ask(journey.step, journey.view, journey.answers)


def _progress(edition: Edition, journey: Journey) -> str:
    number, total = position(edition.rules, journey)
    if journey.changing:
        return progress(number, total, edition.say("question.changing", number=number, total=total))
    count = minutes_left(edition, journey)
    left = edition.say("question.minute") if count == 1 else edition.say("question.minutes", count=count)
    return progress(number, total, f"{edition.say('question.progress', number=number, total=total)}, {left}")


def _offer_result(edition: Edition, journey: Journey) -> None:
    """Where no question that is left can change the outcome: that it is so, and the way to the result."""
    spared = questions_spared(edition.table, journey)
    if spared:
        with st.container(key="settled"):
            title, text = edition.say("settled.title"), edition.say("settled.text", count=spared)
            show_html(f"<h2>{escape(title)}</h2><p>{escape(text)}</p>")
            st.button(
                as_label(edition.say("settled.button")),
                on_click=lambda: _leave(edition, journey, replace(_with_choice(edition, journey), step=RESULT)),
                key="result-now",
            )


def _ask(edition: Edition, journey: Journey) -> None:
    if edition.rules.second_to(journey.step):
        second_answer.ask(edition, journey)
        return
    texts, chosen = answer_texts(edition, journey.step, journey.view), chosen_options(edition, journey)
    options = list(texts)
    st.radio(
        as_label(_asked(edition, journey)),
        options,
        index=options.index(chosen[0]) if chosen else None,
        format_func=lambda option: as_label(texts[option]),
        key=answer_key(journey.view, journey.step),
        label_visibility="collapsed",
        on_change="ignore",
    )


def _ask_own_words(edition: Edition, view: str) -> None:
    """The line in somebody's own words. What is too long is not cut off, but refused where they go on."""
    st.text_input(
        with_note(edition.say("own.label"), edition.say("own.help")),
        value=own_words(view),
        key=own_words_key(view),
        autocomplete="off",
        on_change="ignore",
    )


def _continue(edition: Edition, journey: Journey) -> None:
    chosen = on_page(edition, journey.view, journey.step)
    if not chosen:
        set_error(edition.say("question.choose"), answer_key(journey.view, journey.step))
    elif len(chosen) > second_answer.MOST:
        set_error(edition.say("question.most", count=second_answer.MOST), answer_key(journey.view, journey.step))
    else:
        _leave(edition, journey, go_on(edition.rules, answer(edition.rules, journey, chosen)), keep=True)


def _leave(edition: Edition, journey: Journey, to: Journey, *, keep: bool = False) -> None:
    """Go to another step, unless the line is too long. While one answer is changed, it is kept where that is saved."""
    line = typed_words(journey.view)
    keep = keep or not journey.changing
    if line is not None and keep:
        if is_too_long(line):
            set_error(edition.say("own.long", count=MOST), own_words_key(journey.view))
            return
        keep_own_words(journey.view, line)
    go(edition, to)


def _with_choice(edition: Edition, journey: Journey) -> Journey:
    """The journey with what is chosen on the page, so that it is not lost; while one answer is changed, without it."""
    chosen = on_page(edition, journey.view, journey.step)[: second_answer.MOST]
    return answer(edition.rules, journey, chosen) if chosen and not journey.changing else journey

"""The screening page: tick what applies right now, or none. The ticks stay in the session of this page."""

import streamlit as st

from web.guide import Guide
from web.journey import SCREENING, Journey, go_back, go_on
from web.screening import AGREED, AGREEMENT, NONE, agreement_ids, field_key, tick_ids, tick_texts
from web.views.page import as_label, show_buttons, show_heading, show_message, show_text
from web.views.state import go, keep_ticks, set_error, take_error, ticks

TICKS = "ticks"


def show(guide: Guide, journey: Journey) -> None:
    """The page. Where the session is new and the journey is not, it asks once more and then goes on from there."""
    before = ticks(journey.view)
    with st.container(key="screening"):
        show_heading(SCREENING, guide.say("screening.heading"), guide.say(f"screening.help.{journey.view}"))
        if error := take_error():
            show_message(guide, *error)
        if journey.step != SCREENING:
            show_text(guide.say("screening.again"), "sure")
        _ask_ticks(guide, journey, before)
        if agreement_ids(guide.rules, journey.view):
            _ask_agreement(guide, journey, before)
        show_text(guide.say("screening.private"), "soft small")
        label, back = "button.continue", None
        if journey.changing:
            label, back = "button.save", lambda: go(guide, go_back(guide.rules, journey))
        show_buttons(guide, label, lambda: _continue(guide, journey), back)


def _ask_ticks(guide: Guide, journey: Journey, before: frozenset[str] | None) -> None:
    gates, texts = tick_ids(guide.rules, journey.view), tick_texts(guide, journey.view)
    ticked = before or frozenset()
    if before is not None and not before & set(gates):
        ticked |= {NONE}
    with st.container(key=TICKS):
        for name in (*gates, NONE):
            st.checkbox(
                as_label(texts[name]), value=name in ticked, key=field_key(journey.view, name), on_change="ignore"
            )


def _ask_agreement(guide: Guide, journey: Journey, before: frozenset[str] | None) -> None:
    choices, texts = [AGREED, *agreement_ids(guide.rules, journey.view)], tick_texts(guide, journey.view)
    chosen = None if before is None else next((name for name in choices if name in before), AGREED)
    st.radio(
        as_label(guide.say("screening.agreement")),
        choices,
        index=choices.index(chosen) if chosen else None,
        format_func=lambda name: as_label(texts[name]),
        key=field_key(journey.view, AGREEMENT),
        on_change="ignore",
    )


def _continue(guide: Guide, journey: Journey) -> None:
    ticked = {gate for gate in tick_ids(guide.rules, journey.view) if st.session_state[field_key(journey.view, gate)]}
    none = st.session_state[field_key(journey.view, NONE)]
    agreement = st.session_state.get(field_key(journey.view, AGREEMENT), AGREED)
    if guide.rules.stops(ticked):
        _go_on(guide, journey, ticked)  # help does not wait for the rest of the page
    elif ticked and none:
        set_error(guide.say("screening.choose-one"), TICKS)
    elif not ticked and not none:
        set_error(guide.say("screening.choose"), TICKS)
    elif agreement is None:
        set_error(guide.say("screening.choose-agreement"), field_key(journey.view, AGREEMENT))
    else:
        _go_on(guide, journey, ticked | ({agreement} - {AGREED}))


def _go_on(guide: Guide, journey: Journey, ticked: set[str]) -> None:
    keep_ticks(journey.view, frozenset(ticked))
    if journey.step == SCREENING:
        go(guide, go_on(guide.rules, journey))

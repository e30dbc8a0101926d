"""The screening page: tick what applies right now, or none. The flags stay in the session of this page."""

import streamlit as st
from markupsafe import escape

from web.guide.edition import Edition
from web.guide.screening import NONE, field_key, flag_groups, flag_ids
from web.links.journey import SCREENING, Journey, go_back, go_on
from web.ui.page import as_label, group, show_buttons, show_heading, show_html, show_message, show_text
from web.ui.session import go, keep_flags, kept_flags, set_error, take_error

FLAGS = "flags"


def show(edition: Edition, journey: Journey) -> None:
    """The page. Where the session is new and the journey is not, it asks once more and then goes on from there."""
    with st.container(key="screening"):
        show_heading(SCREENING, edition.say("screening.heading"), edition.say(f"screening.help.{journey.view}"))
        if error := take_error():
            show_message(edition, *error)
        if journey.step != SCREENING:
            _show_again(edition)
        _ask_flags(edition, journey.view)
        show_text(edition.say("screening.private"), "soft small")
        label, back = "button.continue", None
        if journey.changing:
            label, back = "button.save", lambda: go(edition, go_back(edition.rules, journey))
        show_buttons(edition, label, lambda: _continue(edition, journey), back)


def _show_again(edition: Edition) -> None:
    """Why it is asked again. Our script adds that it is ticked as it was, where the page still knows."""
    again, ticked = escape(edition.say("screening.again")), escape(edition.say("screening.ticked"))
    show_html(f'<p class="sure" data-asked-again>{again} <span data-ticked="{ticked}" data-say></span></p>')


def _ask_flags(edition: Edition, view: str) -> None:
    before = kept_flags(view)
    flags = {NONE} if before is not None and not before else before or frozenset()
    with st.container(key=FLAGS):
        for number, under in enumerate(flag_groups(edition, view)):
            with group(f"flags-{number}", under.title):
                for name, text in under.flags.items():
                    key = field_key(view, name)
                    st.checkbox(as_label(text), value=name in flags, key=key, on_change="ignore")


def _continue(edition: Edition, journey: Journey) -> None:
    flags = {gate for gate in flag_ids(edition.rules, journey.view) if st.session_state[field_key(journey.view, gate)]}
    none = st.session_state[field_key(journey.view, NONE)]
    if edition.rules.stops(flags):
        _go_on(edition, journey, flags)  # help does not wait for the rest of the page
    elif flags and none:
        set_error(edition.say("screening.choose-one"), FLAGS)
    elif not flags and not none:
        set_error(edition.say("screening.choose"), FLAGS)
    else:
        _go_on(edition, journey, flags)


def _go_on(edition: Edition, journey: Journey, flags: set[str]) -> None:
    keep_flags(journey.view, frozenset(flags))
    if journey.step == SCREENING:
        go(edition, go_on(edition.rules, journey))

"""The end of a result: does it fit? And what do you think? Each only where the operator asks."""

import streamlit as st

from recommender import AnswerSheet
from recommender.core.errors import DatabaseUnavailable
from web.documents.feedback import feedback_line
from web.guide.edition import Edition
from web.links.bare_result import BareResult, bare_result
from web.links.journey import Journey
from web.services.fit_counts import ANSWERS, NOW, FitCell
from web.services.rate_limit import client_name
from web.services.services import the_services
from web.ui.page import as_label, group, show_html, show_text

_ANSWERED, _SAID = "fit-answered", "fit-said"
_KEPT = "fit.kept"


def show(edition: Edition, journey: Journey, flags: frozenset[str]) -> None:
    """What is asked. Where something was ticked, nobody is asked if it fits: the count would tell that it was."""
    told = bare_result(edition.table, AnswerSheet(journey.view, journey.answers, flags))
    if told and the_services().fit:
        _show_question(edition, (journey.id, told))
    show_html(feedback_line(edition, the_services().feedback_address, told))


def code(edition: Edition, sheet: AnswerSheet) -> str:
    """The code of the result where the calendar is to ask if it fits, else ""."""
    told = bare_result(edition.table, sheet) if the_services().fit else None
    return told.code if told else ""


def _show_question(edition: Edition, shown: tuple[bytes, BareResult]) -> None:
    """The question; or the thanks, as long as the page is open and comes to the same result."""
    message = st.session_state.pop(_SAID, "")
    with group("fit", edition.say("fit.title")):
        if shown in _answered():
            show_html(f"<p{' data-focus=nearest' if message else ''}>{edition.say(_KEPT)}</p>")
            return
        if message:
            show_html(f"<p data-focus=nearest>{edition.say(message)}</p>")
        show_text(edition.say("fit.text"), "soft small")
        with st.container(horizontal=True, key="fit-answers"):
            for answer in ANSWERS:
                text = as_label(edition.say(f"fit.{answer}"))
                st.button(text, on_click=_count, args=(shown, answer), key=f"fit-{answer}")


def _count(shown: tuple[bytes, BareResult], answer: str) -> None:
    """Count an answer once, and say so only where it was kept."""
    _, told = shown
    counts = the_services().fit
    if counts is None or shown in _answered():
        return
    if the_services().fit_limit.seconds_to_wait(_client()):
        st.session_state[_SAID] = "fit.often.text"
        return
    try:
        counts.add(FitCell(told.version, told.outcome, told.certainty, NOW), answer)
    except DatabaseUnavailable:
        st.session_state[_SAID] = "fit.away.text"
        return
    st.session_state[_ANSWERED] = _answered() | {shown}
    st.session_state[_SAID] = _KEPT


def _answered() -> frozenset[tuple[bytes, BareResult]]:
    """The results that somebody answered about while this page was open. It is not known what."""
    found: frozenset[tuple[bytes, BareResult]] = st.session_state.get(_ANSWERED, frozenset())
    return found


def _client() -> str:
    forwarded = ",".join(st.context.headers.get_all("X-Forwarded-For"))
    return client_name(st.context.ip_address or "", forwarded, the_services().proxies)

"""The script that Streamlit runs for every click: it reads the address and shows the page for it."""

from collections.abc import Mapping

import streamlit as st

from web.documents.navigation import navigation_bar
from web.documents.pages import start_body
from web.guide.edition import Edition
from web.links.journey import ANSWERS, ASIDES, COPY, RESULT, SCREENING, SHARE, Journey
from web.links.journey_address import is_desk, is_team
from web.services.desk import LOOPBACK, is_from_here
from web.services.services import the_services
from web.ui import copies, question, result, screening, share, summary, what_if
from web.ui.clearing import show_cleared
from web.ui.page import show_html, show_message, show_text
from web.ui.session import has_error, kept_flags, read_journey, spoken_edition, take_cleared
from web.ui.turns import turn
from web.watching.figures import SCRIPT_SECONDS

STOP = "stop"


def main() -> None:
    edition, query = spoken_edition(), st.query_params.to_dict()
    if is_team(query):
        _show_team(edition)
        return
    if is_desk(query) and _has_desk():
        _show_desk(edition)
        return
    with turn():
        _show_guide(edition, query)


def _show_guide(edition: Edition, query: Mapping[str, str]) -> None:
    journey, message = read_journey(edition)
    step = _shown_step(edition, journey) if journey else ""
    title = _title(edition, step)
    st.set_page_config(page_title=edition.say("error.title", title=title) if has_error() else title, layout="centered")
    show_html(navigation_bar(edition, query))
    if journey:
        _show_step(edition, journey, step)
    else:
        if message:
            show_message(edition, message)
        if cleared := take_cleared():
            show_cleared(edition, cleared)
        show_html(start_body(edition))
    show_text(edition.say("language.note"), "soft small")


def _show_team(edition: Edition) -> None:
    from web.ui.team import page  # what reads and draws tables takes a second to load, and no one else needs it

    st.set_page_config(page_title=f"{edition.say('team.title')} · {edition.say('product')}", layout="centered")
    show_html(navigation_bar(edition, st.query_params))
    page.show(edition)
    show_text(edition.say("language.note"), "soft small")


def _has_desk() -> bool:
    """Whether whoever opened this page may see the author's desk. Streamlit gives no peer for this machine itself."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return the_services().desk and is_from_here(st.context.ip_address or LOOPBACK[0], headers)


def _show_desk(edition: Edition) -> None:
    from web.ui.desk import page

    st.set_page_config(page_title=f"{edition.say('desk.title')} · {edition.say('product')}", layout="centered")
    show_html(navigation_bar(edition, st.query_params))
    page.show(edition)
    show_text(edition.say("language.note"), "soft small")


def _show_step(edition: Edition, journey: Journey, step: str) -> None:
    flags = kept_flags(journey.view)
    if step == SCREENING or flags is None:
        screening.show(edition, journey)
    elif step == STOP:
        result.show_stop(edition, journey, flags)
    elif step == RESULT:
        result.show(edition, journey, flags)
    elif step in ASIDES:
        _show_aside(edition, journey, step, flags)
    elif step == ANSWERS:
        summary.show(edition, journey, flags)
    else:
        question.show(edition, journey)


def _show_aside(edition: Edition, journey: Journey, step: str, flags: frozenset[str]) -> None:
    if step == SHARE:
        share.show(edition, journey, on_hold=bool(flags))
    elif step == COPY:
        copies.show(edition, journey, on_hold=bool(flags))
    else:
        what_if.show(edition, journey, flags)


def _shown_step(edition: Edition, journey: Journey) -> str:
    """The journey's step, unless nothing was ticked yet in this session, or something ticked stops the guide."""
    flags = kept_flags(journey.view)
    if flags is None or journey.step == SCREENING:
        return SCREENING
    return STOP if edition.rules.stops(flags) else journey.step


def _title(edition: Edition, step: str) -> str:
    product = edition.say("product")
    if not step:
        return product
    if step == STOP:
        step = SCREENING  # a title is kept in the browser's history, and must not tell what was ticked
    if step in (SCREENING, ANSWERS, RESULT, *ASIDES):
        return f"{edition.say(f'{step}.title')} · {product}"
    return f"{edition.wording.questions[step].topic} · {product}"


with SCRIPT_SECONDS.time():
    main()

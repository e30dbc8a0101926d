"""Where the pages keep what: the journey in the address; flags, messages and the latest answers in the session.

The browser's Back leads to an older address. What was answered since is filled in from the session, and what was chosen
and not sent is chosen again, so that going back and on loses nothing. The summary and the result show just
what their address holds, since a copy or a link that is created there has to show the same.
"""

from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st

from recommender import NOT_SURE
from recommender.core.errors import DatabaseUnavailable, ExpiredLink, LinkError, RevokedLink, UnknownRules
from recommender.core.tally import offered
from web.guide.edition import Edition, the_edition
from web.guide.languages import LANGUAGES, PARAMETER, choose
from web.guide.own_words import clean, is_too_long
from web.links.journey import ANSWERS, ASIDES, RESULT, Journey, answered
from web.links.journey_address import INVITED, clearing_id, is_cleared, journey_at, kept_until, seal_journey
from web.services.clock import today
from web.services.services import the_services

_FLAGS, _ERROR, _CLEARED = "flags", "error", "cleared"
_OWN_WORDS, _ORDER = "own-words", "order"
_GIVEN, _CHOSEN, _SHOWN = "given", "chosen", "shown"


def spoken_edition() -> Edition:
    """The guide in the language of this page."""
    asked = st.query_params.get(PARAMETER, "")
    if asked in LANGUAGES:
        return the_edition(asked)
    return the_edition(choose(asked, st.context.headers.get("Accept-Language", "")))


def read_journey(edition: Edition) -> tuple[Journey | None, str]:
    """The journey that the address holds, or None for the first page; and what is wrong with the address, or ""."""
    try:
        journey = journey_at(the_services(), edition.rules, st.query_params.to_dict(), today=today())
    except UnknownRules:
        return None, edition.say("error.address-rules.text")
    except ExpiredLink:
        return None, edition.say("error.address-old.text")
    except RevokedLink:
        _forget(edition)
        return None, edition.say("error.cleared.text")
    except LinkError:
        return None, edition.say("error.address.text")
    if journey is None:
        return None, ""
    return _caught_up(edition, journey), ""


def _caught_up(edition: Edition, journey: Journey) -> Journey:
    """The journey of an address with what was answered in this session since."""
    given, shown = _given(journey.view), st.session_state.get(_SHOWN, ())
    st.session_state[_SHOWN] = ((journey.step, journey.changing), *shown[:1])
    if given:
        for step, changing in dict(reversed(shown)).items():  # a tick may come after the Back that followed it
            _note_choices(edition, given, step, changing)
        if not st.query_params.get("at"):
            return replace(journey, answers=given.answers, id=given.id)
        if given.id == journey.id:
            at_the_end = journey.step in (ANSWERS, RESULT, *ASIDES)
            return journey if at_the_end else replace(journey, answers={**journey.answers, **given.answers})
    _keep_given(journey)
    return journey


def _given(view: str) -> Journey | None:
    """The journey of this session with its latest answers."""
    given: Journey | None = st.session_state.get(_GIVEN, {}).get(view)
    return given


def _keep_given(journey: Journey) -> None:
    st.session_state[_GIVEN] = {**st.session_state.get(_GIVEN, {}), journey.view: journey}


def _note_choices(edition: Edition, given: Journey, step: str, changing: bool) -> None:
    """Note what was chosen on a page shown before, which the browser's Back leaves unsent. A change is not kept."""
    if changing:
        return
    if step in edition.rules.question and (chosen := on_page(edition, given.view, step)):
        st.session_state[_CHOSEN] = {**st.session_state.get(_CHOSEN, {}), (given.id, step): chosen}
    line = typed_words(given.view) if asks_own_words(edition, step) else None
    if line is not None and not is_too_long(line):
        keep_own_words(given.view, line)


def chosen_options(edition: Edition, journey: Journey) -> tuple[str, ...]:
    """What is chosen as the question of this step is shown: what was chosen last, or else answered."""
    noted: tuple[str, ...] = st.session_state.get(_CHOSEN, {}).get((journey.id, journey.step), ())
    return noted or answered(edition.rules, journey)


def on_page(edition: Edition, view: str, question: str) -> tuple[str, ...]:
    """What is chosen on the page of a question, the main answer first; empty where nothing is, or another is shown."""
    if edition.rules.second_to(question) is None:
        option = st.session_state.get(answer_key(view, question))
        return (option,) if option else ()
    order: tuple[str, ...] = st.session_state.get(_ORDER, ())
    options = offered(edition.rules.question[question], view)
    ticked = [option for option in options if st.session_state.get(answer_key(view, question, option))]
    by_turn = sorted(ticked, key=lambda option: order.index(option) if option in order else len(order))
    return tuple(option for option in by_turn if option != NOT_SURE) or tuple(by_turn)


def keep_order(options: tuple[str, ...]) -> None:
    """Keep in which order the options of the page shown were ticked."""
    st.session_state[_ORDER] = options


def answer_key(view: str, question: str, option: str = "") -> str:
    """What the field of a question is called, or that of one of its options where each has its own."""
    return "-".join(filter(None, ("answer", view, question, option)))


def own_words(view: str) -> str:
    """The line about what the help is for, as it was typed in this session, or ""."""
    lines: dict[str, str] = st.session_state.get(_OWN_WORDS, {})
    return lines.get(view, "")


def keep_own_words(view: str, line: str) -> None:
    """Keep the line for as long as the page is open."""
    st.session_state[_OWN_WORDS] = {**st.session_state.get(_OWN_WORDS, {}), view: line}


def asks_own_words(edition: Edition, step: str) -> bool:
    """Whether the page of this step has the field for the line."""
    return step in edition.rules.question and bool(edition.wording.questions[step].this)


def typed_words(view: str) -> str | None:
    """What is in the field for the line, cleaned, or None where the field is not shown."""
    typed: str | None = st.session_state.get(own_words_key(view))
    return None if typed is None else clean(typed)


def own_words_key(view: str) -> str:
    """What the field for the line is called."""
    return f"own-{view}"


def clear(edition: Edition, journey: Journey) -> None:
    """Empty the address and the session, and close all addresses of this journey."""
    st.session_state.clear()
    try:
        the_services().revocations.revoke(clearing_id(journey), kept_until(today()), today=today())
        st.session_state[_CLEARED] = "clear.text"
    except DatabaseUnavailable:
        st.session_state[_CLEARED] = "clear.text-away"
    st.query_params.from_dict({PARAMETER: edition.language})


def take_cleared() -> str:
    """The text that says that the answers were cleared, once, or ""."""
    return str(st.session_state.pop(_CLEARED, ""))


def _forget(edition: Edition) -> None:
    """Take the answers out of this page too, which was open beside the one on which they were cleared."""
    st.session_state.clear()
    st.query_params.from_dict({PARAMETER: edition.language})


def go(edition: Edition, journey: Journey) -> None:
    """Put the journey into the address: Back, Forward and a reload then come back to it.

    Not where it was cleared on another page: a new address would outlive what is known of that.
    """
    st.session_state.pop(_ERROR, None)
    if is_cleared(the_services(), journey):
        return
    _keep_given(journey)
    noted = st.session_state.get(_CHOSEN, {})
    st.session_state[_CHOSEN] = {field: option for field, option in noted.items() if field[1] not in journey.answers}
    token = seal_journey(the_services().sealer, edition.rules, journey, today=today())
    kept = {name: st.query_params[name] for name in (INVITED,) if name in st.query_params}
    st.query_params.from_dict({PARAMETER: edition.language, "at": token, **kept})


def kept_flags(view: str) -> frozenset[str] | None:
    """What was ticked on the screening page of this view in this session, or None where it was not answered yet."""
    answered: dict[str, frozenset[str]] = st.session_state.get(_FLAGS, {})
    return answered.get(view)


def keep_flags(view: str, ticked: frozenset[str]) -> None:
    """Keep the flags for as long as the page is open."""
    st.session_state[_FLAGS] = {**st.session_state.get(_FLAGS, {}), view: ticked}


def set_error(message: str, field: str) -> None:
    """Say at the top of the page what is missing, when it is shown next, and in which field."""
    st.session_state[_ERROR] = (message, field)


def has_error() -> bool:
    """Whether there is a message to show."""
    return _ERROR in st.session_state


def take_error() -> tuple[str, str] | None:
    """The message to show, once, and its field."""
    error: tuple[str, str] | None = st.session_state.pop(_ERROR, None)
    return error


def base_address() -> str:
    """What a link starts with: the configured address, or else the page's own as the browser sees it."""
    if address := the_services().address:
        return address
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"

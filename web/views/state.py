"""Where the pages keep what: the journey in the address, ticks and messages in the session, nothing anywhere else.

The browser's Back leads to an older address. What was answered since is filled in from the session, so that whoever
goes back and on again has lost nothing. The summary and the result show just what their address holds.
"""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st

from recommender import VIEWS
from recommender.errors import ExpiredLink, LinkError, StoreAway, UnknownRules
from web.guide import Guide, the_guide, today
from web.journey import ANSWERS, RESULT, SCREENING, Journey, clearing_id, kept_until, open_journey, seal_journey
from web.languages import PARAMETER, choose

_TICKS, _ERROR, _KNOWN, _CLEARED, _LATEST = "ticks", "error", "known", "cleared", "latest"

INVITED = "from"
"""The part of the address that holds the invitation by which somebody came, for the whole of the journey."""


def spoken_guide() -> Guide:
    """The guide in the language of this page."""
    asked, wished = st.query_params.get(PARAMETER, ""), st.context.headers.get("Accept-Language", "")
    return the_guide(choose(asked, wished))


def read_journey(guide: Guide) -> tuple[Journey | None, str]:
    """The journey that the address holds, or None for the first page; and what is wrong with the address, or ""."""
    token, view = st.query_params.get("at"), st.query_params.get("view")
    if token:
        try:
            journey = open_journey(guide.sealer, guide.rules, token, today=today())
            return (None, guide.say("clear.gone")) if _is_cleared(guide, journey) else (_filled(guide, journey), "")
        except UnknownRules:
            return None, guide.say("error.address-rules.text")
        except ExpiredLink:
            return None, guide.say("error.address-old.text")
        except LinkError:
            return None, guide.say("error.address.text")
    return (_filled(guide, _latest(view) or Journey(view)) if view in VIEWS else None), ""


def _latest(view: str) -> Journey | None:
    """The journey of this session at its beginning, with its answers, or None where it has not begun."""
    latest: Journey | None = st.session_state.get(_LATEST, {}).get(view)
    return latest and replace(latest, step=SCREENING, changing=False)


def _filled(guide: Guide, journey: Journey) -> Journey:
    """The journey of an address, with what its session knows besides: answered since, or chosen and not sent."""
    latest = _latest(journey.view)
    if latest is None or latest.id != journey.id or journey.step in (ANSWERS, RESULT):
        return journey
    known = {**latest.answers, **_chosen(guide, journey.view)}
    _keep_latest(replace(latest, answers=known))
    return replace(journey, answers={**known, **journey.answers})


def _keep_latest(journey: Journey) -> None:
    st.session_state[_LATEST] = {**st.session_state.get(_LATEST, {}), journey.view: journey}


def _chosen(guide: Guide, view: str) -> Mapping[str, str]:
    """What is chosen on the page that was shown last: the browser's Back leaves it without sending it."""
    chosen = {q.id: st.session_state.get(answer_key(view, q.id)) for q in guide.rules.questions}
    return {question: option for question, option in chosen.items() if option is not None}


def answer_key(view: str, question: str) -> str:
    """What the field of a question is called."""
    return f"answer-{view}-{question}"


def _is_cleared(guide: Guide, journey: Journey) -> bool:
    """Whether this journey was cleared, asked once in a session. Where the database is away, the guide goes on."""
    known = st.session_state.setdefault(_KNOWN, {})
    if journey.id not in known:
        try:
            known[journey.id] = guide.sharing.revocations.any_revoked([clearing_id(journey)])
        except StoreAway:
            return False
    return bool(known[journey.id])


def clear(guide: Guide, journey: Journey) -> None:
    """Empty the address and the session, and close all addresses of this journey."""
    st.session_state.clear()
    st.session_state[_KNOWN] = {journey.id: True}
    try:
        guide.sharing.revocations.revoke(clearing_id(journey), kept_until(today()), today=today())
        st.session_state[_CLEARED] = "clear.text"
    except StoreAway:
        st.session_state[_CLEARED] = "clear.text-away"
    st.query_params.from_dict({PARAMETER: guide.language})


def take_cleared() -> str:
    """The text that says that the answers were cleared, once, or ""."""
    return str(st.session_state.pop(_CLEARED, ""))


def go(guide: Guide, journey: Journey) -> None:
    """Put the journey into the address: Back, Forward and a reload then come back to it."""
    st.session_state.pop(_ERROR, None)
    _keep_latest(journey)
    token = seal_journey(guide.sealer, guide.rules, journey, today=today())
    kept = {name: st.query_params[name] for name in (INVITED,) if name in st.query_params}
    st.query_params.from_dict({PARAMETER: guide.language, "at": token, **kept})


def ticks(view: str) -> frozenset[str] | None:
    """What was ticked on the screening page of this view in this session, or None where it was not answered yet."""
    answered: dict[str, frozenset[str]] = st.session_state.get(_TICKS, {})
    return answered.get(view)


def keep_ticks(view: str, ticked: frozenset[str]) -> None:
    """Keep the ticks for as long as the page is open."""
    st.session_state[_TICKS] = {**st.session_state.get(_TICKS, {}), view: ticked}


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


def base_address(guide: Guide) -> str:
    """What a link starts with: the configured address, or else the page's own as the browser sees it."""
    if guide.address:
        return guide.address
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"

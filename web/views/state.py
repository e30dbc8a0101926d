"""Where the pages keep what: the journey in the address, ticks and messages in the session, nothing anywhere else."""

from urllib.parse import urlsplit

import streamlit as st

from recommender import VIEWS
from recommender.errors import ExpiredLink, LinkError, UnknownRules
from web.guide import Guide, the_guide, today
from web.journey import Journey, open_journey, seal_journey
from web.languages import PARAMETER, choose

_TICKS, _ERROR = "ticks", "error"


def spoken_guide() -> Guide:
    """The guide in the language of this page."""
    asked, wished = st.query_params.get(PARAMETER, ""), st.context.headers.get("Accept-Language", "")
    return the_guide(choose(asked, wished))


def read_journey(guide: Guide) -> tuple[Journey | None, str]:
    """The journey that the address holds, or None for the first page; and what is wrong with the address, or ""."""
    token, view = st.query_params.get("at"), st.query_params.get("view")
    if token:
        try:
            return open_journey(guide.sealer, guide.rules, token, today=today()), ""
        except UnknownRules:
            return None, guide.say("error.address-rules.text")
        except ExpiredLink:
            return None, guide.say("error.address-old.text")
        except LinkError:
            return None, guide.say("error.address.text")
    return (Journey(view) if view in VIEWS else None), ""


def go(guide: Guide, journey: Journey) -> None:
    """Put the journey into the address: Back, Forward and a reload then come back to it."""
    st.session_state.pop(_ERROR, None)
    token = seal_journey(guide.sealer, guide.rules, journey, today=today())
    st.query_params.from_dict({PARAMETER: guide.language, "at": token})


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

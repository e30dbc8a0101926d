"""The offer at the end to whoever came by an invitation: one link that shows both sides. Nobody has to take it."""

import streamlit as st
from markupsafe import escape

from recommender import AnswerSheet
from recommender.core.errors import LinkError
from web.guide.edition import Guide, today
from web.links.created import Made, make
from web.links.invitations import joint
from web.links.resolution import Opened, open_invitation
from web.ui.link_card import show_link
from web.ui.page import as_label, show_html, show_text
from web.ui.session import INVITED, base_address

_JOINT = "joint"
_CLIENT = "a page of the guide"
"""All pages of the guide are one client: a browser cannot try many invitations through them in a short time."""


def show(guide: Guide, sheet: AnswerSheet, *, on_hold: bool) -> None:
    """The offer, where the address holds an invitation and the result is somebody's own."""
    token = st.query_params.get(INVITED)
    if not token or sheet.view != "self":
        return
    show_html(f"<h2>{escape(guide.say('back.title'))}</h2>")
    try:
        invited = open_invitation(guide, token, _CLIENT)
    except LinkError:
        show_text(guide.say("back.gone"))
        return
    if on_hold or not sheet.answers:
        show_text(guide.say("back.on-hold" if on_hold else "back.too-few"))
        return
    _offer(guide, invited, sheet)


def _offer(guide: Guide, invited: Opened, sheet: AnswerSheet) -> None:
    for text in ("back.text", "back.who", "back.until"):
        show_text(guide.say(text))
    link = joint(guide, invited, sheet, today=today())
    made: Made | None = st.session_state.get(_JOINT)
    if made and made.link == link:
        show_link(guide, made)
        return
    st.button(as_label(guide.say("back.button")), on_click=lambda: _answer(guide, invited, sheet), key="answer-back")


def _answer(guide: Guide, invited: Opened, sheet: AnswerSheet) -> None:
    link = joint(guide, invited, sheet, today=today())
    st.session_state[_JOINT] = make(guide, base_address(guide), link)

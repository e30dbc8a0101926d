"""The offer at the end to a person who came by an invitation: one link that shows both sides. Nobody has to take it."""

import streamlit as st
from markupsafe import escape

from recommender import AnswerSheet
from recommender.core.errors import LinkError
from web.guide.edition import Edition
from web.links.invitations import reply
from web.links.journey_address import INVITED
from web.links.resolution import ResolvedLink, resolve_invitation
from web.services.clock import today
from web.services.services import the_services
from web.ui.link_card import offer_link
from web.ui.page import show_html, show_text


def show(edition: Edition, sheet: AnswerSheet, *, on_hold: bool) -> None:
    """The offer, where the address holds an invitation and the result is somebody's own."""
    token = st.query_params.get(INVITED)
    if not token or sheet.view != "self":
        return
    show_html(f"<h2>{escape(edition.say('back.title'))}</h2>")
    try:
        invited = resolve_invitation(edition, the_services(), token)
    except LinkError:
        show_text(edition.say("back.gone"))
        return
    if on_hold or not sheet.answers:
        show_text(edition.say("back.on-hold" if on_hold else "back.too-few"))
        return
    _offer(edition, invited, sheet)


def _offer(edition: Edition, invited: ResolvedLink, sheet: AnswerSheet) -> None:
    for text in ("back.text", "back.who", "back.until"):
        show_text(edition.say(text))
    offer_link(edition, reply(edition, invited, sheet, today=today()), "back.button", key="answer-back")

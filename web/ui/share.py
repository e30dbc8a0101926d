"""The page on which a result is shared: what may be seen and until when, a look at just that, and the links created."""

import streamlit as st
from markupsafe import escape

from recommender import AnswerSheet
from web.guide.edition import Edition
from web.links.created import CreatedLink, create_link, result_link
from web.links.disclosure import DISCLOSURE_LEVELS
from web.links.invitations import invitation
from web.links.journey import SHARE, Journey
from web.links.link import DAYS, DAYS_OPEN, INVITATION
from web.services.clock import today
from web.services.services import the_services
from web.ui.link_card import offer_link, show_earlier, show_link
from web.ui.page import as_label, show_heading, show_html, show_text, with_note
from web.ui.session import base_address, own_words
from web.ui.way_back import show_way_back

_CREATED = "created"


def show(edition: Edition, journey: Journey, *, on_hold: bool) -> None:
    """The page. There is no link to a result on hold, nor to one without an answer."""
    sheet = journey.sheet()
    refused = "link.on-hold" if on_hold else "" if sheet.answers else "link.too-few"
    with st.container(key="share"):
        show_heading(SHARE, edition.say("share.title"), edition.say(refused) if refused else "")
        if not refused:
            _show_choice(edition, sheet)
            if journey.view == "leader":
                _show_invitation(edition, sheet)
        show_way_back(edition, journey)


@st.fragment
def _show_choice(edition: Edition, sheet: AnswerSheet) -> None:
    """What may be seen, until when, the preview, the button, and the link once it is created for just this choice."""
    levels = {level: edition.say(f"link.level.{level}") for level in DISCLOSURE_LEVELS}
    level = _choice(edition, "link.choose", levels, first="reasons")
    days = _choice(
        edition, "link.days", {days: edition.say(f"link.days.{days}") for days in DAYS}, first=str(DAYS_OPEN)
    )
    show_text(f"{edition.say(f'link.not.{level}')} {edition.say('link.never')}")
    line = _words_to_share(edition, sheet.view)
    _show_preview_button(edition, level, days, line)
    link, created = result_link(edition, sheet, level, DAYS[days], today=today(), own_words=line), _created()
    found = next((one for one in created if one.link == link), None)
    if found is None:
        st.button(
            as_label(edition.say("button.link")),
            type="primary",
            on_click=lambda: _keep(create_link(edition, the_services(), base_address(), link)),
            key="make-link",
        )
    else:
        show_link(edition, found)
    show_earlier(edition, [one for one in created if one is not found])
    show_html(f'<p><a href="./compare?lang={edition.language}">{escape(edition.say("compare.beside"))}</a></p>')


def _choice(edition: Edition, label: str, texts: dict[str, str], *, first: str) -> str:
    """One of these, chosen by its text."""
    options = list(texts)
    return st.radio(
        as_label(edition.say(label)),
        options,
        index=options.index(first),
        format_func=lambda option: as_label(texts[option]),
        key=label,
    )


def _words_to_share(edition: Edition, view: str) -> str:
    """The line in somebody's own words, where there is one and its owner wants it on the shared page."""
    line = own_words(view)
    wanted = line and st.checkbox(with_note(edition.say("own.share"), edition.say("own.share-help")), key="own-share")
    return line if wanted else ""


def _show_preview_button(edition: Edition, level: str, days: str, line: str) -> None:
    """A form that opens the page of the recipient in a new tab, before there is a link."""
    hidden = {"at": st.query_params.get("at", ""), "level": level, "days": days, "own": line}
    fields = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in hidden.items())
    show_html(
        f'<form method="post" action="./preview?lang={edition.language}" target="_blank" class="actions">{fields}'
        f'<button class="button quiet">{escape(edition.say("link.preview"))}</button></form>'
    )


def _show_invitation(edition: Edition, sheet: AnswerSheet) -> None:
    """The way for a leader to ask for the person's own view."""
    show_html(f"<h2>{escape(edition.say('invite.title'))}</h2>")
    show_text(edition.say("invite.text"))
    link = invitation(edition, sheet, today=today())
    offer_link(edition, link, "invite.button", key="invite", purpose=INVITATION)


def _created() -> list[CreatedLink]:
    """The links that were created while this page was open, the newest first."""
    created: list[CreatedLink] = st.session_state.get(_CREATED, [])
    return created


def _keep(created: CreatedLink) -> None:
    st.session_state[_CREATED] = [created, *_created()]

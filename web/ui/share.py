"""Sharing the result: what may be seen and until when, a look at just that, and the links that were made."""

import streamlit as st
from markupsafe import escape

from recommender import AnswerSheet
from web.guide.edition import Guide, today
from web.links.created import Made, make, result_link
from web.links.disclosure import LEVELS
from web.links.invitations import invitation
from web.links.journey import Journey
from web.links.link import DAYS, DAYS_OPEN, INVITATION
from web.ui.link_card import show_earlier, show_link
from web.ui.page import as_label, show_html, show_text, with_note
from web.ui.session import base_address, own_words

_MADE = "made"
_INVITATION = "invitation"


def show(guide: Guide, journey: Journey, sheet: AnswerSheet, *, on_hold: bool) -> None:
    """The part of the result page about links. There is none to a result on hold, nor to one without an answer."""
    show_html(f'<h2 id="share">{escape(guide.say("link.title"))}</h2>')
    if on_hold:
        show_text(guide.say("link.on-hold"))
    elif not sheet.answers:
        show_text(guide.say("link.too-few"))
    else:
        _show_choice(guide, sheet)
        if journey.view == "leader":
            _show_invitation(guide, sheet)


@st.fragment
def _show_choice(guide: Guide, sheet: AnswerSheet) -> None:
    """What may be seen, until when, the preview, the button, and the link once it is made for just this choice."""
    levels = {level: guide.say(f"link.level.{level}") for level in LEVELS}
    level = _choice(guide, "link.choose", levels, first="reasons")
    days = _choice(guide, "link.days", {days: guide.say(f"link.days.{days}") for days in DAYS}, first=str(DAYS_OPEN))
    show_text(f"{guide.say(f'link.not.{level}')} {guide.say('link.never')}")
    line = _words_to_share(guide, sheet.view)
    _show_preview_button(guide, level, days, line)
    link, made = result_link(guide, sheet, level, DAYS[days], today=today(), own_words=line), _made()
    found = next((one for one in made if one.link == link), None)
    if found is None:
        st.button(
            as_label(guide.say("button.link")),
            type="primary",
            on_click=lambda: _keep(make(guide, base_address(guide), link)),
            key="make-link",
        )
    else:
        show_link(guide, found)
    show_earlier(guide, [one for one in made if one is not found])
    show_html(f'<p><a href="./compare?lang={guide.language}">{escape(guide.say("compare.beside"))}</a></p>')


def _choice(guide: Guide, label: str, texts: dict[str, str], *, first: str) -> str:
    """One of these, chosen by its text."""
    options = list(texts)
    return st.radio(
        as_label(guide.say(label)),
        options,
        index=options.index(first),
        format_func=lambda option: as_label(texts[option]),
        key=label,
    )


def _words_to_share(guide: Guide, view: str) -> str:
    """The line in somebody's own words, where there is one and its owner wants it on the shared page."""
    line = own_words(view)
    wanted = line and st.checkbox(with_note(guide.say("own.share"), guide.say("own.share-help")), key="own-share")
    return line if wanted else ""


def _show_preview_button(guide: Guide, level: str, days: str, line: str) -> None:
    """A form that opens the page of the recipient in a new tab, before there is a link."""
    hidden = {"at": st.query_params.get("at", ""), "level": level, "days": days, "own": line}
    fields = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in hidden.items())
    show_html(
        f'<form method="post" action="./preview?lang={guide.language}" target="_blank" class="actions">{fields}'
        f'<button class="button quiet">{escape(guide.say("link.preview"))}</button></form>'
    )


def _show_invitation(guide: Guide, sheet: AnswerSheet) -> None:
    """The way for a leader to ask for the person's own view."""
    show_html(f"<h2>{escape(guide.say('invite.title'))}</h2>")
    show_text(guide.say("invite.text"))
    link = invitation(guide, sheet, today=today())
    made: Made | None = st.session_state.get(_INVITATION)
    if made and made.link == link:
        show_link(guide, made)
        return
    st.button(as_label(guide.say("invite.button")), on_click=lambda: _invite(guide, sheet), key="invite")


def _invite(guide: Guide, sheet: AnswerSheet) -> None:
    link = invitation(guide, sheet, today=today())
    made = make(guide, base_address(guide), link, purpose=INVITATION)
    st.session_state[_INVITATION] = made


def _made() -> list[Made]:
    """The links that were made while this page was open, the newest first."""
    made: list[Made] = st.session_state.get(_MADE, [])
    return made


def _keep(made: Made) -> None:
    st.session_state[_MADE] = [made, *_made()]

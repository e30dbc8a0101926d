"""A link that was made: who can open it, the ways to send it, and the private page at which it can be stopped."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st
from markupsafe import escape

from web.guide.edition import Guide
from web.links.created import Made, qr_image
from web.links.link import INVITATION
from web.ui.page import as_label, show_html


def show_link(guide: Guide, made: Made) -> None:
    """The link with its buttons, and below it the private page."""
    link, manage = escape(made.address), escape(made.manage)
    show_html(
        f'<div class="card" data-focus><p><strong>{escape(guide.say(f"link.made-for.{made.kind}"))}</strong></p>'
        f"<p>{escape(guide.say('link.made'))}<br>"
        f'<a id="{_id(made)}" href="{link}" class="break" target="_blank" rel="noreferrer">{link}</a></p>'
        f'<p class="actions">{_copy_button(guide, made.address)}{_share_button(guide, made)}{_mail(guide, made)}</p>'
        f'<p>{escape(guide.say("link.manage"))} <a class="break" data-manage href="{manage}" target="_blank" '
        f'rel="noreferrer">{manage}</a></p><p class="soft small">{escape(guide.say("link.manage-text"))}</p></div>'
    )
    with st.expander(as_label(guide.say("link.qr")), key=f"qr-{made.kind}"):
        show_html(qr_image(made.address, guide.say("link.qr-drawing", link=made.address)))


def show_earlier(guide: Guide, made: Sequence[Made]) -> None:
    """The private pages of links that were made before."""
    if not made:
        return
    told = [(escape(one.manage), escape(guide.say(f"manage.kind.{one.kind}")), _until(guide, one)) for one in made]
    lines = "".join(
        f'<li><a href="{manage}" target="_blank" rel="noreferrer">{kind}</a>. {escape(until)}</li>'
        for manage, kind, until in told
    )
    show_html(f"<h3>{escape(guide.say('link.earlier'))}</h3><ul>{lines}</ul>")


def _id(made: Made) -> str:
    return "link" if made.kind != INVITATION else "invitation-link"


def _until(guide: Guide, made: Made) -> str:
    last_day = made.link.last_day
    return guide.say("shared.until", last_day=guide.day(last_day)) if last_day else guide.say("shared.for-ever")


def _copy_button(guide: Guide, address: str) -> str:
    return (
        f'<button type="button" class="button" data-copy="{escape(address)}" '
        f'data-copied="{escape(guide.say("button.copied"))}">{escape(guide.say("button.copy"))}</button>'
    )


def _share_button(guide: Guide, made: Made) -> str:
    """The system's own share sheet. Our script shows the button where the browser has one."""
    return (
        f'<button type="button" class="button quiet" data-share="{escape(made.address)}" '
        f'data-title="{escape(_subject(guide, made))}" hidden>{escape(guide.say("link.send"))}</button>'
    )


def _mail(guide: Guide, made: Made) -> str:
    ending = "-invitation" if made.kind == INVITATION else ""
    text = guide.say(f"link.mail-text{ending}", link=made.address)
    address = f"mailto:?subject={quote(_subject(guide, made))}&body={quote(text)}"
    return f'<a class="button quiet" href="{escape(address)}" target="_self">{escape(guide.say("link.mail"))}</a>'


def _subject(guide: Guide, made: Made) -> str:
    return guide.say("link.mail-subject-invitation" if made.kind == INVITATION else "link.mail-subject")

"""A link that was created: who can open it, the ways to send it, and the private page at which it can be stopped."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st
from markupsafe import escape

from web.documents.link_pages import until
from web.guide.edition import Edition
from web.links.created import CreatedLink, create_link, qr_image
from web.links.link import INVITATION, SHARED, Link
from web.services.services import the_services
from web.ui.page import as_label, show_html
from web.ui.session import base_address


def show_link(edition: Edition, created: CreatedLink) -> None:
    """The link with its buttons, and below it the private page."""
    link, manage = escape(created.address), escape(created.manage)
    seen_by = escape(edition.say(f"link.created-for.{created.kind}"))
    show_html(
        f'<div class="card" data-focus><p><strong>{seen_by}</strong></p>'
        f"<p>{escape(edition.say('link.created'))}<br>"
        f'<a id="{_id(created)}" href="{link}" class="break" target="_blank" rel="noreferrer">{link}</a></p>'
        f'<p class="actions">{_copy_button(edition, created.address)}{_share_button(edition, created)}'
        f"{_mail(edition, created)}</p>"
        f'<p>{escape(edition.say("link.manage"))} <a class="break" data-manage href="{manage}" target="_blank" '
        f'rel="noreferrer">{manage}</a></p><p class="soft small">{escape(edition.say("link.manage-text"))}</p></div>'
    )
    with st.expander(as_label(edition.say("link.qr")), key=f"qr-{created.kind}"):
        show_html(qr_image(created.address, edition.say("link.qr-drawing", link=created.address)))


def offer_link(edition: Edition, link: Link, label: str, *, key: str, purpose: str = SHARED) -> None:
    """The button with this label and key, which creates the link, or the link once it is created."""
    kept = f"{key}-link"
    created: CreatedLink | None = st.session_state.get(kept)
    if created and created.link == link:
        show_link(edition, created)
    else:
        st.button(as_label(edition.say(label)), on_click=_create, args=(edition, link, kept, purpose), key=key)


def _create(edition: Edition, link: Link, kept: str, purpose: str) -> None:
    st.session_state[kept] = create_link(edition, the_services(), base_address(), link, purpose=purpose)


def show_earlier(edition: Edition, created: Sequence[CreatedLink]) -> None:
    """The private pages of links that were created before."""
    if not created:
        return
    lines = "".join(
        f'<li><a href="{escape(one.manage)}" target="_blank" rel="noreferrer">'
        f"{escape(edition.say(f'manage.kind.{one.kind}'))}</a>. {escape(until(edition, one.link.last_day))}</li>"
        for one in created
    )
    show_html(f"<h3>{escape(edition.say('link.earlier'))}</h3><ul>{lines}</ul>")


def _id(created: CreatedLink) -> str:
    return "link" if created.kind != INVITATION else "invitation-link"


def _copy_button(edition: Edition, address: str) -> str:
    return (
        f'<button type="button" class="button" data-copy="{escape(address)}" '
        f'data-copied="{escape(edition.say("button.copied"))}">{escape(edition.say("button.copy"))}</button>'
    )


def _share_button(edition: Edition, created: CreatedLink) -> str:
    """The system's own share sheet. Our script shows the button where the browser has one."""
    return (
        f'<button type="button" class="button quiet" data-share="{escape(created.address)}" '
        f'data-title="{escape(_subject(edition, created))}" hidden>{escape(edition.say("link.send"))}</button>'
    )


def _mail(edition: Edition, created: CreatedLink) -> str:
    ending = "-invitation" if created.kind == INVITATION else ""
    text = edition.say(f"link.mail-text{ending}", link=created.address)
    address = f"mailto:?subject={quote(_subject(edition, created))}&body={quote(text)}"
    return f'<a class="button quiet" href="{escape(address)}" target="_self">{escape(edition.say("link.mail"))}</a>'


def _subject(edition: Edition, created: CreatedLink) -> str:
    return edition.say("link.mail-subject-invitation" if created.kind == INVITATION else "link.mail-subject")

"""A copy for oneself, without a link: a plain page to print, a page to keep, and a file that the guide opens again."""

import streamlit as st
from markupsafe import escape

from web.guide.edition import Edition
from web.ui.page import show_html, show_text

_KINDS = ("page", "html", "json")


def show(edition: Edition, *, on_hold: bool) -> None:
    """The buttons. They send the address of this page by POST, and what was ticked is not in it."""
    show_html(f'<h2 id="copy">{escape(edition.say("copy.title"))}</h2>')
    if on_hold:
        show_text(edition.say("copy.on-hold"))
        return
    show_text(edition.say("copy.text"))
    show_html(f'<div class="actions">{"".join(_button(edition, kind) for kind in _KINDS)}</div>')
    show_html(f'<p><a href="./open?lang={edition.language}">{escape(edition.say("open.title"))}</a></p>')


def _button(edition: Edition, kind: str) -> str:
    at = escape(st.query_params.get("at", ""))
    target = "_blank" if kind == "page" else "_self"
    return (
        f'<form method="post" action="./copy?lang={edition.language}" target="{target}">'
        f'<input type="hidden" name="at" value="{at}"><input type="hidden" name="as" value="{kind}">'
        f'<button class="button quiet">{escape(edition.say(f"copy.{kind}"))}</button></form>'
    )

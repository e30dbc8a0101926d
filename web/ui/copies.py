"""A copy for oneself, without a link: pages to print, a page to keep, and a file that the guide opens again."""

import streamlit as st
from markupsafe import escape

from web.documents.result_values import WHOLE
from web.guide.edition import Edition
from web.links.journey import COPY, Journey
from web.ui.page import show_heading, show_html, show_text
from web.ui.way_back import show_way_back

_PRINTED, _SAVED = ("page", WHOLE), ("html", "json")
_IN_A_NEW_TAB = (*_PRINTED, "conversation")


def show(edition: Edition, journey: Journey, *, on_hold: bool) -> None:
    """The page. Nothing of a result on hold is put into a file."""
    with st.container(key="copy"):
        show_heading(COPY, edition.say("copy.title"), edition.say("copy.on-hold" if on_hold else "copy.text"))
        if not on_hold:
            _show_kinds(edition, "copy.print", _PRINTED)
            _show_kinds(edition, "copy.save", _SAVED)
            show_html(f'<p><a href="./open?lang={edition.language}">{escape(edition.say("open.title"))}</a></p>')
        show_text(edition.say("result.keep"))
        show_way_back(edition, journey)


def copy_button(edition: Edition, kind: str) -> str:
    """A button that sends the address of this page by POST. What was ticked is not in it."""
    at = escape(st.query_params.get("at", ""))
    target = "_blank" if kind in _IN_A_NEW_TAB else "_self"
    return (
        f'<form method="post" action="./copy?lang={edition.language}" target="{target}">'
        f'<input type="hidden" name="at" value="{at}"><input type="hidden" name="as" value="{kind}">'
        f'<button class="button quiet">{escape(edition.say(f"copy.{kind}"))}</button></form>'
    )


def _show_kinds(edition: Edition, title: str, kinds: tuple[str, ...]) -> None:
    buttons = "".join(copy_button(edition, kind) for kind in kinds)
    show_html(f'<h2>{escape(edition.say(title))}</h2><div class="actions">{buttons}</div>')

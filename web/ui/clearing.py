"""Clearing the answers: the button, and what is said afterwards."""

import streamlit as st
from markupsafe import escape

from web.guide.edition import Edition
from web.links.journey import Journey
from web.ui.page import as_label, show_html
from web.ui.session import clear


def show_clear_button(edition: Edition, journey: Journey) -> None:
    """The button that empties the address of this page, and closes those of the steps before."""
    st.button(as_label(edition.say("clear.button")), on_click=lambda: clear(edition, journey), key="clear")


def show_cleared(edition: Edition, text: str) -> None:
    """That all is cleared, and what is left to do on a shared computer."""
    title, message = escape(edition.say("clear.title")), escape(edition.say(text))
    show_html(f'<div class="card" role="status" data-focus><h2>{title}</h2><p>{message}</p></div>')

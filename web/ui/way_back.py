"""The button that leads back to the result, on each page that the result leads to."""

from dataclasses import replace

import streamlit as st

from web.guide.edition import Edition
from web.links.journey import RESULT, Journey
from web.ui.page import as_label
from web.ui.session import go


def show_way_back(edition: Edition, journey: Journey) -> None:
    """The button."""
    result = replace(journey, step=RESULT)
    st.button(as_label(edition.say("button.to-result")), on_click=lambda: go(edition, result), key="to-result")

"""Buttons for files, each of which is made when its button is pressed."""

from collections.abc import Callable, Mapping

import streamlit as st

from web.guide.edition import Edition
from web.ui.page import as_label

_KINDS = {
    "excel": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("csv", "text/csv"),
    "report": ("html", "text/html"),
}
"""How the name of each kind of file ends, and its media type."""


def show(edition: Edition, place: str, files: Mapping[str, tuple[str, Callable[[], bytes]]]) -> None:
    """A button for each kind of file, side by side: the file's name without its ending, and what makes it."""
    with st.container(horizontal=True, key=f"team-{place}"):
        for kind, (name, make) in files.items():
            ending, media_type = _KINDS[kind]
            st.download_button(
                as_label(edition.say(f"team.{place}-{kind}")),
                make,
                f"{edition.file_name}-{name}.{ending}",
                media_type,
                on_click="ignore",
                key=f"team-{place}-{kind}",
            )

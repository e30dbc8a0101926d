"""What is taken along: the changed file, and what changed as a text for a colleague."""

from pathlib import Path
from shlex import quote

import streamlit as st
from markupsafe import escape

from web.documents.desk.faults import RULES
from web.documents.desk.summary import summary_text
from web.guide.edition import Edition
from web.guide.project import PROJECT
from web.ui.desk.draft import Draft
from web.ui.desk.effects import Effects
from web.ui.page import as_label, show_html, show_text


def show(edition: Edition, draft: Draft, effects: Effects | None) -> None:
    """The button for the file, what to do with it, and the text to copy."""
    show_html(f"<h2>{escape(edition.say('team.take'))}</h2>")
    show_text(edition.say("desk.take-faulty") if draft.faults or draft.unfit else _next_steps(edition))
    if draft.table and draft.table.rules.version == edition.rules.version and _is_new(edition, draft):
        show_text(edition.say("desk.version-same", version=edition.rules.version))
    with st.container(horizontal=True, key="desk-take"):
        st.download_button(
            as_label(edition.say("desk.download")),
            draft.text,
            RULES,
            "application/yaml",
            on_click="ignore",
            key="desk-download",
        )
    if effects and draft.changed:
        _show_summary(
            edition, summary_text(edition, (draft.file, draft.text), effects.change, effects.cases, effects.published)
        )


def _next_steps(edition: Edition) -> str:
    """What to do with the file, in the folder that is served."""
    here, folder = Path.cwd(), edition.folder
    shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
    own = "" if folder == PROJECT else f" RULES={quote(str(shown))}"
    return edition.say("desk.take-text", file=shown / "rules" / RULES, folder=own)


def _is_new(edition: Edition, draft: Draft) -> bool:
    return draft.table is not None and draft.table.rules.digest != edition.rules.digest


def _show_summary(edition: Edition, text: str) -> None:
    title, copy, copied = (escape(edition.say(name)) for name in ("desk.summary", "desk.copy", "button.copied"))
    show_html(
        f'<h3>{title}</h3><pre class="card summary" tabindex="0" role="group" aria-label="{title}">{escape(text)}</pre>'
        f'<p><button type="button" class="button quiet" data-copy="{escape(text)}" data-copied="{copied}">{copy}'
        "</button></p>"
    )

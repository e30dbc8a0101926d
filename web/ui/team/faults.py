"""Cells that could not be read: what each entry means is chosen once, and changed in every row that has it."""

from collections.abc import Mapping
from itertools import islice

import numpy as np
import streamlit as st
from markupsafe import escape

from recommender.core.model import SCREENING, VIEWS
from recommender.people.column_words import allowed, entry_in_words
from recommender.people.score_people import FaultyCell, ScoredPeople
from web.documents.team_messages import fault_in_words
from web.guide.edition import Edition
from web.ui.page import as_label, show_html, show_text, with_note
from web.ui.team import upload
from web.ui.team.kept import for_this_file

_MOST_ENTRIES, _MOST_ROWS = 25, 8
_LEAVE, _EMPTY = "leave", ""
_MENDED = "team-mended"

Entry = tuple[str, str, str | None]
"""A column by its question, what stands there, and in which view."""


def show(edition: Edition, scored: ScoredPeople) -> None:
    """What is wrong in the file, with every entry that it may be mended to; nothing where nothing is."""
    if mended := st.session_state.pop(_MENDED, 0):
        show_html(f'<p class="card" data-focus>{escape(edition.say("team.mended", cells=mended))}</p>')
    if scored.faults:
        show_html(f"<h2 data-focus>{escape(edition.say('team.faults'))}</h2>")
        show_text(edition.say("team.faults-text", cells=scored.fault_count, rows=scored.faulty_rows))
        _show_faults(edition, scored)
    upload.show_notes(edition, scored)


def _show_faults(edition: Edition, scored: ScoredPeople) -> None:
    misfits = [cell for cell in scored.faults if not cell.column][:_MOST_ENTRIES]
    entries = dict(islice(_entries(scored).items(), _MOST_ENTRIES))
    if rest := scored.fault_count - len(misfits) - sum(map(len, entries.values())):
        show_text(edition.say("team.faults-rest", count=rest))
    _show_misfits(edition, misfits)
    if entries:
        with st.form("team-faults", border=False):
            chosen = {entry: _choose(edition, cells) for entry, cells in entries.items()}
            if st.form_submit_button(as_label(edition.say("team.mend"))):
                _mend(edition, scored, {entry: to for entry, to in chosen.items() if to != _LEAVE})


def _show_misfits(edition: Edition, misfits: list[FaultyCell]) -> None:
    """Rows that do not fit the header, which can only be mended in the file."""
    lines = (
        f"<li>{escape(edition.say('team.fault-row', row=str(cell.sheet_row)))}: "
        f"{escape(edition.say('team.fault-width', cells=cell.value))}</li>"
        for cell in misfits
    )
    if misfits:
        show_html(f"<ul>{''.join(lines)}</ul>")


def _entries(scored: ScoredPeople) -> dict[Entry, list[FaultyCell]]:
    """The faulty cells of each entry, in the order of the file."""
    entries: dict[Entry, list[FaultyCell]] = {}
    for cell in scored.faults:
        if cell.column:
            entries.setdefault((cell.meant, cell.value, cell.view), []).append(cell)
    return entries


def _choose(edition: Edition, cells: list[FaultyCell]) -> str:
    first = cells[0]
    texts = {
        _LEAVE: edition.say("team.fault-leave"),
        **{entry: entry_in_words(edition.wording, first.meant, entry, first.view) for entry in first.allowed},
        _EMPTY: edition.say("team.fault-empty"),
    }
    return st.selectbox(
        with_note(fault_in_words(edition, first), _rows(edition, cells)),
        list(texts),
        format_func=texts.__getitem__,
        key=for_this_file(f"team-fault-{first.meant}-{first.value}-{first.view}"),
    )


def _rows(edition: Edition, cells: list[FaultyCell]) -> str:
    """Where an entry stands, by the numbers of the rows in the person's own sheet."""
    rows = list(dict.fromkeys(cell.sheet_row for cell in cells))
    if len(rows) == 1:
        return edition.say("team.fault-row", row=str(rows[0]))
    shown = edition.say("team.fault-rows", rows=", ".join(map(str, rows[:_MOST_ROWS])))
    more = len(rows) - _MOST_ROWS
    return f"{shown} {edition.say('team.fault-more', count=more)}" if more > 0 else shown


def _mend(edition: Edition, scored: ScoredPeople, chosen: Mapping[Entry, str]) -> None:
    """Change every cell with these entries, in rows of their view without a result, and score the file again."""
    if not chosen:
        show_html(f'<p class="card" data-focus>{escape(edition.say("team.mend-none"))}</p>')
    people, views = scored.people, scored.views()
    in_words = not _has_ids(edition, scored)
    unscored = np.flatnonzero(scored.results["outcome"].isna()).tolist()
    for (meant, entry, view), to in chosen.items():
        rows = [row for row in unscored if (views[row] if views[row] in VIEWS else None) == view]
        worded = in_words and to != _EMPTY and meant != SCREENING  # a cell of flags may hold several
        text = entry_in_words(edition.wording, meant, to, view) if worded else to
        people = people.with_entry(scored.texts, meant, entry, text, rows)
    if mended := int((people.frame != scored.people.frame).to_numpy().sum()):
        upload.keep_mended(people)
        st.session_state[_MENDED] = mended
        st.rerun()


def _has_ids(edition: Edition, scored: ScoredPeople) -> bool:
    """Whether answers are written as ids in this file: what is mended is then written so too."""
    people, questions = scored.people, edition.rules.question
    return any(
        not set(allowed(edition.rules, meant, None)).isdisjoint(people.frame[column].unique())
        for meant, column in people.columns.items()
        if meant in questions
    )

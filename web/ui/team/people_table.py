"""Each person in a table to sort, search and narrow down. A cell that is selected opens that person's result."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import escape

from recommender.core.model import CERTAINTIES, RuleBase
from recommender.people.results_file import result_headings
from recommender.people.score_people import ScoredPeople
from web.guide.edition import Edition
from web.ui.page import as_label, show_html, show_text
from web.ui.team import one_person, upload
from web.ui.team.kept import for_this_file

MOST_SHOWN = 20_000
"""Rows that are sent to the browser; a search reaches them all."""

_MOST_COLUMNS = 30
_SORTED_BY = ("row", "outcome", "certainty", "lead")
_OWN = "own-"


@st.fragment
def show(edition: Edition, scored: ScoredPeople) -> None:
    """The table, what narrows it down, and below it the person who is selected."""
    words, results = edition.wording, scored.results
    show_html(f"<h2{'' if scored.faults else ' data-focus'}>{escape(edition.say('team.people'))}</h2>")
    found = int(results["outcome"].notna().sum())
    show_text(edition.say("team.people-text", scored=found, people=len(results)))
    own = _own_columns(edition, scored)
    given = set(results["outcome"].unique())
    there = [outcome for outcome in edition.rules.outcomes if outcome in given]
    fits = st.pills(
        as_label(edition.say("team.show")),
        there,
        selection_mode="multi",
        format_func=lambda outcome: as_label(words.outcomes[outcome].name),
        key=for_this_file("team-show"),
    )
    search = st.text_input(as_label(edition.say("team.search")), key=for_this_file("team-search")) if own else ""
    sort = _sort(edition)
    rows = _sorted(edition.rules, scored, _rows(scored, list(fits or ()), own, search), sort)
    table = _table(edition, scored, own, rows[:MOST_SHOWN])
    many = len(rows) > MOST_SHOWN
    shown = edition.say("team.shown-first" if many else "team.shown", count=len(table), all=len(rows))
    show_html(f'<p class="soft small" data-say>{escape(shown)}</p>')
    event = st.dataframe(
        table,
        hide_index=True,
        placeholder="",
        column_config=_config(edition, own),
        on_select="rerun",
        selection_mode="single-cell",
        alt=edition.say("team.people"),
        key=for_this_file(f"team-people-{'-'.join(fits or ())}-{search}-{len(rows)}-{sort}"),
    )
    selected = [row for row, _ in event.selection.cells]
    if selected and selected[0] < len(table):
        one_person.show(edition, scored, int(table.index[selected[0]]))


def _own_columns(edition: Edition, scored: ScoredPeople) -> list[str]:
    """Those of their own columns that are to be shown: at first the reference alone."""
    others = upload.own_columns(scored.people)[:_MOST_COLUMNS]
    if not others:
        return []
    return list(
        st.pills(
            as_label(edition.say("team.columns")),
            others,
            selection_mode="multi",
            default=others[:1],
            format_func=as_label,
            key=for_this_file("team-columns"),
        )
        or ()
    )


def _rows(scored: ScoredPeople, fits: list[str], own: list[str], search: str) -> pd.Index:
    """The rows to show, by their places in the frame."""
    frame, chosen = scored.people.frame, pd.Series(True, index=scored.results.index)
    if fits:
        chosen &= scored.results["outcome"].isin(fits)
    if wanted := search.strip().casefold():
        found = [frame[name].str.casefold().str.contains(wanted, regex=False) for name in own]
        chosen &= pd.concat(found, axis=1).any(axis=1)
    return scored.results.index[chosen]


def _sort(edition: Edition) -> str:
    """By what the rows are sorted: on a phone, and with the keyboard, a heading cannot be clicked."""
    names = _headings(edition)
    return st.selectbox(
        as_label(edition.say("team.sort")), _SORTED_BY, format_func=names.__getitem__, key=for_this_file("team-sort")
    )


def _sorted(rules: RuleBase, scored: ScoredPeople, rows: pd.Index, by: str) -> pd.Index:
    """The rows in this order: outcomes in theirs, the surest first, the greatest lead first; blanks last."""
    if by == "row":
        return rows
    column = scored.results.loc[rows, by]
    order = {name: place for place, name in enumerate((*rules.outcomes, *reversed(CERTAINTIES)))}
    keys = -column if by == "lead" else column.map(order)
    in_order: pd.Index = keys.sort_values(kind="stable", na_position="last").index
    return in_order


def _table(edition: Edition, scored: ScoredPeople, own: list[str], rows: pd.Index) -> pd.DataFrame:
    words, results = edition.wording, scored.results.loc[rows]
    outcomes = {outcome: words.outcomes[outcome].name for outcome in edition.rules.outcomes}
    certainties = {name: words.certainty.name[name] for name in CERTAINTIES}
    return pd.DataFrame(
        {
            "row": [scored.people.rows[row] for row in rows],
            **{f"{_OWN}{name}": scored.people.frame.loc[rows, name] for name in own},
            "outcome": results["outcome"].map(outcomes),
            "certainty": results["certainty"].map(certainties),
            "lead": results["lead"],
            "answered": results["answered"],
        }
    )


def _headings(edition: Edition) -> dict[str, str]:
    """What our columns are called."""
    return {"row": edition.say("team.column.row"), **result_headings(edition.rules, edition.wording)}


def _config(edition: Edition, own: list[str]) -> dict[str, Any]:
    """What the columns are called: theirs as in their file, ours in words."""
    ours, names = ("row", "outcome", "certainty", "lead", "answered"), _headings(edition)
    return {
        **{name: st.column_config.Column(names[name]) for name in ours},
        **{f"{_OWN}{name}": st.column_config.Column(name) for name in own},
    }

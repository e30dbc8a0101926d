"""Counting that a result was shown: once a visit for each outcome that somebody gets, however often the page runs."""

import streamlit as st

from recommender import AnswerSheet
from web.guide.edition import Edition
from web.links.bare_result import bare_result
from web.watching.figures import RESULTS

_COUNTED = "counted"


def count_result(edition: Edition, sheet: AnswerSheet) -> None:
    """Count the outcome of a sheet, unless something was ticked or it was counted before."""
    told = bare_result(edition.table, sheet)
    counted: frozenset[tuple[str, str]] = st.session_state.get(_COUNTED, frozenset())
    if told and (sheet.view, told.outcome) not in counted:
        st.session_state[_COUNTED] = counted | {(sheet.view, told.outcome)}
        RESULTS.count(told.outcome)

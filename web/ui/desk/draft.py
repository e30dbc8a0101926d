"""The draft: the text of the rules as it stands in the editor, and what the loader makes of it."""

from dataclasses import dataclass

import streamlit as st

from recommender import Fault, FaultyFiles, RuleBase, Table, tabulate
from recommender.core.errors import GuideError
from recommender.loading.content import load_content
from recommender.loading.rules import rules_in_text
from recommender.loading.weights import with_weight
from web.documents.desk.faults import RULES
from web.guide.edition import Edition
from web.ui.desk.kept import once, stamp

FIELD = "desk-field"
"""What the editor is called."""

_KEPT, _BEFORE, _FILE = "desk-text", "desk-text-before", "desk-file"


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """The text, that of the file, and the rules in it as a table, or else the faults that it has.

    `unfit` are the faults that rules without faults of their own have beside the words and sources of the guide.
    """

    text: str
    file: str
    table: Table | None
    faults: tuple[Fault, ...]
    unfit: tuple[Fault, ...]

    @property
    def changed(self) -> bool:
        """Whether the text is another than the file's."""
        return self.text != self.file


def read_draft(edition: Edition) -> Draft:
    """The draft of this session, which begins as the file is. Raises OSError where the file cannot be read."""
    state = st.session_state
    if _FILE not in state:
        state[_FILE] = (edition.folder / "rules" / RULES).read_text(encoding="utf-8")
    if FIELD not in state:  # Streamlit forgets a field that is not shown, as when another page was
        state[FIELD] = state.get(_KEPT, state[_FILE])
    state[_KEPT] = state[FIELD]
    table, faults = once("draft", state[FIELD], lambda: _read(state[FIELD]))
    return Draft(state[FIELD], state[_FILE], table, faults, _unfit(edition, state[FIELD], table) if table else ())


def set_weight(question: str, weight: int) -> None:
    """Write this weight into the text. A text without it stays as it is."""
    try:
        st.session_state[FIELD] = with_weight(st.session_state[FIELD], question, weight)
    except GuideError:
        return


def put_back() -> None:
    """Put the text of the file into the editor, and keep the other in case it was a slip."""
    st.session_state[_BEFORE] = st.session_state[FIELD]
    st.session_state[FIELD] = st.session_state[_FILE]


def bring_back() -> None:
    """Put the text into the editor that was there before the file's was put back."""
    st.session_state[FIELD] = st.session_state.pop(_BEFORE)


def can_bring_back() -> bool:
    """Whether a text was put aside."""
    return _BEFORE in st.session_state


def _read(text: str) -> tuple[Table | None, tuple[Fault, ...]]:
    try:
        return tabulate(rules_in_text(text, RULES)), ()
    except FaultyFiles as error:
        return None, error.faults


def _unfit(edition: Edition, text: str, table: Table) -> tuple[Fault, ...]:
    words = stamp(edition.folder / "content", edition.folder / "rules")
    return once("unfit", (text, words), lambda: _beside_words(edition, table.rules))


def _beside_words(edition: Edition, rules: RuleBase) -> tuple[Fault, ...]:
    """Those in the text come first. One of the sources is found in every language, and told once."""
    try:
        load_content(edition.folder / "rules" / "guidance.yaml", edition.folder / "content", rules)
    except FaultyFiles as error:
        return tuple(sorted(dict.fromkeys(error.faults), key=lambda fault: fault.location.path != RULES))
    return ()

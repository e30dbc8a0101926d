"""What is kept in this session for as long as a file is on the page: what is worked out of it once, and choices."""

from collections.abc import Callable
from typing import TypeVar, cast

import streamlit as st

T = TypeVar("T")

FILE = "team-file"
"""What the field for the file is called."""

_PREFIX = "team-kept-"


def once(name: str, key: object, work: Callable[[], T]) -> T:
    """What the work gives, which is done again only where its key is another than before."""
    before, value = st.session_state.get(_PREFIX + name, (None, None))
    if before != key:
        value = work()
        keep(name, key, value)
    return cast(T, value)


def keep(name: str, key: object, value: object) -> None:
    """Keep this in the place of what the work gave."""
    st.session_state[_PREFIX + name] = key, value


def for_this_file(name: str) -> str:
    """What a field about the file on the page is called: with another file it begins anew."""
    return f"{name}-{st.session_state[FILE].file_id}"


def forget() -> None:
    """Keep nothing of any file."""
    for name in [str(name) for name in st.session_state if str(name).startswith(_PREFIX)]:
        del st.session_state[name]

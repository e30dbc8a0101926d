"""What is worked out once for a file, and kept in this session for as long as the file is on the page."""

from collections.abc import Callable
from typing import TypeVar, cast

import streamlit as st

T = TypeVar("T")

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


def forget() -> None:
    """Keep nothing of any file."""
    for name in [str(name) for name in st.session_state if str(name).startswith(_PREFIX)]:
        del st.session_state[name]

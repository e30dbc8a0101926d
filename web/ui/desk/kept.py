"""What is worked out once in this session, for the latest texts: a slider that goes back finds it again."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import streamlit as st

T = TypeVar("T")

_MOST = 24


def once(name: str, key: object, work: Callable[[], T]) -> T:
    """What the work gives for this key, which is done again only where it was not done lately."""
    known: dict[object, object] = st.session_state.setdefault(f"desk-kept-{name}", {})
    value = known.pop(key) if key in known else work()
    known[key] = value  # the latest comes last
    while len(known) > _MOST:
        del known[next(iter(known))]
    return cast(T, value)


def stamp(*folders: Path | None) -> tuple[tuple[str, float], ...]:
    """When each YAML file in these folders was last changed: the author may write in one meanwhile."""
    files = [file for folder in folders if folder for file in sorted(folder.rglob("*.yaml"))]
    return tuple((str(file), file.stat().st_mtime) for file in files)

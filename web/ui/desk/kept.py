"""What is worked out once for the latest texts, for all pages of this server: opened anew, a page finds it again.

What is kept follows from its key alone, and holds nothing of the people of a file.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")

_MOST = 24

_known: dict[str, dict[object, object]] = {}
_lock = Lock()


def once(name: str, key: object, work: Callable[[], T]) -> T:
    """What the work gives for this key, which is done again only where it was not done lately."""
    with _lock:
        known = _known.setdefault(name, {})
        has, value = key in known, known.get(key)
    if not has:
        value = work()
    with _lock:
        known.pop(key, None)
        known[key] = value  # the latest comes last
        while len(known) > _MOST:
            del known[next(iter(known))]
    return cast(T, value)


def stamp(*folders: Path | None) -> tuple[tuple[str, float], ...]:
    """When each YAML file in these folders was last changed: the author may write in one meanwhile."""
    files = [file for folder in folders if folder for file in sorted(folder.rglob("*.yaml"))]
    return tuple((str(file), file.stat().st_mtime) for file in files)

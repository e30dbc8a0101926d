"""The digest of a rule base: a hash of all that can change a result, whatever the layout of its file."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

_NO_EFFECT = ("location", "fixed", "theme")
"""The fields that change no result."""


def digest_of(approaches: Sequence[str], *parts: Any) -> str:
    """The SHA-256 of these parts of a rule base, without the fields that change no result.

    Points are hashed under the ids of these approaches.
    """
    return hashlib.sha256(json.dumps(_meaning(parts, approaches), sort_keys=True).encode()).hexdigest()


def _meaning(value: Any, approaches: Sequence[str]) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, list | tuple):
        return [_meaning(inner, approaches) for inner in value]
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    by_name = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in _NO_EFFECT}
    if "points" in by_name:
        by_name |= zip(approaches, by_name.pop("points"), strict=True)
    return {name: _meaning(inner, approaches) for name, inner in by_name.items()}

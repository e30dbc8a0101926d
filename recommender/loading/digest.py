"""The digest of a rule base: a hash of all that can change a result, whatever the layout of its file."""

import hashlib
import json
from dataclasses import fields
from typing import Any

_NO_EFFECT = ("location", "fixed")
"""The fields that change no result."""


def digest_of(*parts: Any) -> str:
    """The SHA-256 of these parts of a rule base, without the fields that change no result."""
    return hashlib.sha256(json.dumps(_meaning(parts), sort_keys=True).encode()).hexdigest()


def _meaning(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, dict):
        return {key: _meaning(inner) for key, inner in value.items() if key not in _NO_EFFECT}
    if isinstance(value, list | tuple):
        return [_meaning(inner) for inner in value]
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, frozenset):
        return sorted(value)
    return _meaning({field.name: getattr(value, field.name) for field in fields(value)})

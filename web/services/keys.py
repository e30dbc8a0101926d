"""The keys that seal links: from the environment, or from a file that is created on the first run."""

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from recommender.core.errors import InvalidKey
from web.services.sealing import KEY_BYTES

VARIABLE = "COACH_OR_MENTOR_KEYS"
"""One or more keys, the newest first, with commas between: each 32 bytes in URL-safe base64."""


def find_keys(environment: Mapping[str, str], file: Path) -> tuple[bytes, ...]:
    """The keys, the newest first: from the environment where it has some, else from the file, created if there is none.

    Raises InvalidKey, which never shows the key, where one cannot be read.
    """
    if environment.get(VARIABLE, "").strip():
        return _parsed(environment[VARIABLE].split(","), f"the environment variable {VARIABLE}")
    try:
        if not file.exists():
            _make(file)
        return _parsed(file.read_text(encoding="ascii").split(), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidKey(f"The key file {file} cannot be created or read: {error.__class__.__name__}.") from error


def _parsed(words: list[str], where: str) -> tuple[bytes, ...]:
    try:
        keys = tuple(base64.b64decode(word.strip() + "=" * (-len(word.strip()) % 4), b"-_", True) for word in words)
    except (binascii.Error, ValueError) as error:
        raise InvalidKey(f"A key in {where} is not URL-safe base64.") from error
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise InvalidKey(f"Each key in {where} must be {KEY_BYTES} bytes long, and there must be at least one.")
    return keys


def _make(file: Path) -> None:
    """Write a new key with mode 600. Where two servers start at once, both use the key of the first to finish."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n")
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

"""The keys that seal links: from the environment, a file that is named there, or one that is made on the first run."""

import base64
import binascii
import os
from collections.abc import Mapping
from pathlib import Path

from recommender.core.errors import InvalidKey, InvalidSetting
from web.services.key_file import keys_in, make_key_file, warn_of_readers
from web.services.sealing import KEY_BYTES

VARIABLE = "COACH_OR_MENTOR_KEYS"
"""One or more keys, the newest first, with commas between: each 32 bytes in URL-safe base64."""

FILE = "COACH_OR_MENTOR_KEYS_FILE"
"""The environment variable with the name of a file that holds them, one a line. It is never created."""


def find_keys(environment: Mapping[str, str], file: Path) -> tuple[bytes, ...]:
    """The keys, the newest first: from the environment where it has or names some, else from the file.

    The file is created if there is none. Raises InvalidKey, which never shows a key, where one cannot be read, and
    InvalidSetting where the environment has keys and a file.
    """
    written, named = (environment.get(name, "").strip() for name in (VARIABLE, FILE))
    if written and named:
        raise InvalidSetting(f"{VARIABLE} and {FILE} are both set. Take one of them out.")
    if written:
        return _parsed(written.split(","), f"the environment variable {VARIABLE}")
    if not named and not os.path.lexists(file):
        make_key_file(file)
    return _from_file(Path(named) if named else file, given=bool(named))


def _from_file(file: Path, *, given: bool) -> tuple[bytes, ...]:
    where = f"the file {file}, which {FILE} names," if given else f"the file {file}"
    keys = _parsed(keys_in(file), where)
    warn_of_readers(file, given=given)
    return keys


def _parsed(words: list[str], where: str) -> tuple[bytes, ...]:
    """The keys that are spelled so. Raises InvalidKey."""
    if not words:
        raise InvalidKey(f"There is no key in {where}. Put it back from a copy: with a new one no earlier link opens.")
    try:
        keys = tuple(base64.b64decode(word.strip() + "=" * (-len(word.strip()) % 4), b"-_", True) for word in words)
    except (binascii.Error, ValueError):
        raise InvalidKey(f"A key in {where} is not URL-safe base64. Look for what was cut off or added.") from None
    if any(len(key) != KEY_BYTES for key in keys):
        raise InvalidKey(f"Each key in {where} must be {KEY_BYTES} bytes long. Look for what was cut off or added.")
    return keys

"""What do you think? The address to which people who use the guide may write, where its operator gives one."""

import re
from collections.abc import Mapping

from recommender.core.errors import InvalidSetting

VARIABLE = "COACH_OR_MENTOR_FEEDBACK_ADDRESS"
"""The environment variable with a mail address, such as guide@example.org."""

_MOST_CHARACTERS = 254
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")


def find_feedback_address(environment: Mapping[str, str]) -> str:
    """The address, or "" where there is none. Raises InvalidSetting, never with the value."""
    written = environment.get(VARIABLE, "").strip()
    if written and (len(written) > _MOST_CHARACTERS or not _ADDRESS.fullmatch(written)):
        raise InvalidSetting(f"{VARIABLE} must be one mail address, without a name, such as guide@example.org.")
    return written

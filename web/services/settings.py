"""Reading one setting from the environment."""

from collections.abc import Mapping

from recommender.core.errors import InvalidSetting

_MOST_DIGITS = 6
_SWITCH = {"": False, "off": False, "on": True}


def whole_number(environment: Mapping[str, str], variable: str, *, otherwise: int, least: int) -> int:
    """The whole number in a variable, or another where it is not set. Raises InvalidSetting, never with the value."""
    written = environment.get(variable, "").strip() or str(otherwise)
    if not (written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS and int(written) >= least):
        raise InvalidSetting(f"{variable} must be a whole number, from {least}.")
    return int(written)


def is_on(environment: Mapping[str, str], variable: str) -> bool:
    """Whether a variable says `on`; off where it is not set. Raises InvalidSetting, never with the value."""
    written = environment.get(variable, "").strip().lower()
    if written not in _SWITCH:
        raise InvalidSetting(f"{variable} must be on or off.")
    return _SWITCH[written]

"""Reading settings from the environment: one number or switch, or all there are, with the faults of all at once."""

from collections.abc import Callable, Mapping
from typing import Any

from recommender.core.errors import GuideError, InvalidSetting

_MOST_DIGITS = 6
_SWITCH = {"off": False, "on": True}


def whole_number(environment: Mapping[str, str], variable: str, *, otherwise: int, least: int) -> int:
    """The whole number in a variable, or another where it is not set. Raises InvalidSetting, never with the value."""
    written = environment.get(variable, "").strip() or str(otherwise)
    if not (written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS and int(written) >= least):
        raise InvalidSetting(f"{variable} must be a whole number, from {least}, or not be set.")
    return int(written)


def is_on(environment: Mapping[str, str], variable: str, *, otherwise: str = "off") -> bool:
    """Whether a variable says `on`, or `otherwise` where it is not set. Raises InvalidSetting, never with the value."""
    written = environment.get(variable, "").strip().lower() or otherwise
    if written not in _SWITCH:
        raise InvalidSetting(f"{variable} must be on or off.")
    return _SWITCH[written]


def read_all(**readings: Callable[[], Any]) -> dict[str, Any]:
    """What each of these gives, by its name. Raises InvalidSetting with the faults of all of them, each said once."""
    found, faults = dict[str, Any](), dict[str, None]()
    for name, reading in readings.items():
        try:
            found[name] = reading()
        except GuideError as error:
            faults[str(error)] = None
    if faults:
        raise InvalidSetting("\n\n".join(faults))
    return found

"""Versions of rules: three whole numbers, each up to 255, in the order of these numbers."""

import re

MOST = 255

_VERSION = re.compile(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){2}")


def is_version(text: str) -> bool:
    """Whether this is a version, such as 1.4.0."""
    return _VERSION.fullmatch(text) is not None and max(order_of(text)) <= MOST


def order_of(version: str) -> tuple[int, ...]:
    """What versions are compared by."""
    return tuple(map(int, version.split(".")))


def next_version(version: str) -> str:
    """The one after it: its last number that can be raised is, and those behind become 0."""
    first, second, third = order_of(version)
    if third < MOST:
        return f"{first}.{second}.{third + 1}"
    return f"{first}.{second + 1}.0" if second < MOST else f"{first + 1}.0.0"


def version_like(text: str) -> str:
    """A version as an example for someone who wrote this text: theirs, if it only has too few numbers or too many."""
    padded = ".".join([*text.split("."), "0", "0"][:3])
    return padded if is_version(padded) else "1.4.0"

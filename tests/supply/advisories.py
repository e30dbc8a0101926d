"""Advisories: which versions of a package are known to have a fault that an attacker can use."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests import parsed
from tests.conftest import ROOT

FILE = ROOT / "deploy" / "advisories.yaml"
Event = tuple[str, Version]
"""What happens to the fault with a version: "introduced", "fixed" or "last_affected"."""


@dataclass(frozen=True)
class Advisory:
    """One fault of one package."""

    id: str
    package: str
    date: dt.date
    events: tuple[Event, ...]
    about: str


def advisory(written: Mapping[str, Any]) -> Advisory:
    """An advisory from what the file says of it. A ValueError says which version or event is none."""
    events = [event(*pair) for one in written["events"] for pair in one.items()]
    return Advisory(
        written["id"],
        canonicalize_name(written["package"]),
        written["date"],
        tuple(sorted(events, key=lambda one: one[1])),
        written["about"],
    )


def event(kind: str, version: str) -> Event:
    if kind not in {"introduced", "fixed", "last_affected"}:
        raise ValueError(f"{kind!r} is no event of an advisory")
    return kind, Version("0.dev0" if version == "0" else version)  # "0" is before every version


def affects(one: Advisory, version: Version) -> bool:
    """Whether a version has the fault: by order alone, so a pre-release of the version that mends it still has it."""
    has = False
    for kind, bound in one.events:
        if kind == "last_affected":
            has = has and version <= bound
        elif version >= bound:
            has = kind == "introduced"
    return has


def version_of(locked: Requirement) -> Version:
    (only,) = locked.specifier
    return Version(only.version)


def that_apply(locked: Iterable[Requirement], known: Iterable[Advisory]) -> list[str]:
    """Each advisory that a locked version is under, as a line to read."""
    return [
        f"{pin.name} {version_of(pin)} is affected by {one.id}: {one.about}"
        for pin, one in product(locked, list(known))
        if one.package == canonicalize_name(pin.name) and affects(one, version_of(pin))
    ]


KNOWN = [advisory(one) for one in parsed.read(FILE)["advisories"]]
UNTIL: dt.date = parsed.read(FILE)["until"]
"""The day of the newest advisory in the file."""
LOOKED_UP: frozenset[str] = frozenset(parsed.read(FILE)["looked-up"])
"""The packages that the file would name if they had an advisory."""

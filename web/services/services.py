"""The services: what a running server needs beside the rules and words. Keys, the database, and its own address."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from recommender.core.errors import InvalidSetting
from web.services.database import VARIABLE as DATABASE
from web.services.database import find_database
from web.services.keys import VARIABLE as KEYS
from web.services.keys import find_keys
from web.services.revocations import Revocations
from web.services.sealing import Sealer

VAR = Path(__file__).resolve().parents[2] / "var"
"""Where a server that is given no key and no database keeps its own, where it is given no folder for them either."""

FOLDER = "COACH_OR_MENTOR_FOLDER"
"""The environment variable with the folder for a server's own keys and database."""

ADDRESS = "COACH_OR_MENTOR_ADDRESS"
"""The environment variable with the address that links start with, such as https://guide.example.org."""

REPLICAS = "COACH_OR_MENTOR_REPLICAS"
"""The environment variable that says how many servers there are. Where it says more than one, they must share."""


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """The sealer, the revoked links, and what links start with: "" for the address that the browser shows."""

    sealer: Sealer
    revocations: Revocations
    address: str = ""


def open_services(environment: Mapping[str, str], folder: Path = VAR) -> Services:
    """What these settings say. `folder` is for a key file and a database where no setting names them.

    Raises InvalidSetting or InvalidKey: with a setting that cannot be used, no server starts.
    """
    address = environment.get(ADDRESS, "").strip().rstrip("/")
    if address and not address.startswith(("https://", "http://")):
        raise InvalidSetting(f"{ADDRESS} must start with https:// or http://.")
    _check_replicas(environment)
    sealer = Sealer(find_keys(environment, folder / "link-keys"))
    return Services(sealer, Revocations(find_database(environment, folder)), address)


@lru_cache(maxsize=1)
def the_services() -> Services:
    """The services of this process."""
    return open_services(os.environ, Path(os.environ.get(FOLDER) or VAR))


def _check_replicas(environment: Mapping[str, str]) -> None:
    """Several servers need common keys, or a link opens on one of them only; and a common record of revoked links."""
    written = environment.get(REPLICAS, "").strip() or "1"
    if not (written.isascii() and written.isdecimal() and int(written) > 0):
        raise InvalidSetting(f"{REPLICAS} must be a whole number, from 1.")
    missing = [name for name in (KEYS, DATABASE) if not environment.get(name, "").strip()]
    if int(written) > 1 and missing:
        names = " and ".join(missing)
        raise InvalidSetting(
            f"{REPLICAS} says that there are {int(written)} servers, which have to share {names}: set it."
        )

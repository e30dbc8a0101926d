"""The services: what a running server needs beside the rules and words. Keys, the database, and its own address."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from recommender.core.errors import InvalidSetting
from web.services.database import VARIABLE as DATABASE
from web.services.database import find_database
from web.services.desk import DESK, find_desk
from web.services.feedback_address import find_feedback_address
from web.services.fit_counts import FIT, FitCounts
from web.services.keys import FILE as KEYS_FILE
from web.services.keys import VARIABLE as KEYS
from web.services.keys import find_keys
from web.services.rate_limit import RateLimit, find_proxies, find_rate_limit
from web.services.revocations import Revocations
from web.services.sealing import Sealer
from web.services.session_limit import SessionLimit, find_session_limit
from web.services.setting_names import check_names
from web.services.settings import is_on, read_all, whole_number
from web.services.watching import MetricsAddress, find_log_format, find_metrics_address

VAR = Path(__file__).resolve().parents[2] / "var"
"""Where a server that is given no key and no database keeps its own, where it is given no folder for them either."""

FOLDER = "COACH_OR_MENTOR_FOLDER"
"""The environment variable with the folder for a server's own keys and database."""

ADDRESS = "COACH_OR_MENTOR_ADDRESS"
"""The environment variable with the address that links start with, such as https://guide.example.org."""

FIT_RATE = 20
"""How often a minute a network address may say whether a result fits: a class that finishes at once may."""

REPLICAS = "COACH_OR_MENTOR_REPLICAS"
"""The environment variable that says how many servers there are. Where it says more than one, they must share."""


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """The sealer, the revoked links, and what links start with: "" for the address that the browser shows.

    `rate_limit` is for the JSON interface, and `proxies` is how many stand in front of this server. `fit` is None where
    results do not ask whether they fit, and `feedback_address` is "" where there is nobody to write to.
    `desk` says whether the rules can be tried on the author's desk. `sessions` are those that are open.
    `metrics` is where the figures are shown, or None for nowhere.
    """

    sealer: Sealer
    revocations: Revocations
    address: str = ""
    rate_limit: RateLimit = field(default_factory=RateLimit)
    proxies: int = 0
    fit: FitCounts | None = None
    fit_limit: RateLimit = field(default_factory=lambda: RateLimit(FIT_RATE))
    feedback_address: str = ""
    desk: bool = False
    sessions: SessionLimit = field(default_factory=SessionLimit)
    metrics: MetricsAddress | None = None


def open_services(environment: Mapping[str, str], folder: Path = VAR) -> Services:
    """What these settings say. `folder` is for a key file and a database where no setting names them.

    Raises InvalidSetting, with the faults of all settings: while one of them cannot be used, no server starts.
    """
    found = read_all(
        sealer=lambda: Sealer(find_keys(environment, folder / "link-keys")),
        revocations=lambda: Revocations(find_database(environment, folder)),
        address=lambda: find_address(environment),
        rate_limit=lambda: find_rate_limit(environment),
        proxies=lambda: find_proxies(environment),
        fit=lambda: find_fit_counts(environment, folder) if is_on(environment, FIT) else None,
        feedback_address=lambda: find_feedback_address(environment),
        sessions=lambda: find_session_limit(environment),
        metrics=lambda: find_metrics_address(environment),
        log=lambda: find_log_format(environment),
        has_desk=lambda: is_on(environment, DESK),
        desk=lambda: find_desk(environment, address=find_address(environment), proxies=find_proxies(environment)),
        replicas=lambda: _check_replicas(environment),
        folder=lambda: _check_folder(environment, folder),
        names=lambda: check_names(environment),
    )
    return Services(**{one.name: found[one.name] for one in fields(Services) if one.name in found})


def find_address(environment: Mapping[str, str]) -> str:
    """What links start with, or "" where no setting says it. Raises InvalidSetting, never with the value."""
    address = environment.get(ADDRESS, "").strip().rstrip("/")
    try:
        parts = urlsplit(address)
        is_right = parts.scheme in ("http", "https") and (parts.hostname or "").encode("idna") and parts.port != 0
    except ValueError:
        is_right = False
    if address and (not is_right or re.search(r"[?#@\\\s]", address)):
        raise InvalidSetting(
            f"{ADDRESS} must start with https:// or http:// and a host, and may go on with a path alone: "
            "https://guide.example.org."
        )
    return address


def find_fit_counts(environment: Mapping[str, str], folder: Path) -> FitCounts:
    """The counts of who says that a result fits.

    They have a connection of their own: where the database takes no counts, it is still asked about links.
    """
    return FitCounts(find_database(environment, folder, ("the counts are not read", "no answer is counted")))


@lru_cache(maxsize=1)
def the_services() -> Services:
    """The services of this process."""
    return open_services(os.environ, folder_of(os.environ))


def folder_of(environment: Mapping[str, str]) -> Path:
    """Where a server keeps its own key and database, as the settings say."""
    return Path(environment.get(FOLDER) or VAR)


def _check_replicas(environment: Mapping[str, str]) -> None:
    """Several servers need common keys, or a link opens on one of them only; and a common record of revoked links."""
    servers = whole_number(environment, REPLICAS, otherwise=1, least=1)
    has = {name: bool(environment.get(name, "").strip()) for name in (KEYS, KEYS_FILE, DATABASE)}
    missing = [name for name in (KEYS, DATABASE) if not has[name] and not (name == KEYS and has[KEYS_FILE])]
    if servers > 1 and missing:
        names = " and ".join(missing)
        raise InvalidSetting(f"{REPLICAS} says that there are {servers} servers, which have to share {names}: set it.")


def _check_folder(environment: Mapping[str, str], folder: Path) -> None:
    """Without a database of its own a server writes into its folder as long as it runs."""
    if environment.get(DATABASE, "").strip():
        return
    there = next(path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))
    if not there.is_dir():
        raise InvalidSetting(f"{FOLDER} must name a folder, and {there} is none.")
    if not os.access(there, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise InvalidSetting(
            f"The guide cannot write in {there}. Let its user do so, or name another folder in {FOLDER}, "
            f"or a database in {DATABASE}."
        )

"""What links need beside the sealer: which were stopped, how many tries are too many, and the released editions."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recommender.core.errors import InvalidSetting
from web.services.database import VARIABLE as DATABASE
from web.services.database import find_database
from web.services.keys import VARIABLE as KEYS
from web.services.limiter import Limiter
from web.services.revocations import MIGRATIONS, Revocations

REPLICAS = "COACH_OR_MENTOR_REPLICAS"
"""The environment variable that says how many servers there are. Where it says more than one, they must share."""

RELEASED = Path(__file__).resolve().parents[2] / "rules" / "released"


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """The revocations and the limiter of this server, and the folder with the released editions."""

    revocations: Revocations
    limiter: Limiter
    released: Path


def open_sharing(environment: Mapping[str, str], folder: Path) -> Sharing:
    """What these settings say; `folder` is for the database where no setting names one. Raises InvalidSetting."""
    _check_replicas(environment)
    return Sharing(Revocations(find_database(environment, folder, MIGRATIONS)), Limiter(), RELEASED)


def _check_replicas(environment: Mapping[str, str]) -> None:
    """Several servers need common keys, or a link opens on one of them only; and a common record of stopped links."""
    written = environment.get(REPLICAS, "").strip() or "1"
    if not (written.isascii() and written.isdecimal() and int(written) > 0):
        raise InvalidSetting(f"{REPLICAS} must be a whole number, from 1.")
    missing = [name for name in (KEYS, DATABASE) if not environment.get(name, "").strip()]
    if int(written) > 1 and missing:
        names = " and ".join(missing)
        raise InvalidSetting(
            f"{REPLICAS} says that there are {int(written)} servers, which have to share {names}: set it."
        )

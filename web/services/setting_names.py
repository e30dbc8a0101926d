"""The names of all settings of our own: one that is misspelled is refused, since it would change nothing, unheard."""

import re
from collections.abc import Mapping

from recommender.core.errors import InvalidSetting
from recommender.core.hints import did_you_mean

PREFIX = "COACH_OR_MENTOR_"

NAMES = tuple(
    PREFIX + name
    for name in (
        "ADDRESS",
        "API_RATE",
        "DESK",
        "FEEDBACK_ADDRESS",
        "FIT",
        "FOLDER",
        "KEYS",
        "KEYS_FILE",
        "LOG",
        "METRICS",
        "PROXIES",
        "REPLICAS",
        "RULES",
        "SESSIONS",
        "WORKER",
    )
)
"""A test compares them with the table of docs/deployment.md, and with the names in the code."""

_OF_KUBERNETES = re.compile(
    r"(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)"
)
"""What Kubernetes tells each container about a service whose name begins with coach-or-mentor."""


def check_names(environment: Mapping[str, str]) -> None:
    """Raise InvalidSetting where a name begins like one of ours and is none. No value is shown."""
    unknown = sorted(name for name in environment if name.startswith(PREFIX) and not _is_known(name))
    if unknown:
        hints = (f"{name} is no setting of the guide: {did_you_mean(name, NAMES)}" for name in unknown)
        raise InvalidSetting("\n".join(hints))


def _is_known(name: str) -> bool:
    return name in NAMES or _OF_KUBERNETES.fullmatch(name.removeprefix(PREFIX)) is not None

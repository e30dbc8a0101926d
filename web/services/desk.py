"""Whether the author's desk is open: a page on which the rules can be changed and tried, on one's own machine alone."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from recommender.core.errors import InvalidSetting
from web.services.settings import is_on

DESK = "COACH_OR_MENTOR_DESK"
"""The environment variable that says whether there is a desk: `on` or `off`."""

LOOPBACK = ("127.0.0.1", "::1")
_NAMES = ("localhost", *LOOPBACK)
_OF_PROXIES = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def find_desk(environment: Mapping[str, str], *, address: str, proxies: int) -> bool:
    """Whether there is a desk. Raises InvalidSetting where the other settings say that the guide is for others."""
    wanted = is_on(environment, DESK)
    if wanted and (proxies or (address and _host_of(address) not in _NAMES)):
        raise InvalidSetting(
            f"{DESK} is for a guide on your own machine, and other settings say that it is on a server."
        )
    return wanted


def is_from_here(peer: str, headers: Mapping[str, str]) -> bool:
    """Whether a browser on this machine, sent by no other site, opened a websocket to this machine by its own name.

    `headers` have names in lower case. A page of another site has another Origin, a name that was made to lead here
    another Host, and what came through a proxy has both, or the proxy's own headers.
    """
    hosts = (_host_of(f"//{headers.get('host', '')}"), _host_of(headers.get("origin", "")))
    return peer in LOOPBACK and all(host in _NAMES for host in hosts) and not any(map(headers.get, _OF_PROXIES))


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""

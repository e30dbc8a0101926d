"""How often a client may ask: a bucket for each network address, in memory, that fills again as time passes."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from math import ceil
from threading import Lock

from web.services.settings import whole_number

RATE = "COACH_OR_MENTOR_API_RATE"
"""The environment variable with how many requests a minute an address may send to the JSON interface."""

PROXIES = "COACH_OR_MENTOR_PROXIES"
"""The environment variable that says how many proxies are in front, each of which adds to X-Forwarded-For."""

USUAL_RATE = 60
MOST_CLIENTS = 10_000
"""How many addresses are remembered at most: about two megabytes."""

_MINUTE = 60.0
_ROUNDING = 1e-6
_THIS_MACHINE = "127.0.0.1"
_MOST_CHARACTERS = 45
"""No network address is longer."""


class RateLimit:
    """A bucket for each client, which holds a minute's requests. Safe to use from several threads.

    Of a client, only the moment is remembered at which its bucket is full again; after that, nothing. Where there are
    too many clients, the one that has not been counted for longest is forgotten.
    """

    def __init__(
        self,
        rate: int = USUAL_RATE,
        *,
        clock: Callable[[], float] = time.monotonic,
        most_clients: int = MOST_CLIENTS,
    ) -> None:
        """Take the requests a minute. `clock` gives seconds, from any start."""
        self.rate = rate
        self._clock, self._most_clients = clock, most_clients
        self._full_at = OrderedDict[str, float]()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many clients are remembered."""
        return len(self._full_at)

    def seconds_to_wait(self, client: str, requests: int = 1) -> int:
        """0 where so many requests are allowed now, which counts them; else after how many seconds they would be.

        More than a whole bucket is counted as a whole bucket.
        """
        with self._lock:
            now = self._clock()
            self._forget(now)
            full_at = max(self._full_at.get(client, now), now) + min(requests, self.rate) * _MINUTE / self.rate
            excess = full_at - now - _MINUTE
            if excess > _ROUNDING:
                return ceil(excess)
            self._full_at[client] = full_at
            self._full_at.move_to_end(client)
            if len(self._full_at) > self._most_clients:
                self._full_at.popitem(last=False)
            return 0

    def _forget(self, now: float) -> None:
        """Forget those at the front whose buckets are full. Within a minute of its last request, that is everyone."""
        while self._full_at and next(iter(self._full_at.values())) <= now:
            self._full_at.popitem(last=False)


def find_rate_limit(environment: Mapping[str, str]) -> RateLimit:
    """The limit that the settings say. Raises InvalidSetting."""
    return RateLimit(whole_number(environment, RATE, otherwise=USUAL_RATE, least=1))


def find_proxies(environment: Mapping[str, str]) -> int:
    """How many proxies are in front, as the settings say. Raises InvalidSetting."""
    return whole_number(environment, PROXIES, otherwise=0, least=0)


def client_name(host: str, forwarded: str, proxies: int) -> str:
    """Whom a request is counted for: an IPv4 address, or the network of an IPv6 address, of which one client has many.

    `host` is the address that the server gives, and `forwarded` is the X-Forwarded-For header, in which only the last
    entries are by our own proxies: so many are believed, and none where `proxies` is 0. uvicorn puts the header's
    address in the place of the connection's where that comes from this machine; then all count as this machine.
    """
    entries = [entry.strip() for entry in forwarded.split(",")]
    if proxies:
        return _network(_without_port(entries[-proxies]) if forwarded and len(entries) >= proxies else host)
    return _THIS_MACHINE if host and any(host in entry for entry in entries) else _network(host)


def _without_port(entry: str) -> str:
    address = entry.removeprefix("[").partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:_MOST_CHARACTERS]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))

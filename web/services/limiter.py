"""A limit to guessing: whoever sends too many links that do not open has to wait. No address is kept at all."""

import hashlib
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable

TRIES = 60
"""How many links from one place may fail to open within SECONDS."""

SECONDS = 60
MOST_PLACES = 10_000
_SALT_BYTES = 16


class Limiter:
    """Counts failures by place, in windows of SECONDS. It knows a place by a salted hash that dies with the process."""

    def __init__(self, tries: int = TRIES, clock: Callable[[], float] = time.monotonic) -> None:
        self._tries, self._clock = tries, clock
        self._salt = secrets.token_bytes(_SALT_BYTES)
        self._window, self._failures = 0, dict[bytes, int]()
        self._lock = threading.Lock()

    def is_over(self, client: str) -> bool:
        """Whether this place has to wait."""
        with self._lock:
            self._turn()
            return self._failures.get(self._place(client), 0) >= self._tries

    def count(self, client: str) -> None:
        """One more failure from this place. Where too many places are known, the one that was first is forgotten."""
        with self._lock:
            self._turn()
            place = self._place(client)
            if place not in self._failures and len(self._failures) >= MOST_PLACES:
                self._failures.pop(next(iter(self._failures)))
            self._failures[place] = self._failures.get(place, 0) + 1

    def _turn(self) -> None:
        window = int(self._clock() // SECONDS)
        if window != self._window:
            self._window, self._failures = window, {}

    def _place(self, client: str) -> bytes:
        """Addresses of one household or office, as far as an address of version 6 tells, are one place."""
        try:
            address = ipaddress.ip_address(client)
        except ValueError:
            network = client
        else:
            network = str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else client
        return hashlib.blake2b(network.encode(), key=self._salt, digest_size=8).digest()

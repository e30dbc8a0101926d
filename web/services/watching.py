"""The settings of who watches a server: how it logs, and where it shows its figures."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

from recommender.core.errors import InvalidSetting
from web.watching.log_format import FORMATS, TEXT

LOG = "COACH_OR_MENTOR_LOG"
"""The environment variable that says what a line of the log looks like: `text` or `json`."""

METRICS = "COACH_OR_MENTOR_METRICS"
"""The environment variable with the address at which Prometheus finds the figures, such as 127.0.0.1:9100."""

_PORTS = range(1, 65536)


@dataclass(frozen=True, slots=True)
class MetricsAddress:
    """A network address of this machine, and a port."""

    host: str
    port: int


def find_log_format(environment: Mapping[str, str]) -> str:
    """What a line of the log looks like: one of FORMATS. Raises InvalidSetting, never with the value."""
    written = environment.get(LOG, "").strip().lower() or TEXT
    if written not in FORMATS:
        raise InvalidSetting(f"{LOG} must be {' or '.join(FORMATS)}.")
    return written


def usable_log_format(environment: Mapping[str, str]) -> str:
    """The same, and text where the setting cannot be used: so that the fault is told, in a form that there is."""
    try:
        return find_log_format(environment)
    except InvalidSetting:
        return TEXT


def find_metrics_address(environment: Mapping[str, str]) -> MetricsAddress | None:
    """Where the figures are shown, or None for nowhere. Raises InvalidSetting, never with the value.

    It has to be an address that only this machine or its own network can reach.
    """
    written = environment.get(METRICS, "").strip()
    if not written:
        return None
    host, _, port = written.rpartition(":")
    try:
        address = ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        raise InvalidSetting(f"{METRICS} must be a network address and a port, such as 127.0.0.1:9100.") from None
    if not (port.isascii() and port.isdecimal() and len(port) <= len("65535") and int(port) in _PORTS):
        raise InvalidSetting(f"{METRICS} must end with a port, from 1 to 65535.")
    if address.is_unspecified or address.is_global:
        raise InvalidSetting(
            f"{METRICS} must be a loopback or private address of this machine: the figures are not for everyone."
        )
    return MetricsAddress(str(address), int(port))

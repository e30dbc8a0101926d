"""A client of an nginx of the tests: it asks for the guide's name, at this machine."""

import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse

from tests.nginx.server import NAME, Nginx

FROM = "127.0.0.9"
"""The address of whoever asks: no server has it, so that it is theirs in a log."""

SECONDS = 20
"""A request that takes longer hangs, and its test fails."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `headers` are in the order that they came in, so that none is hidden by another."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def values(self, name: str) -> list[str]:
        """All values of a header."""
        return [value for other, value in self.headers if other.lower() == name.lower()]


def ask(
    server: Nginx,
    path: str,
    method: str = "GET",
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    host: str = NAME,
    name: str = NAME,
) -> Answer:
    """Send a request over TLS. `name` is asked for in the handshake, and `host` in the request."""
    connection = HTTPConnection("127.0.0.1", timeout=SECONDS)
    connection.sock = secured(server, name)
    try:
        connection.request(method, path, body, {"Host": host, **(headers or {})})
        return _read(connection.getresponse())
    finally:
        connection.close()


def logged(server: Nginx, path: str, method: str = "GET", *, headers: Mapping[str, str] | None = None) -> str:
    """Send a request, and read its line in the access log, which is written after the answer was sent."""
    before, end = len(server.accesses), time.monotonic() + SECONDS
    ask(server, path, method, body=None if method == "GET" else b"{}", headers=headers)
    while len(server.accesses) == before:
        assert time.monotonic() < end
        time.sleep(0.01)
    return server.accesses[-1]


def ask_in_clear(server: Nginx, path: str, host: str = NAME) -> Answer:
    """Send a request without TLS."""
    connection = HTTPConnection("127.0.0.1", server.http, timeout=SECONDS, source_address=(FROM, 0))
    try:
        connection.request("GET", path, headers={"Host": host})
        return _read(connection.getresponse())
    finally:
        connection.close()


def secured(server: Nginx, name: str = NAME, *, newest: ssl.TLSVersion | None = None) -> ssl.SSLSocket:
    """A connection to which TLS was added."""
    context = trusting()
    if newest:
        context.minimum_version, context.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, newest
        context.set_ciphers("ALL:@SECLEVEL=0")
    context.set_alpn_protocols(["http/1.1"])
    return context.wrap_socket(connected(server), server_hostname=name)


def trusting() -> ssl.SSLContext:
    """What believes any certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def connected(server: Nginx) -> socket.socket:
    """A connection to the port of TLS on which nothing was said yet."""
    return socket.create_connection(("127.0.0.1", server.https), SECONDS, (FROM, 0))


def _read(response: HTTPResponse) -> Answer:
    return Answer(response.status, tuple(response.getheaders()), response.read())

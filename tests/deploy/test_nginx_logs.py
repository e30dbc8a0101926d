"""nginx's logs, where requests fail in every way: no token, no answer, nobody's address comes into them."""

import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from http.client import HTTPException

import pytest

from tests.browser.server import free_port
from tests.deploy.client import FROM, ask, ask_in_clear, connected, logged, secured
from tests.deploy.stand_in import stand_in
from tests.deploy.test_nginx import without_temporary_files
from tests.nginx.server import NAME, Certificate, Nginx, nginx

TOKEN = "Z7kQ-tOkEn_9fXw2Rb4Lm8Vn6Yc1Hs3Jd5Gp0AqTzUeIoWiKjBx"
QUICK = {"proxy_read_timeout 5s": "proxy_read_timeout 300ms", "client_header_timeout 10s": "client_header_timeout 1s"}
DISK_FULL = {"client_body_buffer_size 256k": "client_body_buffer_size 1k"}
NO_CONNECTION_LEFT = {"worker_connections 16384": "worker_connections 4", "worker_processes auto": "worker_processes 1"}


@pytest.fixture(scope="module")
def replicas() -> Iterator[list[int]]:
    """A replica that fails on demand, and one that is not there at all."""
    with stand_in() as standing:
        yield [standing.port, free_port()]


@pytest.fixture(scope="module")
def server(certificate: Certificate, replicas: list[int]) -> Iterator[Nginx]:
    with nginx(certificate, replicas, {**QUICK, "max_fails=2": "max_fails=0"}) as running:
        yield running


def _as_bytes(server: Nginx, sent: bytes) -> None:
    """Send these bytes over TLS, and read what comes until the end, if anything comes."""
    with secured(server) as connection, suppress(OSError):
        connection.sendall(sent)
        while connection.recv(65_536):
            pass


def _gone_at_once(server: Nginx) -> None:
    """A visitor who does not wait for the answer."""
    with secured(server) as connection:
        connection.sendall(f"GET /s/{TOKEN}?slow HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())


def _body_cut_short(server: Nginx) -> None:
    with secured(server) as connection:
        head = f"POST /manage/{TOKEN} HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 9000\r\n\r\n"
        connection.sendall(f"{head}at={TOKEN}".encode())


def _in_clear_at_the_port_of_tls(server: Nginx) -> None:
    with connected(server) as connection, suppress(OSError):
        connection.sendall(f"GET /s/{TOKEN} HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
        connection.recv(1000)


def _no_tls_that_is_known(server: Nginx) -> None:
    for name in (f"{TOKEN[:40].replace('_', '-')}.example.org", "other.example.org"):
        with suppress(ssl.SSLError):
            secured(server, name)


def _other_hosts(server: Nginx) -> None:
    with suppress(OSError):
        ask(server, f"/s/{TOKEN}", host="other.example.org")
    with suppress(OSError):
        ask_in_clear(server, f"/s/{TOKEN}", host="other.example.org")


FAULTS: dict[str, Callable[[Nginx], object]] = {
    "opened": lambda server: ask(server, f"/s/{TOKEN}"),
    "a query": lambda server: ask(server, f"/?at={TOKEN}&lang=fr"),
    "a referrer": lambda server: ask(server, "/help", headers={"Referer": f"https://{NAME}/?at={TOKEN}"}),
    "a browser": lambda server: ask(server, "/help", headers={"User-Agent": TOKEN, "Cookie": TOKEN}),
    "the answer cut": lambda server: ask(server, f"/i/{TOKEN}/cut?from={TOKEN}"),
    "the answer broken": lambda server: ask(server, f"/manage/{TOKEN}/broken"),
    "no answer in time": lambda server: ask(server, f"/s/{TOKEN}?slow"),
    "below a path": lambda server: ask(server, f"/guide/s/{TOKEN}"),
    "a mistyped path": lambda server: ask(server, f"/{TOKEN}"),
    "percent-encoded": lambda server: ask(server, f"/%73/{TOKEN}/..%2f{TOKEN}"),
    "twice a slash": lambda server: ask(server, f"//s//{TOKEN}"),
    "redirected": lambda server: ask_in_clear(server, f"/s/{TOKEN}"),
    "a download": lambda server: ask(server, f"/media/{TOKEN}.xlsx"),
    "a closed route": lambda server: ask(server, f"/_stcore/{TOKEN}"),
    "too long a body": lambda server: ask(server, f"/s/{TOKEN}", "POST", headers={"Content-Length": "999999"}),
    "too long a line": lambda server: ask(server, f"/s/{TOKEN}" * 1000),
    "too long a header": lambda server: ask(server, f"/s/{TOKEN}", headers={"X": TOKEN * 1000}),
    "no length": lambda server: ask(server, f"/s/{TOKEN}", "POST", headers={"Transfer-Encoding": "chunked"}),
    "no such host": _other_hosts,
    "no HTTP": lambda server: _as_bytes(server, f"GET /s/{TOKEN}\x01 HTTP/9.9\r\n\r\n".encode()),
    "no method": lambda server: _as_bytes(server, f"{TOKEN} /s/{TOKEN} HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode()),
    "an absolute address": lambda server: _as_bytes(
        server, f"GET https://{NAME}/s/{TOKEN} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode()
    ),
    "two lengths": lambda server: _as_bytes(
        server, f"POST /s/{TOKEN} HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n".encode()
    ),
    "half a header": lambda server: _as_bytes(server, f"GET /s/{TOKEN} HTTP/1.1\r\nHost: {TOKEN}".encode()),
    "gone at once": _gone_at_once,
    "half a body": _body_cut_short,
    "no TLS": _in_clear_at_the_port_of_tls,
    "a name that is no name": _no_tls_that_is_known,
}


def test_no_fault_brings_a_token_or_an_address_into_a_log(server: Nginx) -> None:
    for fault in FAULTS.values():
        with suppress(OSError, HTTPException):
            fault(server)
    assert leaked(server) == []
    assert server.logs.count("time=") >= len(FAULTS) - 2


def test_what_was_done_and_how_it_went_is_in_the_log(server: Nginx, replicas: list[int]) -> None:
    opened = logged(server, f"/s/{TOKEN}?at={TOKEN}")
    assert "method=GET path=/s/... status=200 seconds=" in opened
    assert "path=/api/v1/recommend status=200" in logged(server, "/api/v1/recommend?lang=fr", "POST")
    failed = logged(server, f"/help/cut?at={TOKEN}")
    assert "path=/help/cut status=502" in failed
    assert 'answered="502, 502' in failed
    assert all(f"127.0.0.1:{port}" in failed for port in replicas)


def test_too_many_too_many_at_once_and_nobody_there_leak_nothing(certificate: Certificate, replicas: list[int]) -> None:
    fewer = {"rate=50r/s": "rate=1r/m", "burst=500": "burst=1", "requests 200": "requests 1", "rate=20r/s": "rate=1r/m"}
    with nginx(certificate, replicas[1:], {**QUICK, **fewer, "max_fails=2": "max_fails=1"}) as server:
        statuses = [ask(server, f"/s/{TOKEN}").status for _ in range(3)]
        assert statuses == [502, 502, 429]
        assert "status=429" in (refused := logged(server, f"/s/{TOKEN}"))
        assert "rate=REJECTED" in refused
        assert leaked(server) == []


def test_a_disk_that_cannot_be_written_leaks_nothing(certificate: Certificate, replicas: list[int]) -> None:
    with nginx(certificate, replicas, DISK_FULL) as server:
        without_temporary_files(server)
        assert ask(server, f"/manage/{TOKEN}", "POST", body=b"x" * 100_000).status == 500
        assert leaked(server) == []


def test_no_connection_being_left_leaks_nothing(certificate: Certificate, replicas: list[int]) -> None:
    with nginx(certificate, replicas, NO_CONNECTION_LEFT) as server:
        assert ask(server, f"/s/{TOKEN}").status == 500
        assert leaked(server) == []


@pytest.mark.parametrize(
    ("level", "fault"),
    [("error", {}), ("crit", DISK_FULL), ("alert", NO_CONNECTION_LEFT)],
    ids=["error", "crit", "alert"],
)
def test_a_log_of_failed_requests_would_leak_at_any_level(
    level: str, fault: Mapping[str, str], certificate: Certificate, replicas: list[int]
) -> None:
    """So the tests above could fail; and only the highest level but one is left, which says that memory ran out."""
    kept = {"error_log /dev/null emerg": f"error_log /var/log/nginx/requests.log {level}"}
    with nginx(certificate, replicas, {**kept, **fault}) as server:
        without_temporary_files(server)
        ask(server, f"/manage/{TOKEN}/cut", "POST", body=b"x" * 100_000)
        assert TOKEN in server.logs
        assert FROM in server.logs


def leaked(server: Nginx) -> list[str]:
    """The lines of all logs with a token, some of one, or where a request came from."""
    parts = [TOKEN[start : start + 8] for start in range(0, len(TOKEN) - 7, 4)]
    return [
        line
        for line in server.logs.splitlines()
        if FROM in line or re.search(r"client:|request:|referrer:", line) or any(part in line for part in parts)
    ]

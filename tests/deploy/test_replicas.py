"""Two replicas of the guide behind nginx: any of them answers, one that is gone or stopped holds nobody up."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from recommender import AnswerSheet
from tests.deploy.client import ask, connected, logged, trusting
from tests.deploy.replicas import Replica
from tests.nginx.server import NAME, Certificate, Nginx, nginx
from tests.web.loaded import EDITION, SERVICES
from web.links.created import create_link, result_link
from web.middleware.headers import HEADERS
from web.services.clock import today

SETTINGS = {
    "COACH_OR_MENTOR_ADDRESS": f"https://{NAME}",
    "COACH_OR_MENTOR_PROXIES": "1",
    "COACH_OR_MENTOR_API_RATE": "5",
}
SECONDS_TO_RETURN = 60
BROWSERS = ("Browser/0", "Browser/1", "Browser/2")
BELOW = {"#below: ": ""}
HASTY = {
    "proxy_read_timeout 5s": "proxy_read_timeout 2s",
    "max_fails=2 fail_timeout=10s": "max_fails=1 fail_timeout=1s",
}
"""Less patience, for the time that a test takes."""


@pytest.fixture(scope="module")
def server(certificate: Certificate, pair: list[Replica]) -> Iterator[Nginx]:
    with nginx(certificate, [replica.port for replica in pair], BELOW) as running:
        yield running


@pytest.fixture(scope="module")
def hasty(certificate: Certificate, pair: list[Replica]) -> Iterator[Nginx]:
    """The same replicas behind an nginx that waits for less long."""
    with nginx(certificate, [replica.port for replica in pair], HASTY) as running:
        yield running


def websocket(
    server: Nginx, path: str = "/_stcore/stream", *, origin: str = f"https://{NAME}", browser: str = "Browser/0"
) -> ClientConnection:
    return connect(
        f"wss://{NAME}{path}",
        sock=connected(server),
        ssl=trusting(),
        origin=Origin(origin),
        subprotocols=[Subprotocol("streamlit")],
        user_agent_header=browser,
        ping_interval=None,  # as browsers do
        close_timeout=0.5,  # nobody reads what it still sends
    )


def run_script(socket: ClientConnection) -> None:
    """Ask for the page, as a browser does, and wait for the first message of it."""
    message = BackMsg()
    message.rerun_script.query_string = "view=self"
    socket.send(message.SerializeToString())
    assert socket.recv(timeout=20)


def replicas_in(line: str) -> list[str]:
    """The replicas that a line of the access log names, the last of which gave the answer."""
    return line.partition('replica="')[2].partition('"')[0].split(", ")


def answering(server: Nginx, times: int, path: str = "/healthz") -> Counter[str]:
    """Which replica gave the answer, of so many requests, each of which has to be answered."""
    found = Counter[str]()
    for _ in range(times):
        line = logged(server, path)
        assert " status=200 " in line
        found[replicas_in(line)[-1]] += 1
    return found


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/guide/", 200), ("/help", 200), ("/nothing-here", 404), ("/_stcore/health", 200)],
)
def test_each_security_header_is_there_once(path: str, status: int, server: Nginx) -> None:
    answer = ask(server, path)
    assert answer.status == status
    for name, value in HEADERS.items():
        assert answer.values(name) == [value]
    assert len(answer.values("Strict-Transport-Security")) == 1


def test_what_nginx_closes_asks_for_https_too(server: Nginx) -> None:
    answer = ask(server, "/_stcore/nothing")
    assert answer.status == 404
    assert len(answer.values("Strict-Transport-Security")) == 1


def test_a_link_opens_on_every_replica_and_no_log_has_it(server: Nginx, pair: list[Replica]) -> None:
    link = create_link(
        EDITION, SERVICES, "", result_link(EDITION, AnswerSheet("self", {}), "answers", 30, today=today())
    )
    assert set(answering(server, 4, link.address)) == {replica.address for replica in pair}
    assert not [text for text in (server.logs, *(one.log for one in pair)) if link.address[-20:] in text]


@pytest.mark.parametrize("path", ["/_stcore/stream", "/guide/_stcore/stream"])
def test_the_websocket_passes(path: str, server: Nginx) -> None:
    with websocket(server, path) as socket:
        run_script(socket)


def test_the_websocket_of_another_sites_page_is_refused(server: Nginx) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        websocket(server, origin="https://other.example.org")


def test_the_configured_address_is_enough_where_a_proxy_says_another_host(
    certificate: Certificate, pair: list[Replica]
) -> None:
    """Streamlit would refuse it, and ask another host for its own address to see whether that is the Origin."""
    with nginx(certificate, [replica.port for replica in pair], {"Host $host;": "Host localhost;"}) as server:
        with websocket(server) as socket:
            run_script(socket)
        with pytest.raises(InvalidStatus, match="403"):
            websocket(server, origin="http://other.example.org").__enter__()
    assert not [replica for replica in pair if "external" in replica.log]


def test_a_visitors_page_file_and_download_are_at_one_replica(server: Nginx, pair: list[Replica]) -> None:
    for browser in BROWSERS:
        told = {"User-Agent": browser}
        file = logged(server, "/_stcore/upload_file/a/b", "PUT", headers=told)
        download = logged(server, "/media/a", headers=told)
        page = logged(server, "/?view=self", headers=told)
        assert replicas_in(file) == replicas_in(download) == replicas_in(page) == [home(server, browser)]
    assert len(homes(server)) == len(pair)


def test_the_guide_counts_by_the_visitors_own_address_whatever_they_say(server: Nginx) -> None:
    told = ({"X-Forwarded-For": f"203.0.113.{number}"} for number in range(12))
    statuses = [ask(server, "/api/v1/questions?view=self", headers=headers).status for headers in told]
    assert statuses[:5] == [200] * 5
    assert statuses[-1] == 429


def test_a_replica_that_is_stopped_hangs_nobody(hasty: Nginx, pair: list[Replica]) -> None:
    with pair[0].stopped():
        assert set(answering(hasty, 6)) == {pair[1].address}
        assert ask(hasty, "/plain", "POST", body=b"view=self").status == 422
    wait_for_all(hasty, pair)


def test_a_replica_that_is_killed_hangs_nobody(server: Nginx, pair: list[Replica]) -> None:
    at = [home(server, browser) for browser in BROWSERS]
    killed, left = sorted(pair, key=lambda replica: replica.address != at[0])
    with ExitStack() as open_sockets:
        sockets = [open_sockets.enter_context(websocket(server, browser=browser)) for browser in BROWSERS]
        for socket in sockets:
            run_script(socket)
        killed.kill()
        assert [_is_closed(socket) for socket in sockets] == [address == killed.address for address in at]
        assert set(answering(server, 6)) == {left.address}
        for browser in BROWSERS:
            with websocket(server, browser=browser) as socket:
                run_script(socket)


def _is_closed(socket: ClientConnection) -> bool:
    """Whether the other side has ended it, after all that it had sent is read."""
    try:
        while True:
            socket.recv(timeout=0.1)
    except TimeoutError:
        return False
    except ConnectionClosed:
        return True


def home(server: Nginx, browser: str) -> str:
    """The replica that the page of a browser would be at."""
    return replicas_in(logged(server, "/_stcore/health", headers={"User-Agent": browser}))[-1]


def homes(server: Nginx) -> set[str]:
    """The replicas that the pages of a dozen browsers would be at."""
    return {home(server, f"Browser/{number}") for number in range(12)}


def wait_for_all(server: Nginx, started: list[Replica]) -> None:
    """Wait until each of them is asked again, for any page and for a visitor's own."""
    end = time.monotonic() + SECONDS_TO_RETURN
    while len(answering(server, 2 * len(started))) < len(started) or len(homes(server)) < len(started):
        assert time.monotonic() < end
        time.sleep(0.2)

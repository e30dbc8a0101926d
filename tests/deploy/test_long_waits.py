"""The files of deploy/nginx with all their patience, and a visitor in a browser behind them."""

import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from tests.browser.conftest import CHROMIUM, DESKTOP, FLAGS
from tests.browser.server import free_port
from tests.browser.team_ways import a_team, add_file, open_team
from tests.browser.visitor import ABLE, PATIENCE, Visitor
from tests.deploy.client import ask
from tests.deploy.replicas import Replica, replicas
from tests.deploy.test_replicas import replicas_in, run_script, wait_for_all, websocket
from tests.nginx.server import NAME, Certificate, Nginx, nginx
from web.links.journey import RESULT

pytestmark = pytest.mark.deep

PORT = free_port()
SITE = f"https://{NAME}:{PORT}"
SETTINGS = {"COACH_OR_MENTOR_ADDRESS": SITE, "COACH_OR_MENTOR_PROXIES": "1"}
FEW_SECONDS = 15
"""Two of nginx's waits for a page, and something for a busy machine."""


@pytest.fixture(scope="module")
def server(certificate: Certificate, pair: list[Replica]) -> Iterator[Nginx]:
    at_its_port = {"Host $host;": f"Host $host:{PORT};"}
    with nginx(certificate, [replica.port for replica in pair], at_its_port, https=PORT) as running:
        yield running


@pytest.fixture
def visitor(server: Nginx) -> Iterator[Visitor]:
    """A visitor whose browser finds the site at this machine, and believes its certificate."""
    found = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, found])
        page: Page = browser.new_page(ignore_https_errors=True, viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
        yield Visitor(page, SITE)
        browser.close()


def home_of_page(server: Nginx, pair: list[Replica]) -> Replica:
    """The replica that answered last when the page asked for its health, before it opened its websocket."""
    line = [line for line in server.accesses if "path=/_stcore/health " in line][-1]
    return next(replica for replica in pair if replica.address == replicas_in(line)[-1])


def test_a_visitor_walks_the_guide_behind_nginx(visitor: Visitor, server: Nginx, pair: list[Replica]) -> None:
    visitor.start("self")
    visitor.tick()
    visitor.answer(ABLE)
    visitor.go_on()
    visitor.arrive(RESULT)
    assert visitor.foreign == []
    assert visitor.errors == []
    token = visitor.page.url.partition("at=")[2].partition("&")[0]
    assert token
    assert not [text for text in (server.logs, *(one.log for one in pair)) if token[-20:] in text]


def test_a_leader_uploads_a_file_and_takes_results_along(visitor: Visitor, server: Nginx) -> None:
    open_team(visitor)
    add_file(visitor, a_team())
    with visitor.page.expect_download() as download:
        visitor.page.locator(".st-key-team-take-csv button").click()
    assert download.value.path().stat().st_size > 0
    assert not visitor.errors
    assert [file for file in server.temporary.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize("fault", ["killed", "stopped"])
def test_a_page_goes_on_at_another_replica(fault: str, visitor: Visitor, server: Nginx, pair: list[Replica]) -> None:
    first, second = list(ABLE)[:2]
    visitor.start("self")
    visitor.tick()
    visitor.meet(first)
    visitor.choose(first, ABLE[first])
    visitor.go_on()
    visitor.arrive(second)
    home, address = home_of_page(server, pair), visitor.page.url
    with home.gone() if fault == "killed" else home.stopped():
        end = time.monotonic() + 90
        while home_of_page(server, pair) is home:
            assert time.monotonic() < end
            visitor.page.wait_for_timeout(200)
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
        assert visitor.page.url == address
    wait_for_all(server, pair)


def test_a_stopped_replica_holds_a_page_for_a_few_seconds_only(server: Nginx, pair: list[Replica]) -> None:
    with pair[0].stopped():
        for path in ("/", "/help", "/_stcore/health", "/options", "/plain"):
            began = time.monotonic()
            assert ask(server, path).status == 200
            assert time.monotonic() - began < FEW_SECONDS
    wait_for_all(server, pair)


def test_all_replicas_gone_is_said_politely_and_ends_when_they_are_back(server: Nginx, pair: list[Replica]) -> None:
    with pair[0].gone(), pair[1].gone():
        away = ask(server, "/")
        assert away.status == 502
        assert away.values("Retry-After") == ["10"]
    end = time.monotonic() + FEW_SECONDS
    while ask(server, "/").status != 200:
        assert time.monotonic() < end
        time.sleep(0.2)
    wait_for_all(server, pair)


def test_a_websocket_stays_open_while_nobody_answers_a_question(server: Nginx) -> None:
    """For longer than nginx waits to hear something."""
    with websocket(server, origin=SITE) as socket:
        run_script(socket)
        _read_for(socket, 50)
        run_script(socket)


def _read_for(socket: ClientConnection, seconds: float) -> None:
    """Read whatever comes. Raises ConnectionClosed where the other side ends it before."""
    end = time.monotonic() + seconds
    with suppress(TimeoutError):
        while (left := end - time.monotonic()) > 0:
            socket.recv(timeout=left)


def test_a_websocket_to_a_stopped_replica_is_closed(server: Nginx, pair: list[Replica]) -> None:
    with websocket(server, origin=SITE) as socket:
        run_script(socket)
        with pair[0].stopped(), pair[1].stopped(), pytest.raises(ConnectionClosed):
            _read_for(socket, 60)
    wait_for_all(server, pair)


def test_a_guide_that_knows_the_path_it_is_below(
    certificate: Certificate, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("below")
    settings = {"COACH_OR_MENTOR_ADDRESS": f"https://{NAME}/guide", "COACH_OR_MENTOR_PROXIES": "1"}
    with (
        replicas(folder, 1, settings, "--server.baseUrlPath", "guide") as below,
        nginx(certificate, [below[0].port], {"#below: ": ""}) as server,
    ):
        for path in ("/guide/", "/guide/help", "/guide/_stcore/health"):
            assert ask(server, path).status == 200
        for path in ("/guide/readyz", "/guide/guide/_stcore/metrics"):
            assert ask(server, path).status == 404
        with websocket(server, "/guide/_stcore/stream") as socket:
            run_script(socket)

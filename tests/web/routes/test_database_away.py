"""While the database is in trouble: what pages say, that nothing is lost, and that all is right again afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from recommender import AnswerSheet
from tests.web.databases import closed_afterwards
from tests.web.loaded import EDITION, KEYS, RULES, client_of
from web.links.created import create_link, result_link
from web.links.journey import RESULT, Journey
from web.links.journey_address import clearing_id, kept_until, seal_journey
from web.services import engines, outage
from web.services.clock import today
from web.services.database import FILE
from web.services.services import Services, open_services

__all__ = ["closed_afterwards"]

SHEET = AnswerSheet("self", {"goal": "habit", "experience": "years", "ideas": "plenty"})


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outage, "_SECONDS_LEFT_ALONE", 0)
    monkeypatch.setattr(engines, "SECONDS_TO_ANSWER", 0.2)


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return open_services(KEYS, tmp_path)


@pytest.fixture
def client(services: Services) -> TestClient:
    return client_of(services)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The database can be read, and takes nothing."""
    writer = sqlite3.connect(folder / FILE, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    yield
    writer.close()


@contextmanager
def gone(folder: Path) -> Iterator[None]:
    """The database is not there."""
    (folder / FILE).rename(folder / "elsewhere")
    yield
    (folder / "elsewhere").rename(folder / FILE)


def test_a_link_that_could_not_be_stopped_is_said_to_go_on_and_is_stopped_when_asked_again(
    services: Services, client: TestClient, tmp_path: Path
) -> None:
    link = create_link(EDITION, services, "", result_link(EDITION, SHEET, "answers", 30, today=today()))
    assert client.get(link.address).status_code == 200
    for trouble, opens in ((locked, 200), (gone, 503)):
        with trouble(tmp_path):
            refused = client.post(link.manage)
            assert refused.status_code == 503
            assert EDITION.say("error.not-stopped.title") in refused.text
            assert EDITION.say("manage.stopped") not in refused.text
            assert refused.headers["retry-after"]
            assert client.get(link.address).status_code == opens
    assert client.get(link.address).status_code == 200, "nobody stopped it"
    assert EDITION.say("manage.stopped") not in client.get(link.manage).text
    assert EDITION.say("manage.stopped") in client.post(link.manage).text
    assert client.get(link.address).status_code == 410


def test_the_guide_goes_on_and_what_was_cleared_is_closed_again_afterwards(
    services: Services, client: TestClient, tmp_path: Path
) -> None:
    cleared, kept = (Journey("self", RESULT, SHEET.answers) for _ in range(2))
    addresses = [f"/?at={seal_journey(services.sealer, RULES, one, today=today())}" for one in (cleared, kept)]
    services.revocations.revoke(clearing_id(cleared), kept_until(today()), today=today())
    link = create_link(EDITION, services, "", result_link(EDITION, SHEET, "answers", 30, today=today()))
    with gone(tmp_path):
        away = client.get(link.address)
        assert away.status_code == 503
        assert EDITION.say("error.away.title") in away.text
        assert [client.get(path).status_code for path in ("/", "/?view=self", "/help", "/plain", *addresses)] == [
            200
        ] * 6
    assert [client.get(path).status_code for path in (*addresses, link.address)] == [410, 200, 200]

"""The database: it makes its own tables, holds next to nothing, and can be away. On SQLite and a real PostgreSQL."""

import datetime
import sqlite3
import stat
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from sqlalchemy import inspect, text
from starlette.testclient import TestClient

from recommender import AnswerSheet
from recommender.core.errors import DatabaseUnavailable, InvalidSetting
from tests.postgres.server import WORD, Postgres
from tests.web.conftest import TODAY
from tests.web.databases import closed_afterwards, empty_database, postgres, settings
from tests.web.loaded import EDITION, client_of
from web.links.created import CreatedLink, create_link, result_link
from web.services import outage
from web.services.clock import today
from web.services.database import FILE, Database, find_database
from web.services.revocations import Revocations
from web.services.services import Services, open_services

__all__ = ["closed_afterwards", "empty_database", "postgres", "settings"]

DAY = datetime.timedelta(1)
Settings = Mapping[str, str]


def a_store(settings: Settings, folder: Path) -> Database:
    return find_database(settings, folder)


class Server(NamedTuple):
    """A server: its services, and a client of it."""

    services: Services
    client: TestClient


def server(settings: Settings, folder: Path) -> Server:
    services = open_services(settings, folder)
    return Server(services, client_of(services))


def created(services: Services) -> CreatedLink:
    link = result_link(EDITION, AnswerSheet("self", {"goal": "habit"}), "answers", 30, today=today())
    return create_link(EDITION, services, "", link)


def test_a_link_that_is_stopped_on_one_server_is_gone_on_every_other_with_the_next_request(
    settings: Settings, tmp_path: Path
) -> None:
    services, one = server(settings, tmp_path)
    _, other = server(settings, tmp_path)
    link, kept = created(services), created(services)
    assert [client.get(link.address).status_code for client in (one, other)] == [200, 200]
    assert one.get(link.manage).status_code == 200
    assert other.get(link.address).status_code == 200, "looking at the private page stops nothing"
    page = one.post(link.manage)
    assert EDITION.say("manage.stopped") in page.text
    for client in (other, one):
        gone = client.get(link.address)
        assert gone.status_code == 410
        assert EDITION.say("error.revoked.title") in gone.text
        assert client.get(kept.address).status_code == 200
        assert EDITION.say("manage.stopped") in client.get(link.manage).text
    assert one.post(link.manage).status_code == 200, "to stop it twice does no harm"


def test_the_database_holds_hashes_and_days_and_nothing_else(settings: Settings, tmp_path: Path) -> None:
    services, client = server(settings, tmp_path)
    link = created(services)
    client.post(link.manage)
    with a_store(settings, tmp_path).read() as connection:
        tables = inspect(connection)
        assert sorted(tables.get_table_names()) == ["revoked_links"]
        assert [column["name"] for column in tables.get_columns("revoked_links")] == ["id", "keep_until"]
        rows = connection.execute(text("SELECT id, keep_until FROM revoked_links")).all()
    assert len(rows) == 1
    assert len(bytes(rows[0][0])) == 16
    assert link.address.rpartition("/")[2] not in repr(rows)
    opened = client.get(f"/s/{bytes(rows[0][0]).hex()}")
    assert opened.status_code == 404, "the database alone opens no link"


def test_what_is_stopped_is_forgotten_once_it_would_not_open_any_more(settings: Settings, tmp_path: Path) -> None:
    revocations = Revocations(a_store(settings, tmp_path))
    for link, until in ((b"a" * 16, TODAY), (b"b" * 16, TODAY + DAY), (b"c" * 16, None)):
        revocations.revoke(link, until, today=TODAY)
    assert revocations.any_revoked([b"a" * 16])
    revocations.revoke(b"d" * 16, TODAY + 9 * DAY, today=TODAY + DAY)
    assert not revocations.any_revoked([b"a" * 16])
    for link in (b"b" * 16, b"c" * 16, b"d" * 16):
        assert revocations.any_revoked([b"x" * 16, link])


def test_servers_that_start_at_once_make_the_tables_once(settings: Settings, tmp_path: Path) -> None:
    stores = [a_store(settings, tmp_path) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: Revocations(one).any_revoked([b"x" * 16]), stores))
    assert found == [False] * 8
    with stores[0].read() as connection:
        assert inspect(connection).get_table_names() == ["revoked_links"]


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    revocations = Revocations(a_store({}, tmp_path))
    revocations.revoke(b"a" * 16, None, today=TODAY)
    writer = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert revocations.any_revoked([b"a" * 16])
    writer.close()


def test_while_the_database_is_away_links_wait_and_the_guide_works(
    postgres: Postgres, empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "_SECONDS_LEFT_ALONE", 0)
    environment = {"COACH_OR_MENTOR_KEYS": "C" * 43, "DATABASE_URL": empty_database}
    services, client = server(environment, tmp_path)
    link = created(services)
    assert client.get(link.address).status_code == 200
    postgres.stop()
    try:
        _, started_without = server(environment, tmp_path)
        for one in (client, started_without):
            away = {"away": (one.get(link.address), one.get(link.manage)), "not-stopped": (one.post(link.manage),)}
            for kind, response in ((kind, response) for kind, found in away.items() for response in found):
                assert response.status_code == 503
                assert EDITION.say(f"error.{kind}.title") in response.text
                assert response.headers["retry-after"]
            assert one.get("/s/not-a-link").status_code == 404
            assert [one.get(path).status_code for path in ("/", "/?view=self", "/help", "/plain")] == [200] * 4
            assert 'id="early"' in one.get("/?view=self").text
    finally:
        postgres.start()
    assert client.get(link.address).status_code == 200


def test_a_database_that_did_not_answer_is_left_alone_for_a_moment(
    empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()

    def refuse(*_: object, **__: object) -> psycopg.Connection:
        asked.append("once")
        raise psycopg.OperationalError("away")

    monkeypatch.setattr(psycopg.Connection, "connect", refuse)
    revocations = Revocations(a_store({"DATABASE_URL": empty_database}, tmp_path))
    for _ in range(5):
        with pytest.raises(DatabaseUnavailable):
            revocations.any_revoked([b"x" * 16])
    assert asked == ["once"]


def test_without_a_setting_there_is_a_file_that_only_its_owner_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    revocations = Revocations(a_store({}, folder))
    assert not (folder / FILE).exists(), "nothing is made before it is needed"
    revocations.revoke(b"a" * 16, None, today=TODAY)
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    with sqlite3.connect(folder / FILE) as connection:
        assert connection.execute("SELECT count(*) FROM revoked_links").fetchone() == (1,)
    connection.close()


def test_a_file_that_is_no_database_is_a_database_that_is_away(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("This is something else altogether, and longer than a header of SQLite would be." * 9)
    with pytest.raises(DatabaseUnavailable):
        Revocations(a_store({}, tmp_path)).any_revoked([b"x" * 16])


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "mysql://guide:secret@host/name",
        "http://secret",
        "sqlite:///secret",
        "postgresql://guide:secret@host:port/name",
        "postgresql://host/name?secret=secret",
    ],
)
def test_an_address_of_no_postgresql_is_refused_without_being_shown(address: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting) as raised:
        a_store({"DATABASE_URL": address}, tmp_path)
    assert "DATABASE_URL" in str(raised.value)
    assert "secret" not in str(raised.value)
    assert address not in str(raised.value)


def test_the_password_of_the_database_is_in_no_repr_and_no_error(empty_database: str, tmp_path: Path) -> None:
    services, _ = server({"COACH_OR_MENTOR_KEYS": "C" * 43, "DATABASE_URL": empty_database}, tmp_path)
    assert WORD in empty_database
    assert WORD not in repr(services)
    gone = a_store({"DATABASE_URL": empty_database.replace("127.0.0.1", "127.0.0.1:1/x?application_name=")}, tmp_path)
    with pytest.raises(DatabaseUnavailable) as raised, gone.read():
        pass
    assert WORD not in str(raised.value)

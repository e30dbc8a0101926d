"""A PostgreSQL server in trouble: links refuse politely, the guide goes on, and the operator is told once."""

import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.postgres.server import WORD, Postgres
from tests.web.databases import closed_afterwards, empty_database, postgres
from tests.web.services.outages import Caplog, asking, at, back, quick, refused, revoking, told_once

__all__ = ["closed_afterwards", "empty_database", "postgres", "quick"]


@contextmanager
def session(address: str) -> Iterator[psycopg.Connection]:
    """The operator's own connection."""
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def named(address: str) -> str:
    return address.rpartition("/")[2]


def test_a_server_that_is_stopped_and_started_is_told_once_each(
    postgres: Postgres, empty_database: str, tmp_path: Path, caplog: Caplog
) -> None:
    revocations = at(tmp_path, DATABASE_URL=empty_database)
    revoking(revocations)()
    postgres.stop()
    try:
        refused(asking(revocations))
        assert not revocations.is_reachable()
    finally:
        postgres.start()
    assert told_once(caplog, "does not answer", "links do not open", "DATABASE_URL")
    back(caplog, asking(revocations))
    assert revocations.is_reachable()
    assert asking(revocations)()


def test_a_locked_table_refuses_and_holds_nobody_up_for_long(
    empty_database: str, tmp_path: Path, caplog: Caplog
) -> None:
    revocations = at(tmp_path, DATABASE_URL=empty_database)
    revoking(revocations)()
    with session(empty_database) as other, other.transaction():
        other.execute("LOCK TABLE revoked_links IN ACCESS EXCLUSIVE MODE")
        refused(asking(revocations))
        assert told_once(caplog, "is locked or too slow", "links do not open")
    back(caplog, asking(revocations))


def test_a_server_that_can_only_be_read_still_says_what_was_revoked(
    empty_database: str, tmp_path: Path, caplog: Caplog
) -> None:
    revoking(at(tmp_path, DATABASE_URL=empty_database))()
    with session(empty_database) as operator:
        operator.execute(f"ALTER DATABASE {named(empty_database)} SET default_transaction_read_only = on".encode())
        revocations = at(tmp_path, DATABASE_URL=empty_database)
        assert asking(revocations)()
        refused(revoking(revocations))
        assert asking(revocations)()
        assert told_once(caplog, "can only be read", "no link can be revoked")
        operator.execute("SET default_transaction_read_only = off")
        operator.execute(f"ALTER DATABASE {named(empty_database)} RESET default_transaction_read_only".encode())
        operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    back(caplog, revoking(revocations), "no link can be revoked")


def test_a_server_with_a_full_disk_keeps_what_was_revoked(empty_database: str, tmp_path: Path, caplog: Caplog) -> None:
    revocations = at(tmp_path, DATABASE_URL=empty_database)
    assert not asking(revocations)()
    with session(empty_database) as operator:
        operator.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$"
        )
        operator.execute("CREATE TRIGGER full_disk BEFORE INSERT ON revoked_links EXECUTE FUNCTION full_disk()")
        refused(revoking(revocations))
        assert not asking(revocations)()
        assert told_once(caplog, "has a full disk")
        operator.execute("DROP TRIGGER full_disk ON revoked_links")
    back(caplog, revoking(revocations))
    assert asking(revocations)()


@pytest.mark.parametrize(
    ("closing", "opening", "words"),
    [
        ("ALTER ROLE {} CONNECTION LIMIT 0", "ALTER ROLE {} CONNECTION LIMIT -1", "has too many connections"),
        ("ALTER ROLE {} PASSWORD 'another'", f"ALTER ROLE {{}} PASSWORD '{WORD}'", "does not let this user in"),
        ("ALTER ROLE {} NOLOGIN", "ALTER ROLE {} LOGIN", "does not let this user in"),
        ("REVOKE ALL ON revoked_links FROM {}", "GRANT ALL ON revoked_links TO {}", "does not let this user in"),
    ],
)
def test_a_server_that_lets_nobody_in_is_told_by_its_kind(
    closing: str, opening: str, words: str, empty_database: str, tmp_path: Path, caplog: Caplog
) -> None:
    role = f"visitor_{secrets.token_hex(4)}"
    with session(empty_database) as operator:
        operator.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{WORD}'".encode())
        revoking(at(tmp_path, DATABASE_URL=empty_database))()
        operator.execute(f"GRANT ALL ON revoked_links TO {role}".encode())
        operator.execute(closing.format(role).encode())
        revocations = at(tmp_path, DATABASE_URL=empty_database.replace("//guide:", f"//{role}:"))
        refused(asking(revocations))
        assert told_once(caplog, words)
        operator.execute(opening.format(role).encode())
        back(caplog, asking(revocations))


class Proxy:
    """Something before a server that passes on what it gets, until it is silent: it still takes all that is sent."""

    def __init__(self, port: int) -> None:
        self.silent = False
        self._port, self._open = port, list[socket.socket]()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        for one in (self._listener, *self._open):
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                visitor, server = self._listener.accept()[0], socket.create_connection(("127.0.0.1", self._port))
            except OSError:
                return
            self._open += [visitor, server]
            for pair in ((visitor, server), (server, visitor)):
                threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                if not self.silent:
                    target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def test_a_server_that_falls_silent_is_not_waited_for(
    postgres: Postgres, empty_database: str, tmp_path: Path, caplog: Caplog
) -> None:
    port = int(postgres.url.rpartition("/")[0].rpartition(":")[2])
    proxy = Proxy(port)
    try:
        revocations = at(tmp_path, DATABASE_URL=empty_database.replace(f":{port}", f":{proxy.port}"))
        assert not asking(revocations)()
        proxy.silent = True
        refused(asking(revocations))
        assert told_once(caplog, "does not answer", "links do not open")
        proxy.silent = False
        back(caplog, asking(revocations))
    finally:
        proxy.close()

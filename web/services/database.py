"""The small database: which links were stopped. A SQLite file by default, PostgreSQL by DATABASE_URL.

It makes its own tables, and brings older ones up to date. It holds nothing about anybody.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from recommender.core.errors import DatabaseUnavailable, InvalidSetting

VARIABLE = "DATABASE_URL"
"""The environment variable with the address of a PostgreSQL database, such as postgresql://user:word@host/name."""

FILE = "links.sqlite3"
_SECONDS_TO_ANSWER = 2
_SECONDS_LEFT_ALONE = 1
"""For how long a database that did not answer is not asked again, so that no request waits for it in vain."""

_LOCK = 0x636F616368
"""The number of the lock that servers which start at once take in turns."""

Migration = Callable[[Connection], Any]


class Database:
    """A database that is opened when it is first needed, so that the guide starts without it."""

    def __init__(self, url: URL, migrations: Sequence[Migration]) -> None:
        self._engine = _engine(url)
        self._migrations = migrations
        self._is_ready = False
        self._asked_again_at = 0.0

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction. Raises DatabaseUnavailable where the database does not answer."""
        if time.monotonic() < self._asked_again_at:
            raise DatabaseUnavailable("The database did not answer a moment ago.")
        try:
            if not self._is_ready:
                with self._engine.begin() as connection:
                    _migrate(connection, self._migrations)
                self._is_ready = True
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except (SQLAlchemyError, OSError) as error:
            self._asked_again_at = time.monotonic() + _SECONDS_LEFT_ALONE
            raise DatabaseUnavailable(f"The database does not answer: {type(error).__name__}.") from None


def find_database(environment: Mapping[str, str], folder: Path, migrations: Sequence[Migration]) -> Database:
    """The store of DATABASE_URL, or else of a file in this folder. Raises InvalidSetting, never with the address."""
    written = environment.get(VARIABLE, "").strip()
    if not written:
        return Database(URL.create("sqlite", database=str(folder / FILE)), migrations)
    try:
        url = make_url(written)
    except ArgumentError:
        url = URL.create("")
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise InvalidSetting(
            f"{VARIABLE} must be the address of a PostgreSQL database: postgresql://user:word@host/name."
        )
    return Database(url.set(drivername="postgresql+psycopg"), migrations)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _SECONDS_TO_ANSWER})
        event.listen(engine, "do_connect", lambda *_: _make_private(Path(str(url.database))))
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        return engine
    limits = {
        "connect_timeout": _SECONDS_TO_ANSWER,
        "options": f"-c statement_timeout={_SECONDS_TO_ANSWER}s -c lock_timeout={_SECONDS_TO_ANSWER}s",
    }
    return create_engine(url, pool_pre_ping=True, pool_timeout=_SECONDS_TO_ANSWER, connect_args=limits)


def _make_private(file: Path) -> None:
    """Make the file, if there is none, so that only its owner can read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def _leave_transactions_to_us(connection: Any, _: Any) -> None:
    """Python's driver would begin a transaction only before a change, and not before a change of the tables."""
    connection.isolation_level = None


def _migrate(connection: Connection, migrations: Sequence[Migration]) -> None:
    """Do the migrations that this database has not had yet. Its version is how many it has had."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"))
    had = connection.execute(text("SELECT max(version) FROM schema_version")).scalar() or 0
    for number, migration in enumerate(migrations[had:], had + 1):
        migration(connection)
        connection.execute(text("INSERT INTO schema_version VALUES (:version)"), {"version": number})

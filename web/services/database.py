"""The small database of revoked links, and counts: a SQLite file by default, PostgreSQL by DATABASE_URL."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, MetaData, Table, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from recommender.core.errors import DatabaseUnavailable, InvalidSetting

VARIABLE = "DATABASE_URL"
"""The environment variable with the address of a PostgreSQL database, such as postgresql://user:word@host/name."""

FILE = "links.sqlite3"
TABLES = MetaData()
"""The tables that a database may have. Each is created when it is first needed."""

_IS_THERE = ("42P07", "42710")
"""PostgreSQL's codes for a table, and for a type, that is there already."""

_SECONDS_TO_ANSWER = 2
_SECONDS_LEFT_ALONE = 1
"""For how long a database that did not answer is not asked again, so that no request waits for it in vain."""


class Database:
    """A database that is opened when it is first needed, so that the guide starts without it."""

    def __init__(self, url: URL) -> None:
        self._engine = _engine(url)
        self._ready = set[Table]()
        self._asked_again_at = 0.0

    @contextmanager
    def begin(self, *tables: Table) -> Iterator[Connection]:
        """A transaction, with these tables there. Raises DatabaseUnavailable where the database does not answer."""
        if time.monotonic() < self._asked_again_at:
            raise DatabaseUnavailable("The database did not answer a moment ago.")
        try:
            self._create(tables)
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except (SQLAlchemyError, OSError) as error:
            self._asked_again_at = time.monotonic() + _SECONDS_LEFT_ALONE
            raise DatabaseUnavailable(f"The database does not answer: {type(error).__name__}.") from None

    def _create(self, tables: Iterable[Table]) -> None:
        for table in tables:
            if table in self._ready:
                continue
            try:
                with self._engine.begin() as connection:
                    connection.execute(CreateTable(table, if_not_exists=True))
            except (IntegrityError, ProgrammingError) as error:
                # PostgreSQL says either where another server creates the table at the same moment.
                if isinstance(error, ProgrammingError) and getattr(error.orig, "sqlstate", "") not in _IS_THERE:
                    raise
            self._ready.add(table)


def find_database(environment: Mapping[str, str], folder: Path) -> Database:
    """The database of DATABASE_URL, or else of a file in this folder. Raises InvalidSetting, never with the address."""
    written = environment.get(VARIABLE, "").strip()
    if not written:
        return Database(URL.create("sqlite", database=str(folder / FILE)))
    try:
        url = make_url(written)
    except ArgumentError:
        url = URL.create("")
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise InvalidSetting(
            f"{VARIABLE} must be the address of a PostgreSQL database: postgresql://user:word@host/name."
        )
    return Database(url.set(drivername="postgresql+psycopg"))


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _SECONDS_TO_ANSWER})
        event.listen(engine, "do_connect", lambda *_: _make_private(Path(str(url.database))))
        return engine
    limits = {
        "connect_timeout": _SECONDS_TO_ANSWER,
        "options": f"-c statement_timeout={_SECONDS_TO_ANSWER}s -c lock_timeout={_SECONDS_TO_ANSWER}s",
    }
    return create_engine(url, pool_pre_ping=True, pool_timeout=_SECONDS_TO_ANSWER, connect_args=limits)


def _make_private(file: Path) -> None:
    """Create the file, if there is none, so that only its owner can read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))

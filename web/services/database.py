"""The small database of revoked links, and counts: a SQLite file by default, PostgreSQL by DATABASE_URL."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Connection, MetaData, Table, inspect, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, IntegrityError, ProgrammingError
from sqlalchemy.schema import CreateTable

from recommender.core.errors import DatabaseUnavailable, InvalidSetting
from web.services.engines import begin_to_write, engine_of, put_into_file
from web.services.outage import SECONDS_TO_ANSWER, Outage

VARIABLE = "DATABASE_URL"
"""The environment variable with the address of a PostgreSQL database, such as postgresql://user:word@host/name."""

FILE = "links.sqlite3"
TABLES = MetaData()
"""The tables that a database may have. Each is created when it is first needed."""

_IS_THERE = ("42P07", "42710")
"""PostgreSQL's codes for a table, and for a type, that is there already."""

_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")

_SECONDS_IN_THE_QUEUE = 10
"""Writers wait for each other within a busy server, which says nothing about the database."""

_FOR_LINKS = ("links do not open", "no link can be revoked, nor an address be closed whose answers are cleared")


class Database:
    """A database that is opened when it is first needed, so that the guide starts without it.

    Reading and writing fail, and come back, each for itself: one that is full or can only be read still says what was
    revoked. Both raise DatabaseUnavailable where the database does not answer. Safe to use from several threads.
    """

    def __init__(self, url: URL, effects: tuple[str, str] = _FOR_LINKS) -> None:
        """Take the address, and what does not work while it cannot be read, and while it cannot be written."""
        self._engine = engine_of(url)
        self._ready = set[Table]()
        self._reading, self._writing = map(Outage, effects)
        self._creating, self._one_writer, self._waiting = Lock(), Lock(), list[None]()

    @contextmanager
    def read(self, *tables: Table) -> Iterator[Connection]:
        """A connection to read from, with these tables there."""
        with self._reading.watched(), self._looking_again():
            self._create(tables)
            with self._engine.connect() as connection:
                yield connection

    @contextmanager
    def write(self, *tables: Table) -> Iterator[Connection]:
        """A transaction, with these tables there. One at a time, so that no crowd of writers takes all connections."""
        self._writing.refuse()
        with self._alone(), self._writing.watched(), self._looking_again():
            self._create(tables)
            with self._engine.begin() as connection:
                begin_to_write(connection)
                yield connection
            if not self._waiting:
                put_into_file(self._engine)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._waiting.append(None)
        is_its_turn = self._one_writer.acquire(timeout=_SECONDS_IN_THE_QUEUE)
        self._waiting.pop()
        if not is_its_turn:
            raise DatabaseUnavailable("Too many wait to write.")
        try:
            yield
        finally:
            self._one_writer.release()

    @contextmanager
    def _looking_again(self) -> Iterator[None]:
        """After a failure the tables are looked for again: it may be another database now."""
        try:
            yield
        except Exception:
            self._ready.clear()
            raise

    def _create(self, tables: Iterable[Table]) -> None:
        for table in tables:
            if table in self._ready:
                continue
            is_first = self._creating.acquire(timeout=SECONDS_TO_ANSWER)  # no crowd opens a file for the first time
            try:
                self._create_one(table)
            finally:
                if is_first:
                    self._creating.release()

    def _create_one(self, table: Table) -> None:
        try:
            with self._engine.begin() as connection:
                if not inspect(connection).has_table(table.name):
                    begin_to_write(connection)
                    connection.execute(CreateTable(table, if_not_exists=True))
        except (IntegrityError, ProgrammingError) as error:
            # PostgreSQL says either where another server creates the table at the same moment.
            if isinstance(error, ProgrammingError) and getattr(error.orig, "sqlstate", "") not in _IS_THERE:
                raise
        self._ready.add(table)


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insertion that can say what happens where the row is there already: each kind of database has its own."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def find_database(environment: Mapping[str, str], folder: Path, effects: tuple[str, str] = _FOR_LINKS) -> Database:
    """The database of DATABASE_URL, or else of a file in this folder. Raises InvalidSetting, never with the address."""
    written = environment.get(VARIABLE, "").strip()
    if not written:
        return Database(URL.create("sqlite", database=str(folder / FILE)), effects)
    try:
        url = make_url(written).set(drivername="postgresql+psycopg")
        parts = url.translate_connect_args(database="dbname", username="user") | dict(url.query)
        make_conninfo(**parts)
        is_right = written.startswith(_SCHEMES)
    except (ArgumentError, ValueError, psycopg.Error):
        is_right = False
    if not is_right:
        raise InvalidSetting(
            f"{VARIABLE} must be the address of a PostgreSQL database: postgresql://user:word@host/name. "
            "In the word, write what is no letter or digit as % and two digits."
        )
    return Database(url, effects)

"""Connections to the two kinds of database, kept for the next question: to a SQLite file, and to PostgreSQL."""

import os
import random
import sqlite3
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError, OperationalError, SQLAlchemyError

from web.services.outage import SECONDS_TO_ANSWER

_SECONDS_WITHOUT_A_WORD = SECONDS_TO_ANSWER + 1
"""After that, a server that would say by itself that a query took too long says nothing any more."""

_FILE = "file"


def engine_of(url: URL) -> Engine:
    """The connections to this database. None is opened before it is needed."""
    return _of_file(url, Path(str(url.database))) if url.get_backend_name() == "sqlite" else _of_server(url)


def _of_file(url: URL, file: Path) -> Engine:
    """A SQLite file, where nobody who reads waits for somebody who writes: it has a log of what was written (WAL)."""
    engine = create_engine(url, pool_timeout=SECONDS_TO_ANSWER, connect_args={"timeout": SECONDS_TO_ANSWER})
    opened = list[bool]()

    def open_file(*_: object) -> None:
        if opened and not file.exists():
            raise FileNotFoundError(2, "The database file is gone.")  # an empty one would open what was revoked
        _make_private(file)
        opened[:] = [True]

    def keep_log(connection: sqlite3.Connection, record: Any) -> None:
        record.info[_FILE] = _identity(file)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # Without a log it works too. Another server may be turning it on, or the file can only be read.
            if _code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY):
                raise

    def look_for_another(_: object, record: Any, __: object) -> None:
        if record.info[_FILE] != _identity(file):
            raise DisconnectionError("The file was replaced.")

    event.listen(engine, "do_connect", open_file)
    event.listen(engine, "connect", keep_log)
    event.listen(engine, "checkout", look_for_another)
    return engine


def begin_to_write(connection: Connection) -> None:
    """Begin a transaction that writes. Where it is a file, wait for other processes that do.

    They leave each other little time in between: so look often. SQLite itself would look ten times a second.
    """
    if connection.dialect.name != "sqlite":
        return
    end = time.monotonic() + SECONDS_TO_ANSWER
    connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if _code(error.orig) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
            time.sleep(random.uniform(0.001, 0.005))
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(1000 * SECONDS_TO_ANSWER)}")


def put_into_file(engine: Engine) -> None:
    """Put what was written from the log into the file, so that a copy of the file alone has it. It may fail."""
    if engine.dialect.name == "sqlite":
        with suppress(SQLAlchemyError), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")


def _code(error: BaseException | None) -> int:
    """SQLite's code for what went wrong, without its finer differences."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _of_server(url: URL) -> Engine:
    limits = {
        "connect_timeout": SECONDS_TO_ANSWER,
        "options": f"-c statement_timeout={SECONDS_TO_ANSWER}s -c lock_timeout={SECONDS_TO_ANSWER}s",
    }
    engine = create_engine(url, pool_pre_ping=True, pool_timeout=SECONDS_TO_ANSWER, connect_args=limits)
    event.listen(engine, "do_connect", lambda _, __, given, named: ImpatientConnection.connect(*given, **named))
    return engine


class ImpatientConnection(psycopg.Connection[Any]):
    """A connection that is given up where the server says nothing: psycopg itself would wait for ever."""

    def wait(self, gen: Generator[Any, Any, Any], *arguments: Any, **named: Any) -> Any:
        """Wait for what psycopg does with the connection, for so long at the most."""
        return super().wait(self._bounded(gen, time.monotonic() + _SECONDS_WITHOUT_A_WORD), *arguments, **named)

    def _bounded(self, gen: Generator[Any, Any, Any], end: float) -> Generator[Any, Any, Any]:
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() > end:
                    self.pgconn.finish()
                    raise psycopg.OperationalError("The server says nothing.")
                wanted = gen.send(ready)
        except StopIteration as end_of_it:
            return end_of_it.value


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(file)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _make_private(file: Path) -> None:
    """Create the file, if there is none, so that only its owner can read it.

    One that is there is not opened: where a process closes a file, the system forgets all locks of that process on it,
    SQLite's too. Another process could then throw away the log, with what is written to it from then on.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))

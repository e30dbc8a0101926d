"""The two kinds of database, each empty for each test: a SQLite file, and a database of a real PostgreSQL server."""

import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import Engine, create_engine

from tests.postgres.server import Postgres
from web.services import engines as store


@pytest.fixture(autouse=True)
def closed_afterwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close the connections that a server would keep for as long as it runs."""
    engines = list[Engine]()

    def create(*arguments: Any, **more: Any) -> Engine:
        engines.append(create_engine(*arguments, **more))
        return engines[-1]

    monkeypatch.setattr(store, "create_engine", create)
    yield
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as root:
        Path(root).chmod(0o755)  # the server runs as another user, and has to reach its folder
        server = Postgres(Path(root) / "data")
        server.start()
        yield server
        server.stop()


@pytest.fixture
def empty_database(postgres: Postgres) -> str:
    """The address of a database with nothing in it."""
    name = f"test_{secrets.token_hex(4)}"
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return postgres.url.rpartition("/")[0] + f"/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings of a server: a key, and the address of a database where it is PostgreSQL."""
    keys = {"COACH_OR_MENTOR_KEYS": "C" * 43}
    if request.param == "sqlite":
        return keys
    address: str = request.getfixturevalue("empty_database")
    return {**keys, "DATABASE_URL": address}

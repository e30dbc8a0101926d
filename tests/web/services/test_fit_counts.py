"""Counts of whether a result fits: bare numbers, none lost, and links that do not suffer. On SQLite and PostgreSQL."""

import sqlite3
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect, text

from recommender.core.errors import DatabaseUnavailable, InvalidSetting
from tests.web.databases import closed_afterwards, empty_database, postgres, settings
from web.services import engines, outage
from web.services.database import FILE, find_database
from web.services.fit_counts import FIT, FitCell, FitCounts
from web.services.services import Services, open_services

__all__ = ["closed_afterwards", "empty_database", "postgres", "settings"]

Settings = Mapping[str, str]
CELL = FitCell("2.1.0", "both", "close", "now")


def asking(settings: Settings, folder: Path) -> Services:
    return open_services({**settings, FIT: "on"}, folder)


def add(services: Services, cell: FitCell, *answers: str) -> None:
    assert services.fit
    for answer in answers:
        services.fit.add(cell, answer)


def tables(settings: Settings, folder: Path) -> list[str]:
    with find_database(settings, folder).read() as connection:
        return sorted(inspect(connection).get_table_names())


def test_what_is_counted_together_is_counted_apart_from_all_else(settings: Settings, tmp_path: Path) -> None:
    services, other = asking(settings, tmp_path), CELL._replace(asked="review")
    add(services, CELL, "yes", "no", "yes")
    add(services, other, "partly")
    assert services.fit
    assert services.fit.read() == {CELL: {"yes": 2, "no": 1}, other: {"partly": 1}}


def test_an_outcome_may_have_a_long_name(settings: Settings, tmp_path: Path) -> None:
    services, cell = asking(settings, tmp_path), CELL._replace(outcome="a-review-by-someone-from-outside-comes-first")
    add(services, cell, "yes")
    assert services.fit
    assert services.fit.read() == {cell: {"yes": 1}}


def test_no_answer_is_lost_where_several_servers_count_at_once(settings: Settings, tmp_path: Path) -> None:
    servers = [asking(settings, tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: add(one, CELL, *["yes"] * 10), servers))
    assert servers[0].fit
    assert servers[0].fit.read() == {CELL: {"yes": 40}}


def test_the_table_has_numbers_and_neither_a_day_nor_a_person(settings: Settings, tmp_path: Path) -> None:
    add(asking(settings, tmp_path), CELL, "yes", "yes")
    with find_database(settings, tmp_path).read() as connection:
        columns = [column["name"] for column in inspect(connection).get_columns("fit_counts")]
        rows = [tuple(row) for row in connection.execute(text("SELECT * FROM fit_counts"))]
    assert columns == ["version", "outcome", "certainty", "asked", "answer", "count"]
    assert rows == [(*CELL, "yes", 2)]


def test_a_server_that_does_not_ask_has_no_table_for_it(settings: Settings, tmp_path: Path) -> None:
    services = open_services(settings, tmp_path)
    assert services.fit is None
    services.revocations.any_revoked([b"x" * 16])
    assert FitCounts(find_database(settings, tmp_path)).read() == {}, "nor does reading the counts create it"
    assert tables(settings, tmp_path) == ["revoked_links"]


def test_a_database_that_takes_no_counts_is_still_asked_about_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "SECONDS_TO_ANSWER", 0.2)
    services = asking({"COACH_OR_MENTOR_KEYS": "C" * 43}, tmp_path)
    add(services, CELL, "yes")
    services.revocations.any_revoked([b"x" * 16])
    writer = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable):
        add(services, CELL, "yes")
    assert not services.revocations.any_revoked([b"x" * 16]), "at once, and not after a pause"
    writer.close()


def test_a_postgresql_that_can_only_be_read_keeps_nothing_and_says_so(
    empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "_SECONDS_LEFT_ALONE", 0)
    environment = {"COACH_OR_MENTOR_KEYS": "C" * 43, "DATABASE_URL": empty_database}
    add(asking(environment, tmp_path), CELL, "yes")
    name = empty_database.rpartition("/")[2]
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
    services = asking(environment, tmp_path)
    with pytest.raises(DatabaseUnavailable):
        add(services, CELL, "yes")
    with psycopg.connect(empty_database) as connection:
        assert connection.execute("SELECT count FROM fit_counts").fetchall() == [(1,)]


@pytest.mark.parametrize(("written", "asks"), [("", False), ("off", False), (" ON ", True), ("on", True)])
def test_it_is_off_unless_a_setting_turns_it_on(written: str, asks: bool, tmp_path: Path) -> None:
    assert (open_services({FIT: written}, tmp_path).fit is not None) == asks
    assert open_services({}, tmp_path).fit is None


@pytest.mark.parametrize("written", ["yes", "1", "true", "secret"])
def test_a_switch_that_is_neither_on_nor_off_stops_the_server_and_is_not_shown(written: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match=f"{FIT} must be on or off") as raised:
        open_services({FIT: written}, tmp_path)
    assert written not in str(raised.value)

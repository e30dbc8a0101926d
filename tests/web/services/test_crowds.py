"""A crowd: 60 clients at once open links and revoke them, on two servers that share a database, and none is refused."""

import datetime
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from recommender import AnswerSheet
from tests.web.conftest import TODAY
from tests.web.databases import closed_afterwards, empty_database, postgres, settings
from tests.web.loaded import EDITION, client_of
from web.links.created import create_link, result_link
from web.services.clock import today
from web.services.database import FILE, find_database
from web.services.revocations import Revocations
from web.services.services import open_services

__all__ = ["closed_afterwards", "empty_database", "postgres", "settings"]

CLIENTS = 60


def test_no_question_is_refused_while_sixty_ask_and_revoke(settings: Mapping[str, str], tmp_path: Path) -> None:
    servers = [Revocations(find_database(settings, tmp_path)) for _ in range(2)]
    ids = [bytes([number]) * 16 for number in range(4 * CLIENTS)]

    def ask(number: int) -> bool:
        revocations = servers[number % 2]
        if number % 4 < 2:
            revocations.revoke(ids[number], None, today=TODAY)
        return revocations.any_revoked([ids[number]])

    with ThreadPoolExecutor(CLIENTS) as pool:
        assert list(pool.map(ask, range(len(ids)))) == [True, True, False, False] * CLIENTS


@pytest.mark.deep
def test_no_link_is_refused_while_sixty_clients_open_and_revoke(settings: Mapping[str, str], tmp_path: Path) -> None:
    servers = [open_services(settings, tmp_path) for _ in range(2)]
    clients = [client_of(services) for services in servers]
    sheet = result_link(EDITION, AnswerSheet("self", {"goal": "habit"}), "answers", 30, today=today())
    links = [create_link(EDITION, servers[0], "", sheet) for _ in range(2 * CLIENTS)]

    def ask(number: int) -> int:
        client, link = clients[number % 2], links[number]
        return client.post(link.manage).status_code if number % 4 < 2 else client.get(link.address).status_code

    with ThreadPoolExecutor(CLIENTS) as pool:
        assert Counter(pool.map(ask, range(len(links)))) == {200: len(links)}
    found = [client.get(link.address).status_code for client in clients for link in links]
    assert found == [410, 410, 200, 200] * (len(links) // 2)


def test_no_reader_waits_for_a_writer_that_has_the_whole_file(tmp_path: Path) -> None:
    revocations = Revocations(find_database({}, tmp_path))
    revocations.revoke(b"a" * 16, None, today=TODAY)
    writer = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    assert revocations.any_revoked([b"a" * 16])
    assert Revocations(find_database({}, tmp_path)).any_revoked([b"a" * 16]), "nor does one that comes anew"
    writer.close()


def test_a_file_of_an_earlier_version_goes_on_with_what_it_holds(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as earlier:
        earlier.execute("CREATE TABLE revoked_links (id BLOB NOT NULL, keep_until DATE, PRIMARY KEY (id))")
        earlier.execute("INSERT INTO revoked_links VALUES (?, NULL)", (b"a" * 16,))
    earlier.close()
    revocations = Revocations(find_database({}, tmp_path))
    assert revocations.any_revoked([b"a" * 16])
    revocations.revoke(b"b" * 16, None, today=TODAY)
    assert revocations.any_revoked([b"b" * 16])


def test_a_copy_of_the_file_alone_has_all_that_was_revoked(tmp_path: Path) -> None:
    revocations = Revocations(find_database({}, tmp_path))
    for number in range(3):
        revocations.revoke(bytes([number]) * 16, TODAY + datetime.timedelta(9), today=TODAY)
    copy = tmp_path / "backup"
    copy.write_bytes((tmp_path / FILE).read_bytes())
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT count(*) FROM revoked_links").fetchone() == (3,)
    connection.close()


def test_what_lies_beside_the_file_is_as_private_as_the_file(tmp_path: Path) -> None:
    revocations = Revocations(find_database({}, tmp_path))
    revocations.revoke(b"a" * 16, None, today=TODAY)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys([FILE, f"{FILE}-wal", f"{FILE}-shm"], 0o600)


def test_what_is_revoked_is_seen_by_another_process_after_a_third_has_closed_the_file(tmp_path: Path) -> None:
    database = find_database({}, tmp_path)
    revocations = Revocations(database)
    revocations.revoke(b"a" * 16, None, today=TODAY)
    with database.read(), database.read():  # a second connection, as for a second request
        pass
    with _another_process(tmp_path / FILE) as third:
        assert third() == 1
    with _another_process(tmp_path / FILE) as another:
        assert another() == 1
        revocations.revoke(b"b" * 16, None, today=TODAY)
        assert another() == 2


_COUNTING = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1])
for _ in sys.stdin:
    print(file.execute("SELECT count(*) FROM revoked_links").fetchone()[0], flush=True)
file.close()
"""


@contextmanager
def _another_process(file: Path) -> Iterator[Callable[[], int]]:
    """Another process that has this file open, and counts the revoked links in it when it is asked."""
    command = [sys.executable, "-c", _COUNTING, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        asked, answers = process.stdin, process.stdout

        def count() -> int:
            print(file=asked, flush=True)
            return int(answers.readline())

        yield count
        asked.close()
        process.wait(timeout=30)

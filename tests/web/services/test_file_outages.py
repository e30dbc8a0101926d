"""A SQLite file in trouble: links refuse politely, what was revoked stays so, and the operator is told once."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests.web.conftest import TODAY
from tests.web.databases import closed_afterwards
from tests.web.services.outages import Caplog, asking, at, back, quick, refused, revoking, told_once
from tests.web.unprivileged import open_folder, unprivileged
from web.services.database import FILE

__all__ = ["closed_afterwards", "open_folder", "quick"]


def test_while_a_file_is_locked_links_open_and_none_can_be_revoked(tmp_path: Path, caplog: Caplog) -> None:
    revocations = at(tmp_path)
    assert not asking(revocations)()
    writer = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: refused(revoking(revocations)), range(8)))
    assert not asking(revocations)()
    assert told_once(caplog, "is locked", "no link can be revoked")
    writer.close()
    back(caplog, revoking(revocations), "no link can be revoked")


def test_a_full_disk_refuses_what_is_new_and_keeps_what_was_revoked(tmp_path: Path, caplog: Caplog) -> None:
    revocations, most = at(tmp_path), [1]
    revoking(revocations)()

    def fill() -> None:
        for number in range(999):
            revocations.revoke(number.to_bytes(16, "big"), None, today=TODAY)

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA max_page_count = {most[0]}")

    event.listen(Pool, "checkout", limit)
    try:
        refused(fill)
        assert asking(revocations)()
        assert told_once(caplog, "has a full disk", "no link can be revoked")
        most[0] = 1_000_000
        back(caplog, revoking(revocations))
    finally:
        event.remove(Pool, "checkout", limit)


def test_a_file_that_can_only_be_read_still_says_what_was_revoked(open_folder: Path, caplog: Caplog) -> None:
    file = open_folder / FILE
    with unprivileged():
        revoking(at(open_folder))()
        file.chmod(0o400)
        revocations = at(open_folder)
        assert asking(revocations)()
        refused(revoking(revocations))
        assert asking(revocations)()
        assert told_once(caplog, "can only be read", "no link can be revoked")
        mended = file.read_bytes()
        file.unlink()
        file.write_bytes(mended)
        back(caplog, revoking(revocations))


def test_a_file_that_is_gone_opens_nothing_until_a_backup_is_put_back(tmp_path: Path, caplog: Caplog) -> None:
    revocations, file = at(tmp_path), tmp_path / FILE
    revoking(revocations)()
    backup = file.read_bytes()
    file.unlink()
    refused(asking(revocations))
    assert not file.exists(), "an empty one would open all that was revoked"
    assert told_once(caplog, "has lost its file", "links do not open")
    file.write_bytes(backup)
    back(caplog, asking(revocations), "links do not open")
    assert asking(revocations)()


def test_a_backup_that_is_put_in_its_place_counts_from_the_next_link_on(tmp_path: Path) -> None:
    revocations, other = at(tmp_path), at(tmp_path / "other")
    assert not asking(revocations)()
    revoking(other)()
    (tmp_path / "other" / FILE).replace(tmp_path / FILE)
    assert asking(revocations)()


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path, caplog: Caplog) -> None:
    (tmp_path / FILE).write_text("This is something else altogether, and longer than a header of SQLite would be." * 9)
    revocations = at(tmp_path)
    refused(asking(revocations))
    assert told_once(caplog, "is damaged", "Put back a backup")
    assert not revocations.is_reachable()
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).touch()
    back(caplog, asking(revocations))
    assert revocations.is_reachable()


def test_a_file_with_damage_in_its_middle_is_said_to_be_damaged(tmp_path: Path, caplog: Caplog) -> None:
    file, ids = tmp_path / FILE, [number.to_bytes(16, "big") for number in range(200)]
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE revoked_links (id BLOB NOT NULL, keep_until DATE, PRIMARY KEY (id))")
        connection.executemany("INSERT INTO revoked_links VALUES (?, NULL)", [(one,) for one in ids])
    connection.close()
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"damage" * 2000)
    revocations = at(tmp_path)
    refused(lambda: [revocations.any_revoked([one]) for one in ids])
    assert told_once(caplog, "is damaged")


def test_a_folder_that_nobody_may_use_is_said_to_be_closed(open_folder: Path, caplog: Caplog) -> None:
    revocations = at(open_folder)
    open_folder.chmod(0o500)
    with unprivileged():
        refused(asking(revocations))
    assert told_once(caplog, "has a file that cannot be opened")
    open_folder.chmod(0o777)
    with unprivileged():
        back(caplog, asking(revocations))

"""Making use of a database that is in trouble, and what the operator was told of it."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from recommender.core.errors import DatabaseUnavailable
from tests.postgres.server import WORD
from tests.web.conftest import TODAY
from web.services import engines, outage
from web.services.database import FILE, find_database
from web.services.revocations import Revocations

Caplog = pytest.LogCaptureFixture

_PATIENCE = 20


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for less than a server would."""
    monkeypatch.setattr(outage, "_SECONDS_LEFT_ALONE", 0.1)
    monkeypatch.setattr(engines, "SECONDS_TO_ANSWER", 1)
    monkeypatch.setattr(engines, "_SECONDS_WITHOUT_A_WORD", 1.5)


def at(folder: Path, **settings: str) -> Revocations:
    """A server's revoked links, in a file in this folder or where the settings say."""
    return Revocations(find_database(settings, folder))


def asking(revocations: Revocations) -> Callable[[], object]:
    """Whether one link was revoked, always the same."""
    return lambda: revocations.any_revoked([b"a" * 16])


def revoking(revocations: Revocations) -> Callable[[], object]:
    """Revoke that link."""
    return lambda: revocations.revoke(b"a" * 16, None, today=TODAY)


def refused(use: Callable[[], object]) -> None:
    """This is refused, again and again."""
    for _ in range(3):
        with pytest.raises(DatabaseUnavailable):
            use()


def told(caplog: Caplog) -> list[str]:
    """What the operator was told since this was last asked."""
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    caplog.clear()
    return lines


def told_once(caplog: Caplog, *words: str) -> bool:
    """Whether the operator was told of one thing, in these words, and of no address."""
    (line,) = told(caplog)
    assert all(word in line for word in words), line
    return WORD not in line and "127.0.0.1" not in line and FILE not in line


def back(caplog: Caplog, use: Callable[[], object], *words: str) -> None:
    """After a moment it works again, and the operator is told once, however often it is used."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            use()
            break
        except DatabaseUnavailable:
            assert time.monotonic() < end, "it does not recover"
            time.sleep(0.05)
    use()
    assert told_once(caplog, "is back", *words)

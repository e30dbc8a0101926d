"""What is the trouble with a database, and what to do about it: for the operator, without address or password."""

import errno
import sqlite3
from collections.abc import Mapping

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

Trouble = tuple[str, str]
"""What the database does, as a clause, and what to do."""

_AWAY: Trouble = ("does not answer", "See that it runs, and that DATABASE_URL names it and a user who may log in.")
_SLOW: Trouble = ("is locked or too slow", "Look for a transaction that was left open, and at the machine's load.")
_READ_ONLY: Trouble = ("can only be read", "Let it be written again: look at the disk, the mode, or the server.")
_FULL: Trouble = ("has a full disk", "Make room on its disk.")
_CORRUPT: Trouble = ("is damaged", "Put back a backup: without it, links that were revoked would open again.")
_CROWDED: Trouble = ("has too many connections", "Raise max_connections, or run fewer servers.")
_FORBIDDEN: Trouble = ("does not let this user in", "Give the user of the guide the right to read, write and create.")
_GONE: Trouble = ("has lost its file", "Put back the file or a backup, or restart to begin with no revoked link.")
_UNREADABLE: Trouble = ("has a file that cannot be opened", "Look at its disk, and at owner and mode of its folder.")

_OF_SQLITE: Mapping[int, Trouble] = {
    sqlite3.SQLITE_BUSY: _SLOW,
    sqlite3.SQLITE_LOCKED: _SLOW,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _CORRUPT,
    sqlite3.SQLITE_NOTADB: _CORRUPT,
}
_OF_POSTGRESQL: Mapping[str, Trouble] = {
    "25006": _READ_ONLY,
    "28": _FORBIDDEN,
    "42501": _FORBIDDEN,
    "53100": _FULL,
    "53300": _CROWDED,
    "55P03": _SLOW,
    "57014": _SLOW,
    "XX": _CORRUPT,
}
"""By SQLSTATE, or the class that it begins with."""

_OF_SYSTEM: Mapping[int | None, Trouble] = {
    errno.ENOENT: _GONE,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
}
_SAID_AT_LOGIN = {
    "too many c": _CROWDED,
    "connection slots": _CROWDED,
    "authentication failed": _FORBIDDEN,
    "not permitted": _FORBIDDEN,
}
"""A refused login has no SQLSTATE in psycopg, but these words if the server speaks English."""


def trouble_of(error: Exception, effect: str) -> tuple[str, str, str]:
    """What the database does, the effect, and what to do."""
    what, remedy = _kind(error)
    return what, effect, remedy


def _kind(error: Exception) -> Trouble:
    if isinstance(error, PoolTimeout):
        return _SLOW
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno, _UNREADABLE)
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _OF_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, _UNREADABLE)
    code = getattr(cause, "sqlstate", None) or ""
    said = next((trouble for words, trouble in _SAID_AT_LOGIN.items() if words in str(cause)), _AWAY)
    return _OF_POSTGRESQL.get(code) or _OF_POSTGRESQL.get(code[:2]) or said

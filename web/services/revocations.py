"""Which links were revoked: their ids, each with the day until which it has to be remembered. Nothing else is kept."""

import datetime
from collections.abc import Collection

from sqlalchemy import Column, Date, LargeBinary, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from web.services.database import TABLES, Database

_REVOKED = Table(
    "revoked_links",
    TABLES,
    Column("id", LargeBinary(16), primary_key=True),
    Column("keep_until", Date, nullable=True),
)


class Revocations:
    """The ids of revoked links. All methods raise DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def any_revoked(self, ids: Collection[bytes]) -> bool:
        """Whether one of these was revoked."""
        with self._database.begin(_REVOKED) as connection:
            found = connection.execute(select(_REVOKED.c.id).where(_REVOKED.c.id.in_(list(ids))).limit(1))
            return found.first() is not None

    def revoke(self, link: bytes, keep_until: datetime.date | None, *, today: datetime.date) -> None:
        """Revoke a link that would open until this day, or for ever; and forget those that would not open any more."""
        with self._database.begin(_REVOKED) as connection:
            connection.execute(delete(_REVOKED).where(_REVOKED.c.keep_until < today))
        try:
            with self._database.begin(_REVOKED) as connection:
                connection.execute(insert(_REVOKED).values(id=link, keep_until=keep_until))
        except IntegrityError:
            pass  # it is revoked already

"""Which links were revoked: their ids, each with the day until which it has to be remembered. Nothing else is kept."""

import datetime
from collections.abc import Collection

from sqlalchemy import Column, Date, LargeBinary, Table, bindparam, delete, select

from recommender.core.errors import DatabaseUnavailable
from web.services.database import TABLES, Database, insert_into

_REVOKED = Table(
    "revoked_links",
    TABLES,
    Column("id", LargeBinary(16), primary_key=True),
    Column("keep_until", Date, nullable=True),
)


_ASKED = select(_REVOKED.c.id).where(_REVOKED.c.id.in_(bindparam("ids", expanding=True))).limit(1)
_OUTDATED = delete(_REVOKED).where(_REVOKED.c.keep_until < bindparam("today"))


class Revocations:
    """The ids of revoked links. Where the database does not answer, all raise DatabaseUnavailable but is_reachable."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pruned_on: datetime.date | None = None

    def any_revoked(self, ids: Collection[bytes]) -> bool:
        """Whether one of these was revoked."""
        with self._database.read(_REVOKED) as connection:
            return connection.execute(_ASKED, {"ids": list(ids)}).first() is not None

    def revoke(self, link: bytes, keep_until: datetime.date | None, *, today: datetime.date) -> None:
        """Revoke a link that would open until this day, or for ever. To revoke it twice changes nothing.

        Once a day, those are forgotten that would not open any more.
        """
        with self._database.write(_REVOKED) as connection:
            one_more = insert_into(connection, _REVOKED).values(id=link, keep_until=keep_until)
            connection.execute(one_more.on_conflict_do_nothing())
            if self._pruned_on != today:
                connection.execute(_OUTDATED, {"today": today})
        self._pruned_on = today

    def is_reachable(self) -> bool:
        """Whether the database says now which links were revoked. Cheap enough to ask each second."""
        try:
            self.any_revoked([])
        except DatabaseUnavailable:
            return False
        return True

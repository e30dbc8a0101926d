"""Does it fit? How often a result was said to fit: bare counts, and nothing about who said so, where or when."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Column, Integer, String, Table, inspect, select

from web.services.database import TABLES, Database, insert_into

FIT = "COACH_OR_MENTOR_FIT"
"""The environment variable that says whether results ask if they fit: `on` or `off`."""

ANSWERS = ("yes", "partly", "no")

NOW, REVIEW = ASKED = ("now", "review")
"""When somebody is asked: with the result, or on the day to review it."""


class FitCell(NamedTuple):
    """What is counted together: one outcome and certainty of one version of the rules, asked at one of ASKED."""

    version: str
    outcome: str
    certainty: str
    asked: str


FitNumbers = Mapping[FitCell, Mapping[str, int]]
"""How many gave each of ANSWERS, by what is counted together. An answer that nobody gave may be missing."""

_COUNTS = Table(
    "fit_counts",
    TABLES,
    *(Column(name, String, primary_key=True) for name in (*FitCell._fields, "answer")),
    Column("count", Integer, nullable=False),
)


class FitCounts:
    """The counts. Both methods raise DatabaseUnavailable where the database does not answer, or takes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, cell: FitCell, answer: str) -> None:
        """Count one more of this answer, in one step: none is lost where several servers count at once."""
        with self._database.write(_COUNTS) as connection:
            first = insert_into(connection, _COUNTS).values(**cell._asdict(), answer=answer, count=1)
            more = {"count": _COUNTS.c.count + 1}
            connection.execute(first.on_conflict_do_update(index_elements=list(_COUNTS.primary_key), set_=more))

    def read(self) -> FitNumbers:
        """All counts. Where nobody has been asked, there is no table, and none is created."""
        found: dict[FitCell, dict[str, int]] = {}
        with self._database.read() as connection:
            if not inspect(connection).has_table(_COUNTS.name):
                return {}
            for *cell, answer, count in connection.execute(select(_COUNTS)):
                found.setdefault(FitCell(*cell), {})[answer] = count
        return found

"""What came of scoring a file, as it grows from batch to batch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recommender.batch.header import Header
from recommender.batch.row_errors import BadCells
from recommender.batch.score_rows import ScoredRows

Progress = Callable[[int, int], None]
"""Is called with how much of how much has been read: rows, or, of a CSV file, bytes."""


@dataclass(slots=True)
class FileReport:
    """How many rows there are, what could not be scored, and what is worth knowing about the others.

    `unanswered` counts the rows without any answer, `unscreened` those whose screening cell is empty. `encoding` is
    that of a text file, and `neutralised` counts its cells that a spreadsheet would have run as formulas.
    """

    header: Header
    encoding: str = ""
    rows: int = 0
    bad: BadCells = BadCells()
    unanswered: int = 0
    unscreened: int = 0
    neutralised: int = 0

    def add(self, scored: ScoredRows, rows: int, lines: Sequence[int] = ()) -> None:
        """Add a batch, and the lines that its rows are on."""
        self.bad = self.bad.followed_by(scored.bad.shifted(self.rows, lines))
        self.rows += rows
        self.unanswered += scored.unanswered
        self.unscreened += scored.unscreened

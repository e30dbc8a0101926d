"""Columns of cells in; scores, reasons, and what cannot be scored out. No dataframe is known here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.encoded_columns import EncodedColumn, FlagSums, InputColumn
from recommender.batch.input_tables import in_order, reading
from recommender.batch.kernel import Scores, score
from recommender.batch.row_check import InputColumns, bad_cells
from recommender.batch.row_errors import BadCell, BadCells
from recommender.batch.row_reasons import NO_REASONS, RowReasons, score_with_reasons
from recommender.core.model import SCREENING, VIEW


@dataclass(frozen=True, slots=True, eq=False)
class ScoredRows:
    """The scores of rows, their reasons if they were asked for, and what could not be scored.

    `unanswered` counts the rows without any answer, `unscreened` those whose screening cell is empty.
    """

    scores: Scores
    reasons: RowReasons | None
    bad: BadCells
    unanswered: int
    unscreened: int


@dataclass(frozen=True, slots=True)
class _Counted:
    """The flags' sums; as they are read, it is counted where a cell says nothing."""

    flags: FlagSums
    empty: list[int] = field(default_factory=list)

    def __getitem__(self, rows: slice) -> npt.NDArray[np.int64]:
        self.empty.append(int(self.flags.empty(rows).sum()))
        return self.flags[rows]


def score_rows(
    texts: AnswerTexts,
    columns: Mapping[str, InputColumn],
    rows: int,
    *,
    reasons: bool = True,
    malformed: Sequence[BadCell] = (),
) -> ScoredRows:
    """The scores of rows from their columns: the view, the screening, and those questions that have one.

    Rows that are `malformed` get no score.
    """
    encoded = {name: EncodedColumn(columns[name], name, texts) for name in in_order(texts.table) if name in columns}
    flags = FlagSums(columns[SCREENING], encoded[VIEW], texts)
    counted = _Counted(flags)
    read = reading(texts.table, tuple((name, column.labels) for name, column in encoded.items()))
    scores, found = (
        score_with_reasons(read, encoded, rows, counted) if reasons else (score(read, encoded, rows, counted), None)
    )
    for cell in malformed:
        scores.outcome[cell.row - 1] = scores.certainty[cell.row - 1] = -1
        if found:
            found.numbers[cell.row - 1] = NO_REASONS
    bad = bad_cells(InputColumns(texts.table, encoded, flags), scores.outcome < 0, malformed)
    unanswered = int(((scores.answered == 0) & (scores.certainty >= 0)).sum())
    return ScoredRows(scores, found, bad, unanswered, sum(counted.empty))

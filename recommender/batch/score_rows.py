"""Many people: columns of cells in; scores, reasons, and what cannot be scored out. No dataframe is known here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recommender.batch.encoded_columns import Coded, ColumnSource, TickSums
from recommender.batch.input_tables import MOST_LABELS, MOST_VIEWS, in_order, reading
from recommender.batch.kernel import Scores, score
from recommender.batch.row_check import Cells, bad_cells
from recommender.batch.row_errors import BadCell, BadCells
from recommender.batch.row_reasons import NO_REASONS, Told, score_and_tell
from recommender.core.model import SCREENING, VIEW
from recommender.core.tally import Table


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Many people's scores, their reasons if they were asked for, and what could not be scored."""

    scores: Scores
    told: Told | None
    bad: BadCells


def score_people(
    table: Table, columns: Mapping[str, ColumnSource], rows: int, *, reasons: bool = True, unfit: Sequence[BadCell] = ()
) -> Scored:
    """The scores of many people from their columns: the view, the screening, and those questions that have one.

    `unfit` are bad rows that are known before: they get no score either.
    """
    canonical = in_order(table)
    most = dict.fromkeys(canonical, MOST_LABELS) | {VIEW: MOST_VIEWS}
    coded = {name: Coded(columns[name], canonical[name], most[name]) for name in canonical if name in columns}
    ticks = TickSums(table, columns[SCREENING], coded[VIEW])
    read = reading(table, tuple((name, column.labels) for name, column in coded.items()))
    scores, told = score_and_tell(read, coded, rows, ticks) if reasons else (score(read, coded, rows, ticks), None)
    for cell in unfit:
        scores.outcome[cell.row - 1] = scores.certainty[cell.row - 1] = -1
        if told:
            told.numbers[cell.row - 1] = NO_REASONS
    return Scored(scores, told, bad_cells(Cells(table, coded, ticks), scores.outcome < 0, unfit))

"""The people of a file that was scored, scored again under other rules."""

import numpy as np
import pandas as pd

from recommender.batch.answer_texts import NONE, AnswerTexts
from recommender.batch.dataframe_columns import column_of
from recommender.batch.encoded_columns import InputColumn
from recommender.batch.row_errors import BadCell
from recommender.batch.score_rows import score_rows
from recommender.core.model import SCREENING, VIEW
from recommender.core.tally import Table
from recommender.people.score_people import ScoredPeople


def outcomes_under(table: Table, scored: ScoredPeople) -> list[str]:
    """Each row's outcome under these rules, or "" where they do not accept its answers.

    The answers mean what they mean under the rules that the file was read with.
    """
    people, rows = scored.people, len(scored.people.frame)
    columns = {meant: _ids(scored, meant) for meant in people.columns if meant in table.rules.question}
    columns[VIEW] = _column(scored.views())
    columns[SCREENING] = _flags(scored) if SCREENING in people.columns else _column([NONE] * rows)
    malformed = [BadCell(row + 1, "", str(cells), "") for row, cells in people.malformed.items()]
    found = score_rows(AnswerTexts(table), columns, rows, reasons=False, malformed=malformed)
    names = np.array([*table.rules.outcomes, ""], object)
    return list(names[found.scores.outcome])


def _ids(scored: ScoredPeople, question: str) -> InputColumn:
    cells = scored.people.frame[scored.people.columns[question]]
    return _column(cells.map({text: scored.texts.answer(question, text) for text in cells.unique()}).tolist())


def _flags(scored: ScoredPeople) -> InputColumn:
    cells = scored.people.frame[scored.people.columns[SCREENING]]
    return _column(cells.map({text: " ".join(scored.texts.flags(text)) for text in cells.unique()}).tolist())


def _column(texts: list[str]) -> InputColumn:
    return column_of(pd.Series(texts, dtype=object))

"""Dataframes of every kind that are scored, and what each row alone would come to."""

from collections.abc import Callable, Sequence
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa

from recommender import NOT_SURE, AnswerSheet, Table, decide, tally_of
from recommender.batch.row_errors import BadCells
from recommender.explanation.reasons import reasons_for
from tests.conftest import RESULTS

NO_BAD_CELLS = BadCells()


Columns = dict[str, list[str | None]]


def columns_of(rows: Sequence[AnswerSheet], questions: Sequence[str]) -> Columns:
    """One row for each sheet. A question left out is an empty cell."""
    answers: Columns = {question: [sheet.answers.get(question, "") for sheet in rows] for question in questions}
    screening: list[str | None] = [" ".join(sorted(sheet.flags)) for sheet in rows]
    return {"view": [sheet.view for sheet in rows], "screening": screening, **answers}


def backwards(cells: Sequence[str | None]) -> list[str]:
    """The different words of a column, in an order that is not that of the rules."""
    return sorted({cell for cell in cells if cell is not None}, reverse=True)


def pandas_text(columns: Columns, _: Table) -> Any:
    return pd.DataFrame(columns, dtype="string")


def pandas_objects(columns: Columns, _: Table) -> Any:
    return pd.DataFrame(columns, dtype="object")


def pandas_categories(columns: Columns, _: Table) -> Any:
    return pd.DataFrame({name: pd.Categorical(cells, backwards(cells)) for name, cells in columns.items()})


def pandas_categories_mostly_unused(columns: Columns, _: Table) -> Any:
    unused = [f"unused-{number}" for number in range(25)]
    return pd.DataFrame({name: pd.Categorical(cells, unused + backwards(cells)) for name, cells in columns.items()})


def polars_text(columns: Columns, _: Table) -> Any:
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def polars_enums(columns: Columns, _: Table) -> Any:
    return pl.DataFrame({name: pl.Series(cells, dtype=pl.Enum(backwards(cells))) for name, cells in columns.items()})


def polars_categories(columns: Columns, table: Table) -> Any:
    return polars_text(columns, table).cast(pl.Categorical)


def arrow_text(columns: Columns, _: Table) -> Any:
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})


def arrow_dictionaries(columns: Columns, _: Table) -> Any:
    """Each column in two chunks, so that there are two dictionaries."""

    def column(cells: list[str | None]) -> Any:
        halves = cells[: len(cells) // 2], cells[len(cells) // 2 :]
        return pa.chunked_array([pa.array(half, pa.string()).dictionary_encode() for half in halves])

    return pa.table({name: column(cells) for name, cells in columns.items()})


FRAMES: list[Callable[[Columns, Table], Any]] = [
    pandas_text,
    pandas_objects,
    pandas_categories,
    pandas_categories_mostly_unused,
    polars_text,
    polars_enums,
    polars_categories,
    arrow_text,
    arrow_dictionaries,
]


def people(*rows: dict[str, str]) -> pd.DataFrame:
    """A frame of these rows: in the view `self`, without screening flags or a goal, unless a row says otherwise."""
    return pd.DataFrame([{"view": "self", "screening": "", "goal": "", **row} for row in rows])


def alone(table: Table, sheet: AnswerSheet) -> list[Any]:
    """The results of the sheet by itself, without the reasons."""
    decision = decide(table, tally_of(table, sheet))
    approach = decision.approach
    if approach is None:
        return [decision.outcome, *[None] * 5]
    answered = sum(q.counts and sheet.answers.get(q.id, NOT_SURE) not in ("", NOT_SURE) for q in table.rules.questions)
    return [decision.outcome, approach.certainty, *approach.points, approach.lead, answered]


def habit_alone(table: Table) -> list[Any]:
    """What the one answer `goal=habit` comes to."""
    return alone(table, AnswerSheet("self", {"goal": "habit"}))


def results(scored: Any, columns: Sequence[str] = RESULTS) -> list[list[Any]]:
    """The result columns but for the reasons, a missing cell as None."""
    frame = nw.from_native(scored, eager_only=True).select(list(columns[:-1]))
    return [[None if pd.isna(cell) else cell for cell in row] for row in frame.rows()]


def weighed(table: Table, **answers: str) -> str:
    """The answers as a row's reasons tell them: the side that each moves the lead to and how far, weightiest first."""
    leads = {reason.question: reason.lead for reason in reasons_for(table, answers) if reason.lead}
    return "; ".join(
        f"{question}={answers[question]} {table.rules.approaches[lead < 0]} +{abs(lead)}"
        for question, lead in sorted(leads.items(), key=lambda item: -abs(item[1]))
    )


def told_alone(table: Table, sheet: AnswerSheet) -> str:
    """What the sheet by itself has as its reasons: what comes first, the pattern, and the three weightiest answers."""
    decision = decide(table, tally_of(table, sheet))
    first = [f"first: {' '.join(decision.gates)}"] if decision.gates else []
    if decision.approach is None:
        return first[0]
    held = [f"on hold: {decision.approach.outcome}"] if decision.gates else []
    pattern = [f"pattern: {decision.approach.pattern}"] if decision.approach.pattern else []
    weights = weighed(table, **sheet.answers).split("; ")[:3]
    return "; ".join(part for part in [*first, *held, *pattern, *weights] if part)


def reasons(scored: pd.DataFrame) -> list[str | None]:
    return [None if isinstance(cell, float) else str(cell) for cell in scored["reasons"]]

"""Dataframes of many people: one in, the same kind out with the results; pandas, polars and pyarrow.

A column may hold words as text or as categories (pandas categorical, polars Enum or Categorical, arrow dictionary), or
whole numbers: a question's options in the order of the rules from 0, then "not sure"; for the view, 0 or 1. An empty
cell is "not sure". Categories stay numbers all the way: no text is made for a row.

Of the results, outcome and certainty are categories, and so are the reasons, a text each: what comes first, the pattern
that decides, and the three answers that move the lead most. The totals and the lead are small whole numbers. A row with
a bad cell has none of them, and a row that something ticked stops has no certainty and no numbers.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import narwhals.stable.v2 as nw

from recommender.batch.dataframe_columns import source_of
from recommender.batch.input_tables import in_order
from recommender.batch.output_columns import Category, Whole, results_of
from recommender.batch.row_errors import BadCell, BadCells, check_columns, missing_questions
from recommender.batch.score_rows import score_people
from recommender.core.errors import InvalidTable
from recommender.core.model import SCREENING
from recommender.core.tally import Table

__all__ = ["BadCell", "BadCells", "missing_questions", "score_frame"]

Frame = TypeVar("Frame")
Results = Mapping[str, Category | Whole]


def score_frame(table: Table, frame: Frame, *, reasons: bool = True) -> tuple[Frame, BadCells]:
    """The frame with RESULTS added, and the cells that could not be scored. The frame itself stays as it was.

    It has one row a person, and columns named by question ids (a question without one is "not sure"), `view`, and
    `screening` (ids of ticks, separated by spaces). Others are passed through. Without `reasons` it takes less time.
    Raises InvalidTable where it does not fit.
    """
    put = _put_into(frame)
    check_columns(table, _names(frame))
    opened: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    labels = in_order(table) | {SCREENING: ()}
    present = [name for name in labels if name in opened.columns]
    sources = {name: source_of(opened.get_column(name), labels[name]) for name in present}
    scored = score_people(table, sources, len(opened), reasons=reasons)
    with_results: Frame = put(frame, results_of(scored))
    return with_results, scored.bad


def _names(frame: Any) -> list[str]:
    """The names of the columns, read without narwhals, which takes no two of one name."""
    return [str(name) for name in (frame.column_names if hasattr(frame, "column_names") else frame.columns)]


def _put_into(frame: Any) -> Callable[[Any, Results], Any]:
    """What adds results to a frame of this kind. Raises InvalidTable for what is no frame, or of another kind."""
    name = type(frame).__name__
    if hasattr(frame, "collect"):
        raise InvalidTable(f"A {name} has no rows yet. Call its collect() first.")
    for is_one, put in _KINDS:
        if is_one(frame):
            return put
    raise InvalidTable(f"A {name} cannot be scored. Make it a pandas or polars DataFrame or a pyarrow Table.")


def _put_into_pandas(frame: Any, results: Results) -> Any:
    import pandas as pd

    def column(result: Category | Whole) -> Any:
        if isinstance(result, Category):
            return pd.Categorical.from_codes(result.codes, pd.Index(result.words), ordered=result.ordered)
        return pd.arrays.IntegerArray(result.numbers, result.missing)

    return frame.assign(**{name: column(result) for name, result in results.items()})


def _put_into_polars(frame: Any, results: Results) -> Any:
    import polars as pl

    def column(name: str, result: Category | Whole) -> pl.Series:
        if isinstance(result, Whole):
            return pl.Series(name, result.as_arrow())
        enum = pl.Enum(result.words)
        numbers = pl.Series(name, result.as_arrow(unsigned=True).indices)
        physical = pl.Series(dtype=enum).to_physical().dtype
        return (numbers if numbers.dtype == physical else numbers.cast(physical)).cat.to(enum)

    return frame.with_columns([column(name, result) for name, result in results.items()])


def _put_into_arrow(frame: Any, results: Results) -> Any:
    for name, result in results.items():
        frame = frame.append_column(name, result.as_arrow())
    return frame


_KINDS: tuple[tuple[Callable[[Any], bool], Callable[[Any, Results], Any]], ...] = (
    (nw.dependencies.is_pandas_dataframe, _put_into_pandas),
    (nw.dependencies.is_polars_dataframe, _put_into_polars),
    (nw.dependencies.is_pyarrow_table, _put_into_arrow),
)

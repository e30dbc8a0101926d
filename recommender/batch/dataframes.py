"""Dataframes with one row for each person: one in, the same kind out with the results; pandas, polars and pyarrow.

A column may hold words as text or as categories (pandas categorical, polars Enum or Categorical, arrow dictionary). An
empty cell is "not sure". Categories stay numbers throughout: no string is created for a row.

Of the results, outcome, certainty and reasons are categories. The reasons name the screening flags that come first, the
pattern that decides, and the three answers that move the lead most. The totals, the lead and the count of answers are
small whole numbers. A row with a bad cell has no results, and one that a screening flag stops has an outcome and
reasons alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import narwhals.stable.v2 as nw

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.dataframe_columns import column_of
from recommender.batch.header import Header, header_of
from recommender.batch.output_columns import Category, Integers, result_columns
from recommender.batch.row_errors import BadCell, BadCells
from recommender.batch.score_rows import score_rows
from recommender.core.errors import InvalidTable
from recommender.core.tally import Table

__all__ = ["BadCell", "BadCells", "score_frame"]

Frame = TypeVar("Frame")
Results = Mapping[str, Category | Integers]


def score_frame(
    table: Table, frame: Frame, *, reasons: bool = True, texts: AnswerTexts | None = None
) -> tuple[Frame, BadCells]:
    """The frame with the result columns added, and the cells that could not be scored. The frame itself is not changed.

    Its columns are named by question ids (a question without one is "not sure"), `view`, and `screening` (ids of
    flags, separated by spaces). Others are passed through. It is faster without `reasons`. `texts`, if given, says what
    other names and cells stand for.
    Raises InvalidTable where a column is missing or cannot be read.
    """
    scored, bad, _ = score_with_header(texts or AnswerTexts(table), frame, reasons=reasons)
    return scored, bad


def score_with_header(texts: AnswerTexts, frame: Frame, *, reasons: bool) -> tuple[Frame, BadCells, Header]:
    """What `score_frame` gives, and how the names of the columns were understood. Raises InvalidTable as that does."""
    library = _library_of(frame)
    names = library.names(frame)
    header = header_of(texts, names)
    columns = {name: column_of(library.column(frame, position)) for name, position in header.positions.items()}
    scored = score_rows(texts, columns, len(frame), reasons=reasons)  # type: ignore[arg-type]
    with_results: Frame = library.add(frame, result_columns(texts.table.rules, scored, names))
    return with_results, scored.bad, header


class Library(NamedTuple):
    """How frames of one library are recognised, read and added to.

    Columns are read by position, and never as attributes: a pandas column may have the name of any method.
    """

    has: Callable[[Any], bool]
    names: Callable[[Any], Sequence[str]]
    column: Callable[[Any, int], Any]
    add: Callable[[Any, Results], Any]


def _library_of(frame: Any) -> Library:
    """Raises InvalidTable for what is no frame, or one of another library."""
    for library in _LIBRARIES:
        if library.has(frame):
            return library
    name = type(frame).__name__
    if nw.dependencies.is_polars_lazyframe(frame):
        raise InvalidTable(f"A {name} has no rows yet. Call its collect() first.")
    raise InvalidTable(f"A {name} cannot be scored. Convert it to a pandas or polars DataFrame or a pyarrow Table.")


def _add_to_pandas(frame: Any, results: Results) -> Any:
    import pandas as pd

    def column(result: Category | Integers) -> Any:
        if isinstance(result, Category):
            return pd.Categorical.from_codes(result.codes, pd.Index(result.words), ordered=result.ordered)
        return pd.arrays.IntegerArray(result.numbers, result.missing)

    return frame.assign(**{name: column(result) for name, result in results.items()})


def _add_to_polars(frame: Any, results: Results) -> Any:
    import polars as pl

    def column(name: str, result: Category | Integers) -> pl.Series:
        if isinstance(result, Integers):
            return pl.Series(name, result.as_arrow())
        enum = pl.Enum(result.words)
        numbers = pl.Series(name, result.as_arrow(unsigned=True).indices)
        physical = pl.Series(dtype=enum).to_physical().dtype
        return (numbers if numbers.dtype == physical else numbers.cast(physical)).cat.to(enum)

    return frame.with_columns([column(name, result) for name, result in results.items()])


def _add_to_arrow(frame: Any, results: Results) -> Any:
    for name, result in results.items():
        frame = frame.append_column(name, result.as_arrow())
    return frame


_LIBRARIES = (
    Library(
        nw.dependencies.is_pandas_dataframe,
        lambda frame: list(map(str, frame.columns)),
        lambda frame, position: frame.iloc[:, position].reset_index(drop=True),
        _add_to_pandas,
    ),
    Library(
        nw.dependencies.is_polars_dataframe,
        lambda frame: frame.columns,
        lambda frame, position: frame.to_series(position),
        _add_to_polars,
    ),
    Library(
        nw.dependencies.is_pyarrow_table,
        lambda frame: frame.column_names,
        lambda frame, position: frame.column(position),
        _add_to_arrow,
    ),
)

"""The names of a dataframe's columns and of its index: any will do, also those of methods and of results."""

from collections.abc import Callable
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from recommender import Table
from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.dataframes import score_frame
from tests.conftest import RESULTS
from tests.recommender.batch.frames import (
    NO_BAD_CELLS,
    Columns,
    arrow_text,
    habit_alone,
    pandas_text,
    people,
    polars_text,
    results,
)

ATTRIBUTES = sorted(
    {name for kind in (pd.DataFrame, pl.DataFrame, pa.Table, nw.DataFrame) for name in dir(kind)}
    | {"collect", "column_names", "native", "lazy", "__narwhals_dataframe__", "__dataframe__", "_compliant_frame"}
)


@pytest.mark.parametrize("frame_of", [pandas_text, polars_text, arrow_text], ids=lambda frame_of: frame_of.__name__)
def test_a_column_may_have_the_name_of_anything_that_a_frame_has(
    table: Table, frame_of: Callable[[Columns, Table], Any]
) -> None:
    columns: Columns = {"view": ["self"], "screening": [""], "goal": ["habit"]}
    columns |= {name: [f"in {name}"] for name in ATTRIBUTES if AnswerTexts(table).column(name) is None}
    scored, bad = score_frame(table, frame_of(columns, table))
    assert bad == NO_BAD_CELLS
    assert results(scored) == [habit_alone(table)]
    assert [str(name) for name in (scored.column_names if isinstance(scored, pa.Table) else list(scored.columns))] == [
        *columns,
        *RESULTS,
    ]


@pytest.mark.parametrize("name", ["collect", "columns", "shape", "dtype", "goal", "__narwhals_series__", 0])
def test_an_index_may_have_any_label(table: Table, name: Any) -> None:
    scored, bad = score_frame(table, people({"goal": "habit"}).set_index(pd.Index([name])))
    assert bad == NO_BAD_CELLS
    assert results(scored) == [habit_alone(table)]
    assert list(scored.index) == [name]


def test_columns_of_one_name_that_are_no_answers_are_passed_through(table: Table) -> None:
    frame = pd.concat([people({"goal": "habit"}), pd.DataFrame([["a", "b"]], columns=["note", "note"])], axis=1)
    scored, _ = score_frame(table, frame)
    assert scored["note"].to_numpy().tolist() == [["a", "b"]]
    arrow = pa.Table.from_arrays(
        [pa.array(["self"]), pa.array([""]), pa.array(["habit"]), pa.array(["a"]), pa.array(["b"])],
        names=["view", "screening", "goal", "note", "note"],
    )
    assert score_frame(table, arrow)[0].column_names == [*arrow.column_names, *RESULTS]


def test_beside_a_column_of_its_name_a_result_gets_another(table: Table) -> None:
    frame = people({"goal": "habit", "lead": "theirs", "scored-lead": "too"})
    scored, _ = score_frame(table, frame)
    assert scored[["lead", "scored-lead"]].to_numpy().tolist() == [["theirs", "too"]]
    assert scored["scored-scored-lead"].tolist() == [habit_alone(table)[4]]
    assert set(RESULTS) - set(scored.columns) == set()

"""The columns of a dataframe: what a cell may hold, and which columns are passed through."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from recommender import AnswerSheet, InvalidTable, Table
from recommender.batch.dataframes import BadCell, score_frame
from tests.conftest import RESULTS
from tests.recommender.batch.frames import NO_BAD_CELLS, alone, habit_alone, people, reasons, results, weighed


def test_cells_of_several_kinds_in_one_column_are_read_as_text(table: Table) -> None:
    frame = people({"goal": "habit"}, {}, {}).assign(goal=pd.Series(["habit", 7, None], dtype="object"))
    scored, bad = score_frame(table, frame)
    assert bad.reported == (BadCell(2, "goal", "7", bad.reported[0].hint),)
    assert [row[0] for row in results(scored)] == [habit_alone(table)[0], None, "either"]


def test_a_category_of_very_many_words_is_read_and_those_not_known_are_reported(table: Table) -> None:
    words = [f"word-{number}" for number in range(300)] + ["habit"]
    frame = people(*({} for _ in words)).assign(goal=pd.Categorical(words, words))
    scored, bad = score_frame(table, frame)
    assert (bad.cells, bad.reported[7].value) == (300, "word-7")
    assert results(scored)[-1] == habit_alone(table)


def test_an_empty_cell_among_very_many_categories_is_not_sure(table: Table) -> None:
    words = [*(f"word-{number}" for number in range(300)), "habit"]
    frame = people({}, {}).assign(goal=pd.Categorical(["habit", None], words))
    scored, bad = score_frame(table, frame)
    assert bad.cells == 0
    assert results(scored) == [habit_alone(table), ["either", "close", 0, 0, 0, 0]]


def test_an_arrow_dictionary_of_numbers_is_read_as_text(table: Table) -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array([7, 8]))
    _, bad = score_frame(table, pa.table({"view": ["self"] * 2, "screening": ["", None], "goal": column}))
    assert [cell.value for cell in bad.reported] == ["7", "8"]


def test_a_column_that_is_neither_text_nor_numbers_is_refused(table: Table) -> None:
    frame = pa.table({"view": ["self"], "screening": [""], "goal": [[1, 2]]})
    with pytest.raises(InvalidTable, match="A column of answers holds list<.*>, which is not text"):
        score_frame(table, frame)


def test_an_empty_cell_a_missing_value_and_an_absent_column_are_not_sure(table: Table) -> None:
    said = people({"goal": "habit", "readiness": "not-sure"}, {"goal": "habit", "readiness": ""}, {"goal": "habit"})
    assert said["readiness"].isna().tolist() == [False, False, True]
    scored, bad = score_frame(table, said)
    without, _ = score_frame(table, said.drop(columns="readiness"))
    assert bad == NO_BAD_CELLS
    assert results(scored) == results(without) == [habit_alone(table)] * 3


def test_spaces_around_a_cell_and_between_flags_do_not_matter(table: Table) -> None:
    scored, bad = score_frame(table, people({"view": " self ", "goal": " habit", "screening": "  job  process job "}))
    assert bad == NO_BAD_CELLS
    assert scored["outcome"].tolist() == ["process-first"]
    assert reasons(scored) == [f"first: process job; on hold: {habit_alone(table)[0]}; {weighed(table, goal='habit')}"]


def test_other_columns_are_passed_through_in_place_and_unchanged(table: Table) -> None:
    frame = pd.DataFrame(
        {
            "who": ["b", None, " a "],
            "goal": ["habit", "role", ""],
            "age": [30, 40, 50],
            "view": ["self", "leader", "self"],
            "share": [0.5, float("nan"), 1.5],
            "screening": ["", None, "danger"],
            "day": [pd.Timestamp(2026, 1, 1), pd.Timestamp(2026, 1, 2), pd.NaT],
        },
        index=[7, 7, 3],
    )
    before = frame.copy(deep=True)
    scored, bad = score_frame(table, frame)
    assert bad == NO_BAD_CELLS
    assert list(scored.columns) == [*before.columns, *RESULTS]
    pd.testing.assert_frame_equal(scored[list(before.columns)], before)
    pd.testing.assert_frame_equal(frame, before)
    assert scored["outcome"].tolist() == [
        habit_alone(table)[0],
        alone(table, AnswerSheet("leader", {"goal": "role"}))[0],
        "safeguarding-first",
    ]


def test_a_column_whose_name_is_only_like_that_of_a_question_is_passed_through(table: Table) -> None:
    scored, bad = score_frame(table, people({"goals": "x", "goal-of-the-year": "y", "Who": "z"}))
    assert bad == NO_BAD_CELLS
    assert list(scored.columns) == ["view", "screening", "goal", "goals", "goal-of-the-year", "Who", *RESULTS]


@pytest.mark.parametrize("frame_of", [pd.DataFrame, pl.DataFrame, pa.table], ids=["pandas", "polars", "arrow"])
@pytest.mark.parametrize("numbers", [[0, 1, None], [0.0, 1.0, None], [False, True, None]], ids=["int", "float", "bool"])
def test_a_number_is_never_taken_for_an_answer(
    table: Table, frame_of: Callable[[Any], Any], numbers: list[float | None]
) -> None:
    frame = frame_of({"view": ["self"] * 3, "screening": [""] * 3, "experience": numbers})
    scored, bad = score_frame(table, frame)
    assert [(cell.row, cell.column) for cell in bad.reported] == [(1, "experience"), (2, "experience")]
    assert [row[0] for row in results(scored)] == [None, None, "either"]


@pytest.mark.parametrize("cell", ["job;process", "job, process", " job\n process;", "process  job,job"])
def test_flags_may_be_separated_as_form_tools_do(table: Table, cell: str) -> None:
    scored, bad = score_frame(table, people({"screening": cell}))
    assert bad == NO_BAD_CELLS
    assert scored["outcome"].tolist() == ["process-first"]


def test_none_says_that_no_flag_applies_and_nothing_beside_one(table: Table) -> None:
    scored, bad = score_frame(table, people({"screening": "none", "goal": "habit"}, {"screening": "none job"}))
    assert results(scored)[0] == habit_alone(table)
    assert [(cell.row, cell.value) for cell in bad.reported] == [(2, "none")]


def test_an_unknown_flag_is_never_left_out(table: Table) -> None:
    _, bad = score_frame(table, people({"screening": "process;sometime;"}))
    assert [(cell.column, cell.value) for cell in bad.reported] == [("screening", "sometime")]

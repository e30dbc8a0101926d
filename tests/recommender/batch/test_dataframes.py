"""Dataframes: each row is decided as its answer sheet alone would be, whatever the frame is made of."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import AnswerSheet, InvalidTable, RuleBase, Table, tabulate
from recommender.batch import kernel as scores
from recommender.batch.dataframes import score_frame
from recommender.batch.input_tables import in_order
from recommender.core.model import CERTAINTIES, SCREENING
from tests.conftest import RESULTS
from tests.examples import examples
from tests.recommender.batch.frames import (
    FRAMES,
    NO_BAD_CELLS,
    Columns,
    alone,
    arrow_text,
    columns_of,
    habit_alone,
    pandas_text,
    people,
    polars_enums,
    polars_text,
    results,
    told_alone,
    weighed,
)
from tests.rule_bases import Written, load_written, rule_bases, sheets


@pytest.mark.parametrize("frame_of", FRAMES, ids=lambda frame_of: frame_of.__name__)
@given(data=st.data())
@examples(15)  # for each kind of frame
def test_each_row_is_scored_as_its_sheet_alone_would_be(
    frame_of: Callable[[Columns, Table], Any], data: st.DataObject, written: Written, table: Table
) -> None:
    rows = data.draw(st.lists(sheets(written), max_size=8))
    frame = frame_of(columns_of(rows, [question["id"] for question in written["questions"]]), table)
    scored, bad = score_frame(table, frame)
    assert bad == NO_BAD_CELLS
    assert type(scored) is type(frame)
    assert results(scored) == [alone(table, sheet) for sheet in rows]


@given(data=st.data(), rules=rule_bases(), frame_of=st.sampled_from(FRAMES))
def test_each_row_is_scored_as_its_sheet_alone_would_be_under_any_rules(
    data: st.DataObject, rules: Written, frame_of: Callable[[Columns, Table], Any]
) -> None:
    table = tabulate(load_written(rules))
    rows = data.draw(st.lists(sheets(rules), max_size=8))
    scored, bad = score_frame(table, frame_of(columns_of(rows, [q["id"] for q in rules["questions"]]), table))
    assert bad == NO_BAD_CELLS
    assert results(scored, table.rules.result_columns) == [alone(table, sheet) for sheet in rows]
    told = nw.from_native(scored, eager_only=True)["reasons"].to_list()
    assert told == [told_alone(table, sheet) for sheet in rows]


@pytest.mark.parametrize("frame_of", FRAMES, ids=lambda frame_of: frame_of.__name__)
def test_all_kinds_of_frames_give_the_same_reasons(frame_of: Callable[[Columns, Table], Any], table: Table) -> None:
    columns: Columns = {
        "view": ["self", "leader", "self"],
        "screening": ["", "danger", "job"],
        "goal": ["habit", "role", None],
        "experience": ["years", None, "never"],
    }
    scored, _ = score_frame(table, frame_of(columns, table))
    assert nw.from_native(scored, eager_only=True)["reasons"].to_list() == [
        weighed(table, goal="habit", experience="years"),
        "first: danger",
        f"first: job; on hold: mentoring; {weighed(table, experience='never')}",
    ]


def test_the_outcome_and_the_certainty_are_categories_and_the_numbers_are_small(table: Table) -> None:
    columns: Columns = {"view": ["self"], "screening": [""], "goal": [""]}
    in_pandas, _ = score_frame(table, pandas_text(columns, table))
    in_polars, _ = score_frame(table, polars_text(columns, table))
    in_arrow, _ = score_frame(table, arrow_text(columns, table))
    assert tuple(in_pandas["outcome"].cat.categories) == table.rules.outcomes
    assert in_pandas["certainty"].cat.ordered
    assert in_polars.schema["certainty"] == pl.Enum(CERTAINTIES)
    assert in_arrow.schema.field("outcome").type == pa.dictionary(pa.int8(), pa.string())
    assert (in_pandas["lead"].dtype, in_polars.schema["lead"], in_arrow.schema.field("lead").type) == (
        pd.Int8Dtype(),
        pl.Int8,
        pa.int8(),
    )


def test_without_reasons_the_results_are_the_same(table: Table) -> None:
    frame = people({"goal": "habit"}, {"goal": "x"}, {"screening": "danger"})
    scored, bad = score_frame(table, frame)
    without, bad_without = score_frame(table, frame, reasons=False)
    assert list(without.columns) == [*frame.columns, *RESULTS[:-1]]
    assert (results(without), bad_without) == (results(scored), bad)


@pytest.mark.parametrize("frame", [[1, 2], {"view": ["self"]}, pd.Series(["self"])], ids=["list", "dict", "series"])
def test_what_is_no_frame_is_refused(table: Table, frame: Any) -> None:
    with pytest.raises(InvalidTable, match="Convert it to a pandas or polars DataFrame or a pyarrow Table"):
        score_frame(table, frame)


def test_a_frame_that_is_not_collected_yet_is_refused(table: Table) -> None:
    with pytest.raises(InvalidTable, match=r"A LazyFrame has no rows yet. Call its collect\(\) first."):
        score_frame(table, pl.LazyFrame({"view": ["self"], "screening": [""]}))


@pytest.fixture
def short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a few rows, so that a small frame has many of them, in several threads."""
    monkeypatch.setattr(scores, "CHUNK", 7)
    monkeypatch.setattr(scores, "THREADS", 3)


@cache
def many_rows(table: Table) -> tuple[Columns, list[list[Any]]]:
    """Columns of answers at random, and what each row alone would come to."""
    chance = np.random.default_rng(1)
    labels = in_order(table)
    shared = {
        name: [a for a in some if all(a in dict(table.offered[v]).get(name, [a]) for v in table.views)]
        for name, some in labels.items()
    }
    columns: Columns = {name: list(chance.choice(some, 200)) for name, some in shared.items()}
    columns[SCREENING] = list(chance.choice(["", "", "job", "danger", "health-helped process"], 200))
    asked = [name for name in columns if name not in ("view", SCREENING)]
    rows = [
        AnswerSheet(
            str(columns["view"][row]),
            {name: str(columns[name][row]) for name in asked},
            frozenset(str(columns[SCREENING][row]).split()),
        )
        for row in range(200)
    ]
    return columns, [alone(table, sheet) for sheet in rows]


@pytest.mark.usefixtures("short_chunks")
@pytest.mark.parametrize("frame_of", FRAMES, ids=lambda frame_of: frame_of.__name__)
def test_chunks_and_threads_change_nothing(frame_of: Callable[[Columns, Table], Any], table: Table) -> None:
    columns, each_alone = many_rows(table)
    scored, bad = score_frame(table, frame_of(columns, table))
    assert bad == NO_BAD_CELLS
    assert results(scored) == each_alone


@pytest.mark.usefixtures("short_chunks")
def test_bad_cells_are_reported_in_order_whatever_the_chunk(table: Table) -> None:
    frame = people(*({"goal": "x" if row % 10 == 0 else "habit"} for row in range(100)))
    scored, bad = score_frame(table, frame)
    assert [cell.row for cell in bad.reported] == list(range(1, 101, 10))
    assert (bad.cells, bad.rows) == (10, 10)
    assert [row for row, some in enumerate(results(scored), start=1) if some[0] is None] == list(range(1, 101, 10))


def many_lines(written: Written, outcomes: Sequence[str]) -> Written:
    """Rules with more lines of patterns than one table can be looked up by."""
    questions = [q["id"] for q in written["questions"]][:9]
    first = {q["id"]: q["options"][0]["id"] for q in written["questions"]}
    last = {q["id"]: q["options"][-1]["id"] for q in written["questions"]}
    patterns = [
        {
            "id": f"p{number}-{other}",
            "when": [{one: [first[one]], two: [last[two]]}],
            "then": {"outcome": outcomes[(number + other) % len(outcomes)], "certainty": "clear"}
            if (number + other) % 3
            else {"cap": CERTAINTIES[(number * other) % 3]},
            "evidence": written["patterns"][0]["evidence"],
            "grade": "C",
        }
        for number, one in enumerate(questions)
        for other, two in enumerate(questions)
        if number < other
    ]
    return {key: value for key, value in written.items() if key != "audit"} | {"patterns": patterns}


@pytest.fixture(scope="module")
def crowded(written: Written, rules: RuleBase) -> tuple[Written, Table]:
    lines = many_lines(written, rules.outcomes)
    return lines, tabulate(load_written(lines))


@given(data=st.data())
def test_rules_with_many_patterns_are_scored_alike(data: st.DataObject, crowded: tuple[Written, Table]) -> None:
    rules, table = crowded
    rows = data.draw(st.lists(sheets(rules), min_size=1, max_size=8))
    scored, bad = score_frame(table, polars_enums(columns_of(rows, [q["id"] for q in rules["questions"]]), table))
    assert bad == NO_BAD_CELLS
    assert results(scored) == [alone(table, sheet) for sheet in rows]


def test_rows_keep_their_order(table: Table) -> None:
    rows = [{"goal": goal, "experience": experience} for goal in ("role", "habit") for experience in ("years", "never")]
    scored, _ = score_frame(table, people(*rows))
    assert scored["lead"].tolist() == [alone(table, AnswerSheet("self", row))[4] for row in rows]
    assert len({*scored["lead"]}) == 4
    assert scored["goal"].tolist() == ["role", "role", "habit", "habit"]


def test_a_table_without_rows_has_the_result_columns_and_no_row(table: Table) -> None:
    scored, bad = score_frame(table, pd.DataFrame({"view": [], "screening": [], "goal": []}, dtype="string"))
    assert bad == NO_BAD_CELLS
    assert list(scored.columns) == ["view", "screening", "goal", *RESULTS]
    assert len(scored) == 0


@pytest.mark.usefixtures("short_chunks")
@pytest.mark.parametrize("rows", [6, 7, 13, 14, 21, 22])
def test_each_thread_takes_at_least_one_whole_chunk(table: Table, rows: int) -> None:
    scored, _ = score_frame(table, people(*({"goal": "habit"} for _ in range(rows))))
    assert results(scored) == [habit_alone(table)] * rows

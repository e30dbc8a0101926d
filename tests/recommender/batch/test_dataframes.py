"""Many people at once: each row of a frame is decided as its sheet alone would be, whatever the frame is made of."""

from collections.abc import Callable, Sequence
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import AnswerSheet, InvalidTable, Table, recommend, tabulate
from recommender.batch import kernel as scores
from recommender.batch.dataframes import BadCell, BadCells, missing_questions, score_frame
from recommender.batch.input_tables import in_order
from recommender.core.model import CERTAINTIES, OUTCOMES, RESULTS, SCREENING
from tests.rule_bases import Written, load_written, rule_bases, sheets

NO_BAD_CELLS = BadCells()

Columns = dict[str, list[str | None]]


def columns_of(rows: Sequence[AnswerSheet], questions: Sequence[str]) -> Columns:
    """One row for each sheet. A question left out is an empty cell."""
    answers: Columns = {question: [sheet.answers.get(question, "") for sheet in rows] for question in questions}
    screening: list[str | None] = [" ".join(sorted(sheet.flags)) for sheet in rows]
    return {"view": [sheet.view for sheet in rows], "screening": screening, **answers}


def numbered(columns: Columns, labels: dict[str, tuple[str, ...]]) -> dict[str, list[int | None]]:
    """The columns that have labels as places in them; an empty cell is a missing number."""
    return {
        name: [labels[name].index(cell) if cell else None for cell in cells]
        for name, cells in columns.items()
        if name in labels
    }


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


def pandas_numbers(columns: Columns, table: Table) -> Any:
    numbers = {name: pd.array(cells, "Int8") for name, cells in numbered(columns, in_order(table)).items()}
    return pd.DataFrame(columns | numbers)


def polars_text(columns: Columns, _: Table) -> Any:
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def polars_enums(columns: Columns, _: Table) -> Any:
    return pl.DataFrame({name: pl.Series(cells, dtype=pl.Enum(backwards(cells))) for name, cells in columns.items()})


def polars_categories(columns: Columns, table: Table) -> Any:
    return polars_text(columns, table).cast(pl.Categorical)


def polars_numbers(columns: Columns, table: Table) -> Any:
    numbers = {
        name: pl.Series(name, cells, dtype=pl.Int8) for name, cells in numbered(columns, in_order(table)).items()
    }
    return polars_text(columns, table).with_columns(**numbers)


def arrow_text(columns: Columns, _: Table) -> Any:
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})


def arrow_dictionaries(columns: Columns, _: Table) -> Any:
    """Each column in two chunks, so that there are two dictionaries."""

    def column(cells: list[str | None]) -> Any:
        halves = cells[: len(cells) // 2], cells[len(cells) // 2 :]
        return pa.chunked_array([pa.array(half, pa.string()).dictionary_encode() for half in halves])

    return pa.table({name: column(cells) for name, cells in columns.items()})


def arrow_numbers(columns: Columns, table: Table) -> Any:
    numbers = {name: pa.array(cells, pa.uint8()) for name, cells in numbered(columns, in_order(table)).items()}
    return pa.table({name: numbers.get(name, pa.array(cells, pa.string())) for name, cells in columns.items()})


FRAMES: list[Callable[[Columns, Table], Any]] = [
    pandas_text,
    pandas_objects,
    pandas_categories,
    pandas_categories_mostly_unused,
    pandas_numbers,
    polars_text,
    polars_enums,
    polars_categories,
    polars_numbers,
    arrow_text,
    arrow_dictionaries,
    arrow_numbers,
]


def people(*rows: dict[str, str]) -> pd.DataFrame:
    """A frame from rows, each about oneself and with no ticks unless it says so."""
    return pd.DataFrame([{"view": "self", "screening": "", **row} for row in rows])


def alone(table: Table, sheet: AnswerSheet) -> list[Any]:
    """What the sheet alone would put into the result columns, but for the reasons."""
    decision = recommend(table, sheet).decision
    approach = decision.approach
    if approach is None:
        return [decision.outcome, None, None, None, None]
    return [decision.outcome, approach.certainty, approach.coaching, approach.mentoring, approach.lead]


def habit_alone(table: Table) -> list[Any]:
    """What the one answer `goal=habit` comes to."""
    return alone(table, AnswerSheet("self", {"goal": "habit"}))


def results(scored: Any) -> list[list[Any]]:
    """The result columns but for the reasons, a missing cell as None."""
    frame = nw.from_native(scored, eager_only=True).select(list(RESULTS[:-1]))
    return [[None if pd.isna(cell) else cell for cell in row] for row in frame.rows()]


def weighed(table: Table, **answers: str) -> str:
    """The answers as a row's reasons tell them: the side that each moves the lead to and how far, weightiest first."""
    leads = {
        reason.question: reason.lead for reason in recommend(table, AnswerSheet("self", answers)).reasons if reason.lead
    }
    return "; ".join(
        f"{question}={answers[question]} {'coaching' if lead > 0 else 'mentoring'} +{abs(lead)}"
        for question, lead in sorted(leads.items(), key=lambda item: -abs(item[1]))
    )


def reasons(scored: pd.DataFrame) -> list[str | None]:
    return [None if isinstance(cell, float) else str(cell) for cell in scored["reasons"]]


@pytest.mark.parametrize("frame_of", FRAMES, ids=lambda frame_of: frame_of.__name__)
@given(data=st.data())
@settings(max_examples=15)
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
@settings(max_examples=100)
@pytest.mark.no_cover
def test_each_row_is_scored_as_its_sheet_alone_would_be_under_any_rules(
    data: st.DataObject, rules: Written, frame_of: Callable[[Columns, Table], Any]
) -> None:
    table = tabulate(load_written(rules))
    rows = data.draw(st.lists(sheets(rules), max_size=8))
    scored, bad = score_frame(table, frame_of(columns_of(rows, [q["id"] for q in rules["questions"]]), table))
    assert bad == NO_BAD_CELLS
    assert results(scored) == [alone(table, sheet) for sheet in rows]


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
    columns: Columns = {"view": ["self"], "screening": [""]}
    in_pandas, _ = score_frame(table, pandas_text(columns, table))
    in_polars, _ = score_frame(table, polars_text(columns, table))
    in_arrow, _ = score_frame(table, arrow_text(columns, table))
    assert tuple(in_pandas["outcome"].cat.categories) == OUTCOMES
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


@pytest.mark.parametrize("kind", ["Int8", "Int64", "UInt16"])
def test_a_number_that_stands_for_nothing_is_a_bad_cell(table: Table, kind: str) -> None:
    wrong = 200 if kind == "UInt16" else -1 if kind == "Int8" else 100_000
    frame = people({}, {}, {}).assign(readiness=pd.array([0, wrong, 6], kind))  # type: ignore[call-overload]
    scored, bad = score_frame(table, frame)
    labels = ", ".join(in_order(table)["readiness"])
    assert [(cell.row, cell.column, cell.value) for cell in bad.told] == [
        (2, "readiness", str(wrong)),
        (3, "readiness", "6"),
    ]
    assert bad.told[0].hint == f"numbers go from 0 to {len(in_order(table)['readiness']) - 1}, for {labels}"
    assert [row[0] is None for row in results(scored)] == [False, True, True]


def test_cells_of_several_kinds_in_one_column_are_read_as_text(table: Table) -> None:
    frame = people({"goal": "habit"}, {}, {}).assign(goal=pd.Series(["habit", 7, None], dtype="object"))
    scored, bad = score_frame(table, frame)
    assert bad.told == (BadCell(2, "goal", "7", bad.told[0].hint),)
    assert [row[0] for row in results(scored)] == [habit_alone(table)[0], None, "either"]


def test_a_category_of_very_many_words_is_read_and_those_not_known_are_told(table: Table) -> None:
    words = [f"word-{number}" for number in range(300)] + ["habit"]
    frame = people(*({} for _ in words)).assign(goal=pd.Categorical(words, words))
    scored, bad = score_frame(table, frame)
    assert (bad.cells, bad.told[7].value) == (300, "word-7")
    assert results(scored)[-1] == habit_alone(table)


def test_an_empty_cell_among_very_many_categories_is_not_sure(table: Table) -> None:
    words = [*(f"word-{number}" for number in range(300)), "habit"]
    frame = people({}, {}).assign(goal=pd.Categorical(["habit", None], words))
    scored, bad = score_frame(table, frame)
    assert bad.cells == 0
    assert results(scored) == [habit_alone(table), ["either", "close", 0, 0, 0]]


def test_an_arrow_dictionary_of_numbers_is_read_as_text(table: Table) -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array([7, 8]))
    _, bad = score_frame(table, pa.table({"view": ["self"] * 2, "screening": ["", None], "goal": column}))
    assert [cell.value for cell in bad.told] == ["7", "8"]


def test_a_column_that_is_neither_text_nor_numbers_is_refused(table: Table) -> None:
    frame = pa.table({"view": ["self"], "screening": [""], "goal": [[1, 2]]})
    with pytest.raises(InvalidTable, match="The column 'goal' holds list<.*>, which is not text"):
        score_frame(table, frame)


@pytest.mark.parametrize("frame", [[1, 2], {"view": ["self"]}, pd.Series(["self"])], ids=["list", "dict", "series"])
def test_what_is_no_frame_is_refused(table: Table, frame: Any) -> None:
    with pytest.raises(InvalidTable, match="Make it a pandas or polars DataFrame or a pyarrow Table"):
        score_frame(table, frame)


def test_a_frame_that_is_not_collected_yet_is_refused(table: Table) -> None:
    with pytest.raises(InvalidTable, match=r"A LazyFrame has no rows yet. Call its collect\(\) first."):
        score_frame(table, pl.LazyFrame({"view": ["self"], "screening": [""]}))


@pytest.fixture
def short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a few rows, so that a small frame has many of them, in two threads."""
    monkeypatch.setattr(scores, "CHUNK", 7)


@pytest.mark.usefixtures("short_chunks")
@pytest.mark.parametrize("frame_of", FRAMES, ids=lambda frame_of: frame_of.__name__)
def test_chunks_and_threads_change_nothing(frame_of: Callable[[Columns, Table], Any], table: Table) -> None:
    chance = np.random.default_rng(1)
    labels = in_order(table)
    shared = {
        name: [a for a in some if all(a in dict(table.offered[v]).get(name, [a]) for v in table.views)]
        for name, some in labels.items()
    }
    columns: Columns = {name: list(chance.choice(some, 200)) for name, some in shared.items()}
    columns[SCREENING] = list(chance.choice(["", "", "job", "danger", "health-helped process"], 200))
    scored, bad = score_frame(table, frame_of(columns, table))
    asked = [name for name in columns if name not in ("view", SCREENING)]
    rows = [
        AnswerSheet(
            str(columns["view"][row]),
            {name: str(columns[name][row]) for name in asked},
            frozenset(str(columns[SCREENING][row]).split()),
        )
        for row in range(200)
    ]
    assert bad == NO_BAD_CELLS
    assert results(scored) == [alone(table, sheet) for sheet in rows]


@pytest.mark.usefixtures("short_chunks")
def test_bad_cells_are_told_in_order_whatever_the_chunk(table: Table) -> None:
    frame = people(*({"goal": "x" if row % 10 == 0 else "habit"} for row in range(100)))
    scored, bad = score_frame(table, frame)
    assert [cell.row for cell in bad.told] == list(range(1, 101, 10))
    assert (bad.cells, bad.rows) == (10, 10)
    assert [row for row, some in enumerate(results(scored), start=1) if some[0] is None] == list(range(1, 101, 10))


def test_of_very_many_bad_cells_a_thousand_are_kept_and_all_are_counted(table: Table) -> None:
    _, bad = score_frame(table, people(*({"goal": "x", "readiness": "y"} for _ in range(70_000))))
    assert (len(bad.told), bad.cells, bad.rows) == (1000, 140_000, 70_000)
    assert bad.told[-1] == BadCell(500, "readiness", "y", bad.told[-1].hint)


def many_lines(written: Written) -> Written:
    """Rules with more lines of patterns than one table can be looked up by."""
    questions = [q["id"] for q in written["questions"]][:9]
    first = {q["id"]: q["options"][0]["id"] for q in written["questions"]}
    last = {q["id"]: q["options"][-1]["id"] for q in written["questions"]}
    patterns = [
        {
            "id": f"p{number}-{other}",
            "when": [{one: [first[one]], two: [last[two]]}],
            "then": {"outcome": OUTCOMES[(number + other) % len(OUTCOMES)], "certainty": "clear"}
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


@given(data=st.data())
@settings(max_examples=40)
@pytest.mark.no_cover
def test_rules_with_many_patterns_are_scored_alike(data: st.DataObject, written: Written) -> None:
    rules = many_lines(written)
    table = tabulate(load_written(rules))
    rows = data.draw(st.lists(sheets(rules), min_size=1, max_size=8))
    scored, bad = score_frame(table, polars_enums(columns_of(rows, [q["id"] for q in rules["questions"]]), table))
    assert bad == NO_BAD_CELLS
    assert results(scored) == [alone(table, sheet) for sheet in rows]


def test_an_empty_cell_a_missing_value_and_an_absent_column_are_not_sure(table: Table) -> None:
    said = people({"goal": "habit", "readiness": "not-sure"}, {"goal": "habit", "readiness": ""}, {"goal": "habit"})
    assert said["readiness"].isna().tolist() == [False, False, True]
    scored, bad = score_frame(table, said)
    without, _ = score_frame(table, said.drop(columns="readiness"))
    assert bad == NO_BAD_CELLS
    assert results(scored) == results(without) == [habit_alone(table)] * 3


def test_a_table_without_any_question_is_not_sure_of_all(table: Table) -> None:
    scored, bad = score_frame(table, people({}, {"screening": "danger"}))
    assert bad == NO_BAD_CELLS
    assert scored["outcome"].tolist() == ["either", "safeguarding-first"]


def test_questions_without_a_column_are_named_in_the_order_of_the_rules(table: Table) -> None:
    order = [question.id for question in table.rules.questions]
    assert missing_questions(table, ["view", "screening", *order[3:]]) == tuple(order[:3])
    assert missing_questions(table, order) == ()


def test_spaces_around_a_cell_and_between_ticks_do_not_matter(table: Table) -> None:
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
    assert list(scored.columns) == ["view", "screening", "goals", "goal-of-the-year", "Who", *RESULTS]


def test_rows_keep_their_order(table: Table) -> None:
    rows = [{"goal": goal, "experience": experience} for goal in ("role", "habit") for experience in ("years", "never")]
    scored, _ = score_frame(table, people(*rows))
    assert scored["lead"].tolist() == [alone(table, AnswerSheet("self", row))[-1] for row in rows]
    assert len({*scored["lead"]}) == 4
    assert scored["goal"].tolist() == ["role", "role", "habit", "habit"]


def test_the_reasons_tell_the_pattern_and_the_three_answers_that_weigh_most(table: Table) -> None:
    one_sided = {"goal": "habit", "finder": "me", "experience": "years", "wants": "space"}
    first_three = "; ".join(weighed(table, **one_sided).split("; ")[:3])
    scored, _ = score_frame(
        table,
        people(
            {**one_sided, "readiness": "no-need"},
            {"screening": "danger job", "goal": "habit"},
            {"screening": "job", **one_sided},
            {"readiness": "ready"},
        ),
    )
    assert reasons(scored) == [
        f"pattern: no-need-felt; {first_three}",
        "first: danger",
        f"first: job; on hold: coaching; {first_three}",
        "",
    ]


def test_a_row_with_a_bad_cell_is_told_and_left_without_results_and_the_others_are_scored(table: Table) -> None:
    scored, bad = score_frame(
        table,
        people({"goal": "habit"}, {"goal": "habbit"}, {"goal": "role", "screening": "dangr job"}, {"view": "boss"}),
    )
    assert bad.told == (
        BadCell(2, "goal", "habbit", "did you mean 'habit'?"),
        BadCell(3, "screening", "dangr", "did you mean 'danger'?"),
        BadCell(4, "view", "boss", "allowed: self, leader"),
    )
    assert str(bad.told[0]) == "row 2, column 'goal': 'habbit' is not known here (did you mean 'habit'?)"
    assert results(scored) == [habit_alone(table), [None] * 5, [None] * 5, [None] * 5]
    assert reasons(scored) == [weighed(table, goal="habit"), None, None, None]


def test_every_bad_cell_of_a_row_is_told(table: Table) -> None:
    _, bad = score_frame(table, people({"goal": "x", "readiness": "y", "screening": "z w"}))
    assert [(cell.row, cell.column, cell.value) for cell in bad.told] == [
        (1, "goal", "x"),
        (1, "readiness", "y"),
        (1, "screening", "w"),
        (1, "screening", "z"),
    ]


def test_an_empty_view_is_a_bad_cell(table: Table) -> None:
    _, bad = score_frame(table, people({"view": "", "goal": "habit", "screening": "danger"}))
    assert bad.told == (BadCell(1, "view", "", "allowed: self, leader"),)


def test_an_option_or_tick_of_the_other_view_is_a_bad_cell(table: Table) -> None:
    row = {"wants": "not-asked", "basis": "often", "screening": "refused"}
    rows = [{"view": view, **row} for view in ("leader", "self")]
    scored, bad = score_frame(table, people(*rows))
    assert [(cell.row, cell.column, cell.value) for cell in bad.told] == [
        (2, "basis", "often"),
        (2, "screening", "refused"),
        (2, "wants", "not-asked"),
    ]
    assert bad.told[0].hint == "in the view 'self', allowed: not-sure"
    assert bad.told[2].hint == "in the view 'self', allowed: tell, show, questions, space, listen, not-sure"
    assert [row[0] for row in results(scored)] == ["talk-first", None]


def test_a_tick_is_a_bad_cell_also_where_the_rules_have_no_gate(written: Written) -> None:
    table = tabulate(load_written({**written, "gates": []}))
    scored, bad = score_frame(table, people({"goal": "habit", "screening": "danger"}))
    assert [(cell.row, cell.column, cell.value) for cell in bad.told] == [(1, "screening", "danger")]
    assert results(scored)[0][0] is None


def test_a_table_of_nobody_has_the_result_columns_and_no_row(table: Table) -> None:
    scored, bad = score_frame(table, pd.DataFrame({"view": [], "screening": [], "goal": []}, dtype="string"))
    assert bad == NO_BAD_CELLS
    assert list(scored.columns) == ["view", "screening", "goal", *RESULTS]
    assert len(scored) == 0


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (["screening", "goal"], "There is no column 'view'. Add one, holding self or leader for each person."),
        (["view", "goal"], "There is no column 'screening'. Add one, holding the ids of what was ticked, or nothing"),
        ([], "There is no column 'view'."),
        (["view", "screening", "goal", "goal"], "Two columns are named 'goal'. Give one of them another name."),
        (["view", "screening", "who", "who"], "Two columns are named 'who'."),
        (["view", "screening", "reasons", "outcome"], "There is a column 'outcome' already, which this adds."),
        (["view", "screening", "Goal"], "The column 'Goal' is not known by this name. Did you mean 'goal'?"),
        (
            ["view", "screening", "last_answer"],
            "The column 'last_answer' is not known by this name. Did you mean 'last-",
        ),
        (["view", "screening", " Last answer"], "Did you mean 'last-answer'?"),
        (["view", "screening", "goal", "goal "], "The column 'goal ' is not known by this name. Did you mean 'goal'?"),
        (["view", "screening", "View"], "The column 'View' is not known by this name. Did you mean 'view'?"),
    ],
    ids=[
        "no view",
        "no screening",
        "no column",
        "a question twice",
        "another column twice",
        "a result is there",
        "a capital",
        "an underscore",
        "a blank",
        "beside the right one",
        "the view with a capital",
    ],
)
def test_a_table_whose_columns_do_not_fit_is_refused_with_what_to_do(
    written: Written, columns: list[str], told: str
) -> None:
    other = {**written["questions"][0], "id": "last-answer"}
    table = tabulate(load_written({**written, "questions": [*written["questions"], other]}))
    with pytest.raises(InvalidTable) as refused:
        score_frame(table, pd.DataFrame([["self"] * len(columns)], columns=columns))
    assert told in str(refused.value)

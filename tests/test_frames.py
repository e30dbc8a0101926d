"""Many people at once: each row of a table is decided as its sheet alone would be."""

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import BadTable, Sheet, Table, recommend, tabulate
from recommender.frames import BadCell, missing_questions, score_frame
from recommender.model import RESULTS
from tests.rule_bases import Written, load_written, rule_bases, sheets


def frame_of(rows: Sequence[Sheet], questions: Sequence[str]) -> pd.DataFrame:
    """A table with one row for each sheet. A question left out is an empty cell."""
    columns = {question: [sheet.answers.get(question, "") for sheet in rows] for question in questions}
    screening = [" ".join(sorted(sheet.ticks)) for sheet in rows]
    return pd.DataFrame({"view": [sheet.view for sheet in rows], "screening": screening, **columns}, dtype="string")


def people(*rows: dict[str, str]) -> pd.DataFrame:
    """A table from rows, each about oneself and with no ticks unless it says so."""
    return pd.DataFrame([{"view": "self", "screening": "", **row} for row in rows])


def alone(table: Table, sheet: Sheet) -> list[str]:
    """What the sheet alone would put into the result columns, but for the reasons."""
    decision = recommend(table, sheet).decision
    approach = decision.approach
    if approach is None:
        return [decision.outcome, "", "", "", ""]
    numbers = (approach.coaching, approach.mentoring, approach.lead)
    return [decision.outcome, approach.certainty, *map(str, numbers)]


def results(scored: pd.DataFrame) -> list[list[str]]:
    return [[str(value) for value in row] for row in scored[list(RESULTS[:-1])].to_numpy()]


@given(data=st.data())
@settings(max_examples=50)
def test_each_row_is_scored_as_its_sheet_alone_would_be(data: st.DataObject, written: Written, table: Table) -> None:
    rows = data.draw(st.lists(sheets(written), max_size=8))
    scored, bad = score_frame(table, frame_of(rows, [question["id"] for question in written["questions"]]))
    assert bad == ()
    assert results(scored) == [alone(table, sheet) for sheet in rows]


@given(data=st.data(), rules=rule_bases())
@settings(max_examples=60)
def test_each_row_is_scored_as_its_sheet_alone_would_be_under_any_rules(data: st.DataObject, rules: Written) -> None:
    table = tabulate(load_written(rules))
    rows = data.draw(st.lists(sheets(rules), max_size=8))
    scored, bad = score_frame(table, frame_of(rows, [question["id"] for question in rules["questions"]]))
    assert bad == ()
    assert results(scored) == [alone(table, sheet) for sheet in rows]


def test_an_empty_cell_a_missing_value_and_an_absent_column_are_not_sure(table: Table) -> None:
    said = people({"goal": "habit", "will": "not-sure"}, {"goal": "habit", "will": ""}, {"goal": "habit"})
    assert said["will"].isna().tolist() == [False, False, True]
    scored, bad = score_frame(table, said)
    without, _ = score_frame(table, said.drop(columns="will"))
    assert bad == ()
    assert results(scored) == results(without) == [["either", "close", "3", "0", "3"]] * 3


def test_a_table_without_any_question_is_not_sure_of_all(table: Table) -> None:
    scored, bad = score_frame(table, people({}, {"screening": "danger"}))
    assert bad == ()
    assert scored["outcome"].tolist() == ["either", "safeguarding-first"]


def test_questions_without_a_column_are_named_in_the_order_of_the_rules(table: Table) -> None:
    order = [question.id for question in table.rules.questions]
    assert missing_questions(table, ["view", "screening", *order[3:]]) == tuple(order[:3])
    assert missing_questions(table, order) == ()


def test_spaces_around_a_cell_and_between_ticks_do_not_matter(table: Table) -> None:
    scored, bad = score_frame(table, people({"view": " self ", "goal": " habit", "screening": "  job  process job "}))
    assert bad == ()
    assert scored["outcome"].tolist() == ["process-first"]
    assert scored["reasons"].tolist() == ["first: process job; on hold: either; goal=habit coaching +3"]


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
    assert bad == ()
    assert list(scored.columns) == [*before.columns, *RESULTS]
    pd.testing.assert_frame_equal(scored[list(before.columns)], before)
    pd.testing.assert_frame_equal(frame, before)
    assert scored["outcome"].tolist() == ["either", "either", "safeguarding-first"]


def test_a_column_whose_name_is_only_like_that_of_a_question_is_passed_through(table: Table) -> None:
    scored, bad = score_frame(table, people({"goals": "x", "goal-of-the-year": "y", "Who": "z"}))
    assert bad == ()
    assert list(scored.columns) == ["view", "screening", "goals", "goal-of-the-year", "Who", *RESULTS]


def test_rows_keep_their_order(table: Table) -> None:
    rows = [{"goal": goal, "experience": experience} for goal in ("role", "habit") for experience in ("years", "never")]
    scored, _ = score_frame(table, people(*rows))
    assert scored["lead"].tolist() == ["3", "-9", "9", "-3"]
    assert scored["goal"].tolist() == ["role", "role", "habit", "habit"]


def test_the_reasons_tell_the_pattern_and_the_three_answers_that_weigh_most(table: Table) -> None:
    scored, _ = score_frame(
        table,
        people(
            {"experience": "never", "options": "none", "goal": "habit", "wants": "tell", "will": "ready"},
            {"screening": "danger job", "goal": "habit"},
            {"screening": "job", "experience": "years", "options": "plenty", "goal": "habit", "wants": "space"},
            {"reach": "both"},
        ),
    )
    assert scored["reasons"].tolist() == [
        "pattern: new-to-the-task; experience=never mentoring +6; goal=habit coaching +3; options=none mentoring +3",
        "first: danger",
        "first: job; on hold: coaching; pattern: long-practised; "
        "experience=years coaching +6; goal=habit coaching +3; options=plenty coaching +3",
        "",
    ]


def test_a_row_with_a_bad_cell_is_told_and_left_without_results_and_the_others_are_scored(table: Table) -> None:
    scored, bad = score_frame(
        table,
        people({"goal": "habit"}, {"goal": "habbit"}, {"goal": "role", "screening": "dangr job"}, {"view": "boss"}),
    )
    assert bad == (
        BadCell(2, "goal", "habbit", "did you mean 'habit'?"),
        BadCell(3, "screening", "dangr", "did you mean 'danger'?"),
        BadCell(4, "view", "boss", "allowed: self, leader"),
    )
    assert str(bad[0]) == "row 2, column 'goal': 'habbit' is not known here (did you mean 'habit'?)"
    assert results(scored) == [["either", "close", "3", "0", "3"], [""] * 5, [""] * 5, [""] * 5]
    assert scored["reasons"].tolist() == ["goal=habit coaching +3", "", "", ""]


def test_every_bad_cell_of_a_row_is_told(table: Table) -> None:
    _, bad = score_frame(table, people({"goal": "x", "will": "y", "screening": "z w"}))
    assert [(cell.row, cell.column, cell.value) for cell in bad] == [
        (1, "goal", "x"),
        (1, "screening", "w"),
        (1, "screening", "z"),
        (1, "will", "y"),
    ]


def test_an_empty_view_is_a_bad_cell(table: Table) -> None:
    _, bad = score_frame(table, people({"view": "", "goal": "habit", "screening": "danger"}))
    assert bad == (BadCell(1, "view", "", "allowed: self, leader"),)


def test_an_option_or_tick_of_the_other_view_is_a_bad_cell(table: Table) -> None:
    rows = [{"view": view, "wants": "not-asked", "screening": "refused"} for view in ("leader", "self")]
    scored, bad = score_frame(table, people(*rows))
    assert [(cell.row, cell.column, cell.value) for cell in bad] == [
        (2, "screening", "refused"),
        (2, "wants", "not-asked"),
    ]
    assert bad[1].hint == "in the view 'self', allowed: tell, show, questions, space, listen, not-sure"
    assert scored["outcome"].tolist() == ["talk-first", ""]


def test_a_tick_is_a_bad_cell_also_where_the_rules_have_no_gate(written: Written) -> None:
    table = tabulate(load_written({**written, "gates": []}))
    scored, bad = score_frame(table, people({"goal": "habit", "screening": "danger"}))
    assert [(cell.row, cell.column, cell.value) for cell in bad] == [(1, "screening", "danger")]
    assert scored["outcome"].tolist() == [""]


def test_a_table_of_nobody_has_the_result_columns_and_no_row(table: Table) -> None:
    scored, bad = score_frame(table, pd.DataFrame({"view": [], "screening": [], "goal": []}, dtype="string"))
    assert bad == ()
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
    table: Table, columns: list[str], told: str
) -> None:
    with pytest.raises(BadTable) as refused:
        score_frame(table, pd.DataFrame([["self"] * len(columns)], columns=columns))
    assert told in str(refused.value)

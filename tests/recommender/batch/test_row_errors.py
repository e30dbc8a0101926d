"""What is said of cells that cannot be scored, and the reasons of those that can."""

import pytest

from recommender import Table, tabulate
from recommender.batch import row_check
from recommender.batch.dataframes import BadCell, score_frame
from tests.recommender.batch.frames import habit_alone, people, reasons, results, weighed
from tests.rule_bases import Written, load_written


@pytest.mark.parametrize(
    ("window", "rows"), [(300, 700), pytest.param(row_check.WINDOW, 70_000, marks=pytest.mark.deep)]
)
def test_of_very_many_bad_cells_a_thousand_are_kept_and_all_are_counted(
    table: Table, window: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_check, "WINDOW", window)
    _, bad = score_frame(table, people(*({"goal": "x", "readiness": "y"} for _ in range(rows))))
    assert (len(bad.reported), bad.cells, bad.rows) == (1000, 2 * rows, rows)
    assert bad.reported[-1] == BadCell(500, "readiness", "y", bad.reported[-1].hint)


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


def test_a_row_with_a_bad_cell_is_reported_and_left_without_results_and_the_others_are_scored(table: Table) -> None:
    scored, bad = score_frame(
        table,
        people({"goal": "habit"}, {"goal": "habbit"}, {"goal": "role", "screening": "dangr job"}, {"view": "boss"}),
    )
    assert bad.reported == (
        BadCell(2, "goal", "habbit", "did you mean 'habit'?"),
        BadCell(3, "screening", "dangr", "did you mean 'danger'?"),
        BadCell(4, "view", "boss", "allowed: self, leader"),
    )
    assert str(bad.reported[0]) == "row 2, column 'goal': 'habbit' is not known here (did you mean 'habit'?)"
    assert results(scored) == [habit_alone(table), [None] * 6, [None] * 6, [None] * 6]
    assert reasons(scored) == [weighed(table, goal="habit"), None, None, None]


def test_every_bad_cell_of_a_row_is_reported(table: Table) -> None:
    _, bad = score_frame(table, people({"goal": "x", "readiness": "y", "screening": "z w"}))
    assert [(cell.row, cell.column, cell.value) for cell in bad.reported] == [
        (1, "goal", "x"),
        (1, "readiness", "y"),
        (1, "screening", "w"),
        (1, "screening", "z"),
    ]


def test_an_empty_view_is_a_bad_cell(table: Table) -> None:
    _, bad = score_frame(table, people({"view": "", "goal": "habit", "screening": "danger"}))
    assert bad.reported == (BadCell(1, "view", "", "allowed: self, leader"),)


def test_an_option_or_flag_of_the_other_view_is_a_bad_cell(table: Table) -> None:
    row = {"wants": "not-asked", "basis": "often", "screening": "refused"}
    rows = [{"view": view, **row} for view in ("leader", "self")]
    scored, bad = score_frame(table, people(*rows))
    assert [(cell.row, cell.column, cell.value) for cell in bad.reported] == [
        (2, "basis", "often"),
        (2, "screening", "refused"),
        (2, "wants", "not-asked"),
    ]
    assert bad.reported[0].hint == "in the view 'self', allowed: not-sure"
    assert bad.reported[2].hint == "in the view 'self', allowed: tell, show, questions, space, listen, not-sure"
    assert [row[0] for row in results(scored)] == ["talk-first", None]


def test_an_option_of_the_other_view_is_known_by_its_text_too(table: Table) -> None:
    _, bad = score_frame(table, people({"wants": "Not asked"}))
    assert [(cell.value, cell.hint[:21]) for cell in bad.reported] == [("Not asked", "in the view 'self', a")]


def test_a_flag_is_a_bad_cell_also_where_the_rules_have_no_gate(written: Written) -> None:
    table = tabulate(load_written({**written, "gates": []}))
    scored, bad = score_frame(table, people({"goal": "habit", "screening": "danger"}))
    assert [(cell.row, cell.column, cell.value) for cell in bad.reported] == [(1, "screening", "danger")]
    assert results(scored)[0][0] is None

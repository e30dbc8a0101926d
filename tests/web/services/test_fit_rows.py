"""What the counts say: shares with honest intervals, and nothing of few answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.services.fit_counts import ANSWERS, FitCell
from web.services.fit_rows import FEWEST, FitRow, fit_rows, wilson

CELL = FitCell("2.1.0", "both", "close", "now")


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 20, 0.0, 0.1611), (10, 20, 0.2993, 0.7007), (20, 20, 0.8389, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(count: int, total: int, low: float, high: float) -> None:
    """The last is the example of Newcombe (1998), Statistics in Medicine 17, table I, method 3."""
    assert list(wilson(count, total)) == pytest.approx([low, high], abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_holds_its_share_and_mirrors_that_of_the_rest(of: tuple[int, int]) -> None:
    count, total = of
    low, high = wilson(count, total)
    assert 0 <= low <= count / total + 1e-12
    assert count / total - 1e-12 <= high <= 1
    other_low, other_high = wilson(total - count, total)
    assert [low, high] == pytest.approx([1 - other_high, 1 - other_low])


def test_of_few_answers_nothing_is_said_but_that_they_are_few() -> None:
    few = {"yes": FEWEST - 2, "no": 1}
    assert fit_rows({CELL: few}) == (FitRow(CELL, None, None),)
    (row,) = fit_rows({CELL: {**few, "partly": 1}})
    assert row.total == FEWEST
    assert row.shares is not None
    assert {answer: share.count for answer, share in row.shares.items()} == {"yes": 18, "partly": 1, "no": 1}


def test_an_answer_that_nobody_gave_has_an_interval_too() -> None:
    (row,) = fit_rows({CELL: {"yes": 20}})
    assert row.shares is not None
    assert list(row.shares) == list(ANSWERS)
    assert (row.shares["no"].count, row.shares["no"].low) == (0, 0.0)
    assert row.shares["no"].high == pytest.approx(0.1611, abs=5e-5)


def test_the_newest_rules_and_the_surest_results_come_first() -> None:
    cells = [
        FitCell("2.10.0", "both", "close", "now"),
        FitCell("2.9.0", "both", "clear", "now"),
        FitCell("2.9.0", "both", "clear", "review"),
        FitCell("2.9.0", "both", "close", "now"),
        FitCell("2.9.0", "either", "clear", "now"),
    ]
    assert [row.cell for row in fit_rows({cell: {"yes": 1} for cell in reversed(cells)})] == cells

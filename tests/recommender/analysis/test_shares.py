"""Shares as they are shown."""

from hypothesis import given
from hypothesis import strategies as st

from recommender.analysis.shares import share_shown


@given(st.integers(1, 10**12), st.data())
def test_nothing_and_all_are_shown_for_nothing_and_all_alone(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    shown = f"{share_shown(part, whole):.2f}"
    assert (shown == "0.00") == (part == 0)
    assert (shown == "100.00") == (part == whole)
    assert abs(float(shown) - 100 * part / whole) <= 0.0151


def test_of_nothing_nothing_is_shown() -> None:
    assert share_shown(0, 0) == 0

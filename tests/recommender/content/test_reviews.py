"""Reviews: a source is due from the day after its review date, and the audit names it sixty days before."""

import datetime

import pytest

from recommender import Wording
from recommender.content.reviews import is_due, is_due_soon

BY = datetime.date(2027, 11, 21)


@pytest.mark.parametrize(
    ("day", "due", "soon"),
    [
        (datetime.date(2027, 9, 22), False, False),
        (datetime.date(2027, 9, 23), False, True),
        (BY, False, True),
        (datetime.date(2027, 11, 22), True, True),
    ],
)
def test_a_source_is_due_after_its_review_date(day: datetime.date, due: bool, soon: bool, wording: Wording) -> None:
    source = wording.evidence["G1"]
    assert source.review_by == BY
    assert (is_due(source, day), is_due_soon(source, day)) == (due, soon)

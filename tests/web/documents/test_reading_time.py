"""How long the pages take, by the words on them."""

import pytest

from recommender import VIEWS
from web.documents.reading_time import WORDS_A_MINUTE, guide_minutes, minutes_for, minutes_left
from web.guide.edition import Edition
from web.links.journey import ANSWERS, Journey


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (WORDS_A_MINUTE, 1), (WORDS_A_MINUTE + 1, 2), (5 * WORDS_A_MINUTE, 5)]
)
def test_minutes_are_whole_and_one_at_least(words: int, minutes: int) -> None:
    assert minutes_for(words) == minutes


@pytest.mark.parametrize("view", VIEWS)
def test_the_pages_that_are_left_take_less_and_less(edition: Edition, view: str) -> None:
    left = [minutes_left(edition, Journey(view, page.id)) for page in edition.rules.pages_for(view)]
    assert left == sorted(left, reverse=True)
    assert left[0] <= guide_minutes(edition, view)
    assert minutes_left(edition, Journey(view, ANSWERS)) == 1

"""What the groups of a picture are called."""

import pytest

from recommender import Wording
from recommender.people.picture_words import group_label
from recommender.team.overview import GroupRow


@pytest.mark.parametrize(
    ("label", "text"), [("North", "North"), ("", "(no entry)"), (None, "All others")], ids=["own", "empty", "others"]
)
def test_a_group_is_called_by_its_entry(wording: Wording, label: str | None, text: str) -> None:
    assert group_label(wording, GroupRow(label, 9, ())) == text

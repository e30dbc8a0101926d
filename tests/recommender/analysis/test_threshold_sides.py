"""Every number of the bands has two sides, which are named by ids. What shows a side is in test_sheet_finder.py."""

from recommender import RuleBase
from recommender.analysis.threshold_sides import threshold_sides


def test_each_number_has_two_sides_and_each_approach_its_own(rules: RuleBase) -> None:
    assert [" ".join(side) for side in threshold_sides(rules)] == [
        f"{number} {at}"
        for number in (
            *("lead clear coaching", "lead leaning coaching", "lead clear mentoring", "lead leaning mentoring"),
            *("ratio 2 coaching", "ratio 2 mentoring", "strong 6 ", "unanswered 4 ", "unanswered 7 "),
        )
        for at in ("at", "just-below")
    ]

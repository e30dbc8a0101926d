"""The picture of a whole team: what its bars show of each group, and how its report is built."""

import re

from recommender.team.classes import classes
from recommender.team.overview import Count, GroupRow, GroupTable, LeadBin, TeamOverview
from web.documents.team_picture import group_picture, team_picture, team_report
from web.guide.edition import the_edition

TABLE = GroupTable("site", (GroupRow("", 15, (5, 5, 5, None, None)), GroupRow(None, None, (6, *[None] * 4))))
PICTURE = TeamOverview(
    25,
    25,
    0,
    classes=tuple(Count(each, 5) for each in classes(the_edition().rules)),
    lead=(LeadBin(None, None, 5),) * 5,
    tables=(TABLE,),
)


def test_what_is_not_shown_of_a_group_is_worked_out_of_what_is() -> None:
    edition = the_edition()
    thirds, hidden = group_picture(edition, PICTURE, TABLE).groups
    assert [bar.length for bar in thirds.segments] == [33.33, 33.33, 33.33, 0, 0]
    assert thirds.rest == 0
    assert [bar.length for bar in hidden.segments] == [0] * 5
    assert hidden.rest == 100
    assert [thirds.label, hidden.label] == [edition.say("team.no-entry"), edition.say("team.others")]


def test_no_level_of_the_headings_of_a_report_is_left_out() -> None:
    edition = the_edition()
    shown = team_picture(edition, PICTURE, columns=["site"], plan=None)
    levels = [int(level) for level in re.findall(r"<h(\d)", team_report(edition, shown, day="today"))]
    assert levels[:3] == [1, 2, 3]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))

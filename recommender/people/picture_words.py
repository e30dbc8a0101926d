"""The picture of people in words: each of its blocks as lines, each line an id, its label and a figure."""

from recommender.content.words import Wording
from recommender.core.model import RuleBase
from recommender.people.column_words import entry_in_words
from recommender.team.classes import class_in_words
from recommender.team.overview import Figure, GroupRow, TeamOverview

Line = tuple[str, str, Figure]


def needs(wording: Wording, picture: TeamOverview) -> list[Line]:
    """Who needs what."""
    return [(one.id, class_in_words(wording, one.id), one.people) for one in picture.classes]


def obstacles(wording: Wording, rules: RuleBase, picture: TeamOverview) -> list[Line]:
    """What is in the way."""
    return [(one.id, entry_in_words(wording, rules.obstacle, one.id), one.people) for one in picture.blocks]


def leads(wording: Wording, picture: TeamOverview) -> list[Line]:
    """How far each side leads, from one side to the other."""
    bins = enumerate(reversed(picture.lead), start=1)
    return [(f"{number}", wording.pages[f"team.bin.{number}"], one.people) for number, one in bins]


def certainties(wording: Wording, picture: TeamOverview) -> list[Line]:
    """How certain the results are, the surest first."""
    return [(one.id, wording.certainty.name[one.id], one.people) for one in reversed(picture.certainties)]


def group_label(wording: Wording, row: GroupRow) -> str:
    """What a group is called: by its entry, if it has one of its own."""
    if row.label is None:
        return wording.pages["team.others"]
    return row.label or wording.pages["team.no-entry"]

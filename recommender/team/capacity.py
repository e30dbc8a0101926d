"""A plan for capacity: how many meetings, hours, practitioners and places elsewhere many people need.

It is made of the shown figures of a picture alone. People whose class is hidden are in none of its numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from recommender.content.capacity import Effort, Efforts
from recommender.core.model import RuleBase
from recommender.core.outcomes import BOTH, EITHER
from recommender.team.classes import BOTH_OR_EITHER, SOMETHING_ELSE
from recommender.team.overview import Count, Figure, TeamOverview

_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the most."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class ApproachPlan:
    """What one approach takes for all who need it. `practitioners` is how many who help that is where all start
    at the same time, and each helps `load` people at once."""

    approach: str
    people: Range
    meetings: Range
    hours: Range
    practitioners: Range
    load: int


@dataclass(frozen=True, slots=True)
class CapacityPlan:
    """A plan for each approach; how many need each outcome that is told apart and puts something else first, such as
    a place on a course; and the hidden classes where people are in them, who are in no number."""

    approaches: tuple[ApproachPlan, ...]
    something_else: tuple[Count, ...]
    hidden: tuple[str, ...]


def capacity_plan(rules: RuleBase, picture: TeamOverview, efforts: Efforts, loads: Mapping[str, int]) -> CapacityPlan:
    """The plan for the people of a picture. `loads` are those that stand in place of the usual ones."""
    hidden = _hidden(picture)
    nobody = SOMETHING_ELSE not in hidden and not _figure(picture.classes, SOMETHING_ELSE)
    elsewhere = (count for count in picture.outcomes if count.id not in rules.choices)
    plans = []
    for approach in rules.approaches:
        effort, people = efforts[approach], _people(rules, picture, approach)
        plans.append(_plan(approach, people, effort, loads.get(approach, effort.load.people)))
    return CapacityPlan(
        tuple(plans), tuple(replace(count, people=0) if nobody else count for count in elsewhere), hidden
    )


def _hidden(picture: TeamOverview) -> tuple[str, ...]:
    """The hidden classes, unless those shown have all the people."""
    if sum(count.people or 0 for count in picture.classes) == picture.scored:
        return ()
    return tuple(count.id for count in picture.classes if count.people is None)


def _people(rules: RuleBase, picture: TeamOverview, approach: str) -> Range:
    """How many people need an approach. `both` and each part of a sequence count for both approaches, and `either`
    for one of the two, so that it gives a range. Where the class of these two is hidden, neither is counted."""
    certain = sum(_figure(picture.classes, each) or 0 for each in (approach, *rules.in_turn))
    together = _figure(picture.classes, BOTH_OR_EITHER)
    if together is None:
        return Range(certain, certain)
    both, either = (_figure(picture.outcomes, each) for each in (BOTH, EITHER))
    if both is None:
        both = 0 if either is None else together - either
    return Range(certain + both, certain + together)


def _figure(counts: tuple[Count, ...], id_: str) -> Figure:
    """The figure with this id. A picture of too few people has none."""
    return next((count.people for count in counts if count.id == id_), None)


def _plan(approach: str, people: Range, effort: Effort, load: int) -> ApproachPlan:
    meetings = Range(people.least * effort.meetings.least, people.most * effort.meetings.most)
    hours = Range(
        _whole(meetings.least * effort.minutes.least, _MINUTES), _whole(meetings.most * effort.minutes.most, _MINUTES)
    )
    practitioners = Range(_whole(people.least, load), _whole(people.most, load))
    return ApproachPlan(approach, people, meetings, hours, practitioners, load)


def _whole(amount: int, size: int) -> int:
    """How many of this size the amount takes."""
    return -(-amount // size)

"""A plan for capacity in words: for both approaches alike, what it takes, as ranges with their sources."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from recommender.content.capacity import Effort, Norm
from recommender.core.model import Evidence
from recommender.team.capacity import ApproachPlan, CapacityPlan, Range, capacity_plan
from recommender.team.overview import TeamOverview
from web.documents.sources import Listed, cited, listed
from web.guide.edition import Edition

_DASH = "–"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the plan: what it is, and for each approach a range and what that is based on."""

    label: str
    cells: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The plan. `hidden`: some people are not in it. A number is a dash where those who need just that are hidden.

    `has_totals`: for some approach, no number is a dash.
    """

    names: Sequence[str]
    lines: Sequence[PlanLine]
    something_else: Sequence[str]
    hidden: bool
    has_totals: bool
    sources: Sequence[Listed]


def plan_shown(edition: Edition, picture: TeamOverview, loads: Mapping[str, int]) -> PlanShown:
    """The plan for a team, where each practitioner helps so many people at once."""
    plan = capacity_plan(edition.rules, picture, edition.efforts, loads)
    return PlanShown(
        [edition.wording.approaches[approach]["name"] for approach in edition.rules.approaches],
        _lines(edition, plan),
        [
            edition.say("team.plan-elsewhere", count=one.people, outcome=edition.wording.outcomes[one.id].name)
            for one in plan.something_else
            if one.people
        ],
        bool(plan.hidden),
        any(one.approach not in plan.hidden for one in plan.approaches),
        listed(edition, [found for effort in edition.efforts.values() for found in _evidence(effort) if found.keys]),
    )


def _lines(edition: Edition, plan: CapacityPlan) -> list[PlanLine]:
    def total(name: str, some: Callable[[ApproachPlan], Range]) -> PlanLine:
        cells = [(_DASH if one.approach in plan.hidden else _range(edition, some(one)), "") for one in plan.approaches]
        return PlanLine(edition.say(f"team.plan.{name}"), cells)

    def norm(name: str, some: Callable[[Effort], Norm]) -> PlanLine:
        found = [some(edition.efforts[one.approach]) for one in plan.approaches]
        cells = [
            (_range(edition, one), cited(one.evidence) if one.evidence.keys else one.evidence.grade) for one in found
        ]
        return PlanLine(edition.say(f"team.plan.{name}"), cells)

    return [
        total("people", lambda one: one.people),
        norm("each", lambda effort: effort.meetings),
        norm("minutes", lambda effort: effort.minutes),
        norm("months", lambda effort: effort.months),
        total("meetings", lambda one: one.meetings),
        total("hours", lambda one: one.hours),
        total("practitioners", lambda one: one.practitioners),
    ]


def _range(edition: Edition, some: Range | Norm) -> str:
    if some.least == some.most:
        return edition.number(some.least)
    return edition.say("team.range", least=some.least, most=some.most)


def _evidence(effort: Effort) -> tuple[Evidence, ...]:
    return (effort.meetings.evidence, effort.minutes.evidence, effort.months.evidence, effort.load.evidence)

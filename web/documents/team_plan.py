"""A plan for capacity in words: for coaching and mentoring alike, what it takes, as ranges with their sources."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from recommender.content.capacity import Effort
from recommender.core.model import APPROACHES, Evidence
from recommender.team.capacity import ApproachPlan, CapacityPlan, Range, capacity_plan
from recommender.team.overview import Figure, TeamOverview
from web.documents.sources import Listed, cited, listed
from web.guide.edition import Edition


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the plan: what it is, and for each approach a range and what that is based on."""

    label: str
    cells: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The plan. `hidden`: some people are not in it."""

    names: Sequence[str]
    lines: Sequence[PlanLine]
    training: Figure
    hidden: bool
    sources: Sequence[Listed]


def plan_shown(edition: Edition, picture: TeamOverview, loads: Mapping[str, int]) -> PlanShown:
    """The plan for a team, where each coach and mentor helps so many people at once."""
    plan = capacity_plan(picture, edition.efforts, loads)
    return PlanShown(
        [edition.wording.approaches[approach]["name"] for approach in APPROACHES],
        _lines(edition, plan),
        plan.training,
        bool(plan.hidden) or plan.training is None,
        listed(edition, [found for effort in edition.efforts.values() for found in _evidence(effort) if found.keys]),
    )


def _lines(edition: Edition, plan: CapacityPlan) -> list[PlanLine]:
    def line(name: str, cell: Callable[[ApproachPlan, Effort], tuple[Range, Evidence | None]]) -> PlanLine:
        found = (cell(one, edition.efforts[one.approach]) for one in plan.approaches)
        return PlanLine(
            edition.say(f"team.plan.{name}"), [(_range(edition, some), _source(evidence)) for some, evidence in found]
        )

    return [
        line("people", lambda one, _: (one.people, None)),
        line("each", lambda _, effort: (Range(effort.meetings.least, effort.meetings.most), effort.meetings.evidence)),
        line("minutes", lambda _, effort: (Range(effort.minutes.least, effort.minutes.most), effort.minutes.evidence)),
        line("months", lambda _, effort: (Range(effort.months.least, effort.months.most), effort.months.evidence)),
        line("meetings", lambda one, _: (one.meetings, None)),
        line("hours", lambda one, _: (one.hours, None)),
        line("practitioners", lambda one, _: (one.practitioners, None)),
    ]


def _range(edition: Edition, some: Range) -> str:
    if some.least == some.most:
        return edition.number(some.least)
    return edition.say("team.range", least=some.least, most=some.most)


def _source(evidence: Evidence | None) -> str:
    return cited(evidence) if evidence and evidence.keys else evidence.grade if evidence else ""


def _evidence(effort: Effort) -> tuple[Evidence, ...]:
    return (effort.meetings.evidence, effort.minutes.evidence, effort.months.evidence, effort.load.evidence)

"""What the result document tells beside the result: where wish and ability meet, next steps, helpers, situations."""

import datetime
from dataclasses import dataclass
from typing import Any

from recommender import Approach, Recommendation, Sheet
from recommender.doubts import told
from recommender.firmness import firmness
from recommender.guidance import Cell, cell_of, own_steps
from recommender.guidance_words import CellWords, HelperWords, Section
from recommender.model import APPROACHES, BAND_OUTCOMES
from recommender.situations import Situation, nearest
from web.guide import Guide

CHOICES = (*BAND_OUTCOMES, "mentoring-then-coaching")
"""Outcomes that are a choice between the two approaches, and not something else first."""

BASE_STEPS = 3
"""How many of an outcome's own steps are shown where somebody's answers call for others besides."""

_LEADER_ALONE = "leader-view-alone"


@dataclass(frozen=True, slots=True)
class CellShown:
    """One cell of the grid of wishes and abilities: how to start there, and whether these answers are in it."""

    short: str
    here: bool


@dataclass(frozen=True, slots=True)
class Tension:
    """The grid, row by row under the abilities, and the words of the cell in which these answers are."""

    abilities: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CellShown, ...]], ...]
    words: CellWords
    sources: str


@dataclass(frozen=True, slots=True)
class Published:
    """A published situation near to these answers, and what its author advises."""

    text: str
    advice: str
    notes: tuple[str, ...]
    title: str
    url: str


def advice_values(
    guide: Guide, recommendation: Recommendation, approach: Approach, made: datetime.date
) -> dict[str, Any]:
    """What the document's template is filled in with, beside the result itself."""
    sheet, outcome = recommendation.sheet, approach.outcome
    cell = cell_shown(guide, sheet, outcome)
    return {
        **outcome_advice(guide, sheet.view, outcome, made),
        "tension": _tension(guide, sheet, cell) if cell else None,
        "told": told(guide.rules, guide.wording, recommendation, apart_from=cell.covers if cell else ()),
        "steps": _steps(guide, sheet, outcome),
        "firm": _firm(guide, recommendation),
        "published": [_published(guide, near, outcome) for near in nearest(guide.situations, sheet)],
    }


def outcome_advice(guide: Guide, view: str, outcome: str, made: datetime.date) -> dict[str, Any]:
    """What is told with an outcome, whatever the answers were."""
    helpers = _helpers(guide, outcome)
    review = made + datetime.timedelta(weeks=guide.guidance.review[outcome])
    return {
        "steps": guide.wording.outcomes[outcome].steps[view],
        "helpers": helpers,
        "sections": _sections(guide) if helpers else {},
        "fades": bool(helpers) and outcome != "coaching",
        "review": {"words": guide.day(review), "day": review.isoformat()},
        "ready": guide.advice.ready,
        "update": guide.day(guide.rules.date.replace(year=guide.rules.date.year + 1)),
        "costs_as_of": guide.day(guide.wording.evidence["P7"].checked),
    }


def cell_shown(guide: Guide, sheet: Sheet, outcome: str) -> Cell | None:
    """The cell of wish and ability that is told beside this outcome, or None where none is."""
    return cell_of(guide.guidance, sheet) if outcome in CHOICES else None


def advice_sources(guide: Guide, outcome: str) -> set[str]:
    """The keys of all that the advice beside this outcome rests on."""
    parts = [side for side, *_ in _helpers(guide, outcome)]
    parts += [*_sections(guide)] if parts else []
    return {key for part in parts for key in guide.guidance.sources[part]}


def _tension(guide: Guide, sheet: Sheet, cell: Cell) -> Tension:
    words, view = guide.advice, sheet.view
    of = {(some.wish, some.ability): some.id for some in guide.guidance.cells}
    abilities = [ability.id for ability in guide.guidance.abilities]

    def shown(wish: str, ability: str) -> CellShown:
        found = of[wish, ability]
        return CellShown(words.cells[found].short, found == cell.id)

    rows = ((wish.id, tuple(shown(wish.id, ability) for ability in abilities)) for wish in guide.guidance.wishes)
    return Tension(
        tuple(words.abilities[ability][view] for ability in abilities),
        tuple((words.wishes[wish][view], cells) for wish, cells in rows),
        words.cells[cell.id],
        f"{', '.join(cell.evidence.keys)} ({cell.evidence.grade})",
    )


def _steps(guide: Guide, sheet: Sheet, outcome: str) -> list[str]:
    """The outcome's first steps, those that these answers call for, and the outcome's last one, which looks back."""
    *steps, last = guide.wording.outcomes[outcome].steps[sheet.view]
    own = [guide.advice.steps[step][sheet.view] for step in own_steps(guide.guidance, sheet, outcome)]
    return [*steps[: BASE_STEPS - 1 if own else len(steps)], *own, last]


def _helpers(guide: Guide, outcome: str) -> list[tuple[str, HelperWords, str]]:
    """For each kind of helper that the outcome may need: its approach, its words and its sources."""
    if outcome not in CHOICES:
        return []
    sides = [outcome] if outcome in APPROACHES else APPROACHES
    return [(side, guide.advice.helpers[side], _sources(guide, side)) for side in sides]


def _sections(guide: Guide) -> dict[str, tuple[Section, str]]:
    return {name: (section, _sources(guide, name)) for name, section in guide.advice.sections.items()}


def _sources(guide: Guide, part: str) -> str:
    return ", ".join(guide.guidance.sources[part])


def _firm(guide: Guide, recommendation: Recommendation) -> list[str]:
    """How sure, in sentences: single answers, what is not answered, and a leader's view alone."""
    sheet, words = recommendation.sheet, guide.wording
    found = firmness(guide.table, sheet)
    lines = [guide.say("sure.single", others=found.others, kept=found.kept, changed=found.others - found.kept)]
    if recommendation.unanswered:
        lines.append(
            guide.say("sure.unanswered", count=len(recommendation.unanswered), total=len(guide.rules.questions))
        )
    if _LEADER_ALONE in recommendation.decision.patterns:
        lines.append(words.patterns[_LEADER_ALONE].text[sheet.view])
    return [*lines, words.certainty.no_trial]


def _published(guide: Guide, near: Situation, outcome: str) -> Published:
    notes = [guide.say("situations.contested")] if near.contested else []
    if near.verdict != (outcome if outcome in CHOICES else "something-else"):
        notes.append(guide.say("situations.differs"))
    advice = guide.say(f"situations.{near.verdict}")
    return Published(guide.advice.situations[near.id], advice, tuple(notes), near.title, near.url)

"""What the result document tells beside the result: where wish and ability meet, next steps, helpers, situations."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recommender import AnswerSheet, Approach, Recommendation
from recommender.content.guidance import WishCell, cell_of, own_steps
from recommender.content.guidance_words import CellWords, HelperWords, Section
from recommender.content.situations import Near, as_verdict, nearest
from recommender.core.model import APPROACHES, CHOICES
from recommender.explanation.caveats import notes
from recommender.explanation.stability import stability
from web.documents.sources import cited
from web.guide.edition import Guide

_WORKING, _FADING, _BOSS, _SIDE_BY_SIDE = "working", "fading", "boss", "side-by-side"

_SPOKEN_AGAINST: Mapping[str, str] = {
    "both": "both",
    "mentoring-then-coaching": "mentoring-then-coaching",
    "training-first": "other",
    "direct-first": "other",
}
"""For outcomes that are neither of the two approaches: the option whose risks are told as what speaks against them."""


_CONVERSATION = "not-asked"
"""The step for a leader who has not asked the person yet."""


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
class Helper:
    """How to find and check a helper of one kind, with the keys that it rests on and the day they were looked at."""

    side: str
    words: HelperWords
    keys: str
    as_of: str


@dataclass(frozen=True, slots=True)
class SourcedSection:
    """A section of the advice with the keys that it rests on."""

    words: Section
    keys: str


@dataclass(frozen=True, slots=True)
class Published:
    """A published situation near to these answers, how near, and what its author advises."""

    text: str
    nearness: str
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
        "told": notes(guide.rules, guide.wording, recommendation, apart_from=cell.covers if cell else ()),
        "steps": _steps(guide, sheet, outcome),
        "firm": _firm(guide, recommendation),
        "published": [
            _published(guide, near, recommendation.decision.outcome) for near in nearest(guide.situations, sheet)
        ],
    }


def outcome_advice(guide: Guide, view: str, outcome: str, made: datetime.date) -> dict[str, Any]:
    """What is told with an outcome, whatever the answers were."""
    review = made + datetime.timedelta(weeks=guide.guidance.review[outcome])
    against = _SPOKEN_AGAINST.get(outcome)
    return {
        "steps": guide.wording.outcomes[outcome].steps[view],
        "speaks_against": guide.advice.grid[against]["risk"] if against else "",
        "helpers": [_helper(guide, side) for side in _sides(outcome)],
        "sections": [_section(guide, name) for name in _sections(outcome)],
        "boss_keys": ", ".join(guide.guidance.sources[_BOSS]),
        "side_by_side_keys": ", ".join(guide.guidance.sources[_SIDE_BY_SIDE]),
        "review": {"words": guide.day(review), "day": review.isoformat()},
        "ready": guide.advice.ready,
    }


def cell_shown(guide: Guide, sheet: AnswerSheet, outcome: str) -> WishCell | None:
    """The cell of wish and ability that is told beside this outcome, or None where none is."""
    return cell_of(guide.guidance, sheet) if outcome in CHOICES else None


def advice_keys(guide: Guide, outcome: str) -> set[str]:
    """The keys of all that the advice beside this outcome names."""
    helped = [*_sides(outcome), *_sections(outcome), *([_BOSS] if outcome in CHOICES else [])]
    return {key for part in (*helped, _SIDE_BY_SIDE) for key in guide.guidance.sources[part]}


def _sides(outcome: str) -> tuple[str, ...]:
    """The kinds of helper that an outcome may need."""
    if outcome not in CHOICES:
        return ()
    return (outcome,) if outcome in APPROACHES else APPROACHES


def _sections(outcome: str) -> tuple[str, ...]:
    """The sections that stand beside an outcome."""
    if outcome not in CHOICES:
        return ()
    return (_WORKING,) if outcome == "coaching" else (_FADING, _WORKING)


def _helper(guide: Guide, side: str) -> Helper:
    keys = guide.guidance.sources[side]
    looked_at = min(guide.wording.evidence[key].checked for key in keys)
    return Helper(side, guide.advice.helpers[side], ", ".join(keys), guide.day(looked_at))


def _section(guide: Guide, name: str) -> SourcedSection:
    return SourcedSection(guide.advice.sections[name], ", ".join(guide.guidance.sources[name]))


def _tension(guide: Guide, sheet: AnswerSheet, cell: WishCell) -> Tension:
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
        cited(cell.evidence),
    )


def _steps(guide: Guide, sheet: AnswerSheet, outcome: str) -> list[str]:
    """The outcome's steps, and before the last one, the review, what these answers call for besides.

    The conversation that has not taken place yet comes before everything.
    """
    *steps, last = guide.wording.outcomes[outcome].steps[sheet.view]
    called = own_steps(guide.guidance, sheet, outcome)
    own = [guide.advice.steps[step][sheet.view] for step in called]
    return [*own, *steps, last] if _CONVERSATION in called else [*steps, *own, last]


def _firm(guide: Guide, recommendation: Recommendation) -> list[str]:
    """How firmly the result stands where single answers are others, in sentences."""
    found = stability(guide.table, recommendation.sheet)
    changed, total = found.others - found.kept, len(guide.rules.questions_for(recommendation.sheet.view))
    return [
        guide.say("sure.single", others=found.others, kept=found.kept, changed=changed),
        guide.say("sure.steady", count=len(found.steady), total=total),
    ]


def _published(guide: Guide, near: Near, outcome: str) -> Published:
    situation = near.situation
    notes = [guide.say("situations.contested")] if situation.contested else []
    if outcome != "either" and situation.verdict != as_verdict(outcome):
        notes.append(guide.say("situations.differs"))
    return Published(
        guide.advice.situations[situation.id],
        guide.say("situations.near", alike=near.alike, of=near.of),
        guide.say(f"situations.{situation.verdict}"),
        tuple(notes),
        situation.title,
        situation.url,
    )

"""What the result document says besides the result: where wish and ability meet, next steps, helpers, situations."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recommender import AnswerSheet, Recommendation
from recommender.content.guidance import WishCell, cell_of, next_steps, own_steps
from recommender.content.guidance_words import AGREEMENT, CellWords, HelperWords, ReadyCheck, Section
from recommender.content.situations import Near, as_verdict, nearest
from recommender.content.words import APPROACH_TOPICS
from recommender.core.model import RuleBase
from recommender.core.outcomes import EITHER
from recommender.explanation.stability import stability
from web.documents.sources import cited
from web.guide.edition import Edition

_SATURDAY = 5
_BOSS, _SIDE_BY_SIDE = "boss", "side-by-side"


@dataclass(frozen=True, slots=True)
class CellShown:
    """One cell of the grid of wishes and abilities: how to start there, and whether these answers fall in it."""

    short: str
    here: bool


@dataclass(frozen=True, slots=True, eq=False)
class Tension:
    """The grid, row by row under the abilities, and the words of the cell that these answers fall in.

    There is one for each view and cell, so that it is drawn once.

    `differs`: what is wanted there is not what is needed.
    """

    abilities: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CellShown, ...]], ...]
    words: CellWords
    sources: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Helper:
    """How to find and check who helps, with the keys of the sources and the oldest day they were checked."""

    side: str
    words: HelperWords
    keys: str
    as_of: str


@dataclass(frozen=True, slots=True)
class SourcedSection:
    """A section of the advice, with the keys of its sources."""

    words: Section
    keys: str


@dataclass(frozen=True, slots=True)
class Published:
    """A published situation close to these answers, how close it is, and what its author advises."""

    text: str
    nearness: str
    advice: str
    notes: tuple[str, ...]
    title: str
    url: str


@dataclass(frozen=True, slots=True, eq=False)
class Advice:
    """What comes with an outcome: the risk that speaks against it, or "", helpers, sections, both approaches.

    There is one for each outcome, so that what it says is drawn once. `is_choice`: it is a choice between the
    approaches. Then the agreement is to be filled in on paper. `boss_keys` and `side_by_side_keys` are the keys of the
    sources of two passages that are in the page texts.
    """

    is_choice: bool
    speaks_against: str
    helpers: Sequence[Helper]
    sections: Sequence[SourcedSection]
    agreement: Section
    boss_keys: str
    side_by_side_keys: str
    ready: tuple[ReadyCheck, ...]
    approaches: Mapping[str, Mapping[str, str]]
    approach_fields: Sequence[str]


def review_day(edition: Edition, outcome: str, created: datetime.date) -> datetime.date:
    """The day to review a result that was created on this day: one from Monday to Friday."""
    return _on_a_working_day(created + datetime.timedelta(weeks=edition.guidance.review[outcome]))


@lru_cache(maxsize=256)
def outcome_advice(edition: Edition, outcome: str) -> Advice:
    """The advice for an outcome, whatever the answers were."""
    against = edition.guidance.risks.get(outcome)
    return Advice(
        outcome in edition.rules.choices,
        edition.advice.grid[against]["risk"] if against else "",
        [_helper(edition, side) for side in _sides(edition.rules, outcome)],
        [_section(edition, name) for name in _sections(edition, outcome)],
        edition.advice.sections[AGREEMENT],
        _keys(edition, _BOSS),
        _keys(edition, _SIDE_BY_SIDE),
        edition.advice.ready,
        edition.wording.approaches,
        [field for field in APPROACH_TOPICS if field != "name"],
    )


def _on_a_working_day(day: datetime.date) -> datetime.date:
    """The day itself, or the Monday after a weekend."""
    return day + datetime.timedelta(7 - day.weekday() if day.weekday() >= _SATURDAY else 0)


def cell_shown(edition: Edition, sheet: AnswerSheet, outcome: str) -> WishCell | None:
    """The cell of wish and ability that is shown with this outcome, or None where none is."""
    return cell_of(edition.guidance, sheet) if outcome in edition.rules.choices else None


def advice_keys(edition: Edition, outcome: str) -> set[str]:
    """The keys of all sources that the advice on this outcome names."""
    helped = [*_sides(edition.rules, outcome), *_sections(edition, outcome)]
    helped += [_BOSS] if outcome in edition.rules.choices else []
    return {key for part in (*helped, _SIDE_BY_SIDE) for key in edition.guidance.sources.get(part, ())}


def _sides(rules: RuleBase, outcome: str) -> tuple[str, ...]:
    """The kinds of helper that an outcome may need."""
    if outcome not in rules.choices:
        return ()
    return (outcome,) if outcome in rules.approaches else rules.in_turn.get(outcome, rules.approaches)


def _sections(edition: Edition, outcome: str) -> list[str]:
    """The sections that are shown with an outcome."""
    return [name for name, outcomes in edition.guidance.sections.items() if outcome in outcomes]


def _keys(edition: Edition, part: str) -> str:
    return ", ".join(edition.guidance.sources.get(part, ()))


def _helper(edition: Edition, side: str) -> Helper:
    days = [edition.wording.evidence[key].checked for key in edition.guidance.sources.get(side, ())]
    return Helper(side, edition.advice.helpers[side], _keys(edition, side), edition.day(min(days)) if days else "")


def _section(edition: Edition, name: str) -> SourcedSection:
    return SourcedSection(edition.advice.sections[name], _keys(edition, name))


def tension(edition: Edition, view: str, cell: WishCell) -> Tension:
    """The grid with this cell marked."""
    return _tension(edition, view, cell.id)


@lru_cache(maxsize=256)
def _tension(edition: Edition, view: str, cell_id: str) -> Tension:
    words, cell = edition.advice, next(some for some in edition.guidance.cells if some.id == cell_id)
    of = {(some.wish, some.ability): some.id for some in edition.guidance.cells}
    abilities = [ability.id for ability in edition.guidance.abilities]

    def shown(wish: str, ability: str) -> CellShown:
        found = of[wish, ability]
        return CellShown(words.cells[found].short, found == cell.id)

    rows = ((wish.id, tuple(shown(wish.id, ability) for ability in abilities)) for wish in edition.guidance.wishes)
    return Tension(
        tuple(words.abilities[ability][view] for ability in abilities),
        tuple((words.wishes[wish][view], cells) for wish, cells in rows),
        words.cells[cell.id],
        cited(cell.evidence),
        cell.differs,
    )


def steps_for(edition: Edition, sheet: AnswerSheet, outcome: str) -> list[str]:
    """The outcome's steps, with those that these answers call for: instead of one of them, or after it."""
    called = own_steps(edition.guidance, sheet, outcome)
    texts = [edition.advice.steps[step.id][sheet.view] for step in called]
    return next_steps(edition.wording.outcomes[outcome].steps[sheet.view], zip(called, texts, strict=True))


def stability_in_words(edition: Edition, recommendation: Recommendation) -> list[str]:
    """How stable the result is when a single answer changes, in sentences."""
    found = stability(edition.table, recommendation.sheet)
    changed, total = found.others - found.kept, len(edition.rules.questions_for(recommendation.sheet.view))
    return [
        edition.say("sure.single", others=found.others, kept=found.kept, changed=changed),
        edition.say("sure.steady", count=len(found.steady), total=total),
    ]


def situations_near(edition: Edition, sheet: AnswerSheet, outcome: str) -> list[Published]:
    """The published situations closest to these answers."""
    return [_published(edition, near, outcome) for near in nearest(edition.situations, sheet)]


def _published(edition: Edition, near: Near, outcome: str) -> Published:
    situation = near.situation
    advised = edition.wording.outcomes.get(situation.verdict)
    notes = [edition.say("situations.contested")] if situation.contested else []
    if outcome != EITHER and situation.verdict != as_verdict(edition.rules, outcome):
        notes.append(edition.say("situations.differs"))
    return Published(
        edition.advice.situations[situation.id],
        edition.say("situations.near", alike=near.alike, of=near.of),
        advised.advised if advised else edition.say("situations.something-else"),
        tuple(notes),
        situation.title,
        situation.url,
    )

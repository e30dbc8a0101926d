"""Guidance beside an outcome: advice on what is wanted against what is needed, and next steps that fit the answers.

It changes no outcome. Which answers lead to which guidance is in `rules/guidance.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from recommender.core.model import NOT_SURE, VIEW, AnswerSheet, Condition, Evidence

Lines = tuple[tuple[Condition, ...], ...]
"""As in a pattern: all conditions of any one line must be met."""

OWN_STEPS = 1
"""The number of steps that depend on the answers, beside the outcome's four."""


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that answers show: a wish for a kind of help, or an ability."""

    id: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class WishCell:
    """A wish with an ability, and the evidence for our advice.

    `covers` are the ids of the patterns whose notes its words make redundant.
    """

    wish: str
    ability: str
    covers: tuple[str, ...]
    evidence: Evidence

    @property
    def id(self) -> str:
        return f"{self.wish}-{self.ability}"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A next step for answers that meet one of these lines, where the result is one of these outcomes."""

    id: str
    outcomes: tuple[str, ...]
    lines: Lines


@dataclass(frozen=True, slots=True)
class Guidance:
    """All guidance. `review` is the weeks to the review, by outcome; `sources` are the keys of evidence, by part."""

    wishes: tuple[Trait, ...]
    abilities: tuple[Trait, ...]
    cells: tuple[WishCell, ...]
    steps: tuple[NextStep, ...]
    review: Mapping[str, int]
    sources: Mapping[str, tuple[str, ...]]


def holds(lines: Lines, sheet: AnswerSheet) -> bool:
    """Whether a sheet's answers meet any of these lines. A question left out is "not sure"."""
    given = {**sheet.answers, VIEW: sheet.view}
    return any(all(given.get(question, NOT_SURE) in options for question, options in line) for line in lines)


def cell_of(guidance: Guidance, sheet: AnswerSheet) -> WishCell | None:
    """The cell of these answers, or None where they show no wish or no ability."""
    wishes = [wish.id for wish in guidance.wishes if holds(wish.lines, sheet)]
    abilities = [ability.id for ability in guidance.abilities if holds(ability.lines, sheet)]
    return next((cell for cell in guidance.cells if cell.wish in wishes and cell.ability in abilities), None)


def own_steps(guidance: Guidance, sheet: AnswerSheet, outcome: str) -> tuple[str, ...]:
    """The ids of the first OWN_STEPS steps that fit these answers and this outcome."""
    fitting = (step.id for step in guidance.steps if outcome in step.outcomes and holds(step.lines, sheet))
    return tuple(fitting)[:OWN_STEPS]

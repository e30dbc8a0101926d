"""What is told beside an outcome: where a wish meets what can be done now, and steps that somebody's answers call for.

It changes no outcome. Whose answers call for what is in `rules/guidance.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from recommender.core.model import NOT_SURE, VIEW, AnswerSheet, Condition, Evidence

Lines = tuple[tuple[Condition, ...], ...]
"""As in a pattern: any one line has to hold, and in it every condition."""

OWN_STEPS = 1
"""How many steps of somebody's own are shown beside the outcome's four."""


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that answers show: a wish, or what can be done now."""

    id: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class WishCell:
    """Where a wish and an ability meet, and what our advice there rests on.

    `covers` has the ids of the patterns of which its words say all there is to say.
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
    """A next step for those whose answers hold a line, where the result is one of these outcomes."""

    id: str
    outcomes: tuple[str, ...]
    lines: Lines


@dataclass(frozen=True, slots=True)
class Guidance:
    """All of it. `review` has for each outcome in how many weeks to look back; `sources` what each part rests on."""

    wishes: tuple[Trait, ...]
    abilities: tuple[Trait, ...]
    cells: tuple[WishCell, ...]
    steps: tuple[NextStep, ...]
    review: Mapping[str, int]
    sources: Mapping[str, tuple[str, ...]]


def holds(lines: Lines, sheet: AnswerSheet) -> bool:
    """Whether a sheet's answers hold any one of these lines; a question left out is "not sure"."""
    given = {**sheet.answers, VIEW: sheet.view}
    return any(all(given.get(question, NOT_SURE) in options for question, options in line) for line in lines)


def cell_of(guidance: Guidance, sheet: AnswerSheet) -> WishCell | None:
    """The cell in which these answers are, or None where a wish or an ability is not known."""
    wishes = [wish.id for wish in guidance.wishes if holds(wish.lines, sheet)]
    abilities = [ability.id for ability in guidance.abilities if holds(ability.lines, sheet)]
    return next((cell for cell in guidance.cells if cell.wish in wishes and cell.ability in abilities), None)


def own_steps(guidance: Guidance, sheet: AnswerSheet, outcome: str) -> tuple[str, ...]:
    """The ids of the first few steps that these answers call for beside this outcome."""
    called = (step.id for step in guidance.steps if outcome in step.outcomes and holds(step.lines, sheet))
    return tuple(called)[:OWN_STEPS]

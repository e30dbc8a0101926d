"""Guidance beside an outcome: advice on what is wanted against what is needed, and next steps that fit the answers.

It changes no outcome. Which answers lead to which guidance is in `rules/guidance.yaml`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recommender.core.model import NOT_SURE, VIEW, VIEWS, AnswerSheet, Condition, Evidence

Lines = tuple[tuple[Condition, ...], ...]
"""As in a pattern: all conditions of any one line must be met."""

PLACES = ("start", "find", "agree", "review")
"""What each step of an outcome is for, in their order. The review is always the outcome's own."""

MOST_ADDED = 1
"""How many steps the answers may add. Others take the place of one of the outcome's, so that there are never many."""


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that answers show: a wish for a kind of help, or an ability."""

    id: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class WishCell:
    """A wish with an ability, and the evidence for our advice.

    `covers` are the ids of the patterns whose notes its words make redundant. `differs`: what is wanted there is not
    what is needed.
    """

    wish: str
    ability: str
    covers: tuple[str, ...]
    differs: bool
    evidence: Evidence

    @property
    def id(self) -> str:
        return f"{self.wish}-{self.ability}"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A next step for answers that meet one of these lines, where the result is one of these outcomes.

    `place` is one of PLACES: the step stands instead of the outcome's own there, or, where it is `added`, after it.
    Where there are `flags`, one of them must be set as well.
    """

    id: str
    outcomes: tuple[str, ...]
    flags: frozenset[str]
    lines: Lines
    place: str
    added: bool


@dataclass(frozen=True, slots=True)
class Guidance:
    """All guidance. `review` is the weeks to the review, by outcome; `sources` are the keys of evidence, by part.

    `sections` are the outcomes that each section of advice is shown with, and `risks` the option whose risk is told as
    what speaks against an outcome.
    """

    wishes: tuple[Trait, ...]
    abilities: tuple[Trait, ...]
    cells: tuple[WishCell, ...]
    steps: tuple[NextStep, ...]
    review: Mapping[str, int]
    sources: Mapping[str, tuple[str, ...]]
    sections: Mapping[str, tuple[str, ...]]
    risks: Mapping[str, str]


def holds(lines: Lines, sheet: AnswerSheet) -> bool:
    """Whether a sheet's answers meet any of these lines. A question left out is "not sure"."""
    given = {**sheet.answers, VIEW: sheet.view}
    return any(all(given.get(question, NOT_SURE) in options for question, options in line) for line in lines)


def views_of(lines: Lines) -> tuple[str, ...]:
    """The views in which these lines can be met."""
    return tuple(
        view
        for view in VIEWS
        if any(all(view in options for question, options in line if question == VIEW) for line in lines)
    )


def cell_of(guidance: Guidance, sheet: AnswerSheet) -> WishCell | None:
    """The cell of these answers, or None where they show no wish or no ability."""
    wishes = [wish.id for wish in guidance.wishes if holds(wish.lines, sheet)]
    abilities = [ability.id for ability in guidance.abilities if holds(ability.lines, sheet)]
    return next((cell for cell in guidance.cells if cell.wish in wishes and cell.ability in abilities), None)


def own_steps(guidance: Guidance, sheet: AnswerSheet, outcome: str) -> tuple[NextStep, ...]:
    """The steps that fit these answers and this outcome: the first for each place, and the first MOST_ADDED besides."""
    replaced: dict[str, NextStep] = {}
    added: list[NextStep] = []
    for step in guidance.steps:
        if outcome in step.outcomes and _is_called(step, sheet):
            if step.added:
                added.append(step)
            else:
                replaced.setdefault(step.place, step)
    return (*replaced.values(), *added[:MOST_ADDED])


def next_steps(own: Sequence[str], called: Iterable[tuple[NextStep, str]]) -> list[str]:
    """An outcome's own steps, with the texts of those that the answers call for in or after their places."""
    steps = {place: [text] for place, text in zip(PLACES, own, strict=True)}
    for step, text in called:
        steps[step.place] = [*steps[step.place], text] if step.added else [text, *steps[step.place][1:]]
    return [text for place in PLACES for text in steps[place]]


def _is_called(step: NextStep, sheet: AnswerSheet) -> bool:
    return holds(step.lines, sheet) and (not step.flags or bool(step.flags & sheet.flags))

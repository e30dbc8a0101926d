"""Published situations with their authors' verdicts, and which of them are nearest to somebody's answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recommender.core.model import CHOICES, NOT_SURE, AnswerSheet

SOMETHING_ELSE = "something-else"
VERDICTS = ("coaching", "mentoring", "mentoring-then-coaching", "both", SOMETHING_ELSE)
LEAST_ALIKE = 2
"""How many answers a situation must share to be shown."""

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation as a part-answered sheet: what its text does not settle has no answer.

    `contested`: other published sources give another verdict for the same kind of situation. `plain`: the verdict is
    explicit, nobody contests it, and the words are used in their ordinary sense. `asks`: the text says already what
    kind of help is wanted.
    """

    id: str
    view: str
    flags: frozenset[str]
    answers: Mapping[str, str]
    verdict: str
    contested: bool
    plain: bool
    asks: bool
    title: str
    url: str

    @property
    def sheet(self) -> AnswerSheet:
        return AnswerSheet(self.view, self.answers, self.flags)


@dataclass(frozen=True, slots=True)
class Near:
    """A situation near to a sheet: of how many questions that both answer, and how many they answer alike."""

    situation: Situation
    alike: int
    of: int


def as_verdict(outcome: str) -> str:
    """An outcome of ours as an author would give it; `either` is one that no author gives."""
    return outcome if outcome in CHOICES else SOMETHING_ELSE


def nearest(situations: Iterable[Situation], sheet: AnswerSheet) -> tuple[Near, ...]:
    """Up to SHOWN situations that share most answers with a sheet, those with fewer contrary ones first.

    Situations with something ticked are left out: what is ticked is nobody's business but the person's who ticked it.
    """
    every = [_beside(situation, sheet) for situation in situations if not situation.flags]
    near = [found for found in every if found.alike >= LEAST_ALIKE and 2 * found.alike > found.of]
    near.sort(
        key=lambda found: (2 * found.alike - found.of, found.alike, found.situation.view == sheet.view), reverse=True
    )
    return tuple(near[:SHOWN])


def _beside(situation: Situation, sheet: AnswerSheet) -> Near:
    """A situation beside a sheet. "Not sure" is neither alike nor unlike."""
    given = {question: option for question, option in sheet.answers.items() if option != NOT_SURE}
    shared = [given[question] == option for question, option in situation.answers.items() if question in given]
    return Near(situation, sum(shared), len(shared))

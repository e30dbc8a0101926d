"""Published situations with their authors' verdicts, and those most similar to an answer sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recommender.core.model import NOT_SURE, AnswerSheet, RuleBase
from recommender.core.outcomes import BOTH

SOMETHING_ELSE = "something-else"
LEAST_ALIKE = 3
"""The number of answers that a situation must share to be shown."""

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation as a partly answered sheet: what its text does not say is unanswered.

    `contested`: other published sources give another verdict for the same kind of situation. `plain`: the verdict is
    explicit and not contested, and the terms have their ordinary meaning. `asks`: the text itself says what kind of
    help is wanted.
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
    """A situation similar to a sheet: the number of questions that both answer, and of those with the same answer."""

    situation: Situation
    alike: int
    of: int


def verdicts(rules: RuleBase) -> tuple[str, ...]:
    """The verdicts that an author can give. No author gives `either`."""
    return (*rules.approaches, *rules.in_turn, BOTH, SOMETHING_ELSE)


def as_verdict(rules: RuleBase, outcome: str) -> str:
    """An outcome of the guide as a verdict, or as `either`."""
    return outcome if outcome in rules.choices else SOMETHING_ELSE


def blends(rules: RuleBase) -> tuple[str, ...]:
    """The verdicts that blend both approaches, which count as one, the first, where agreement is measured."""
    return (BOTH, *rules.in_turn)


def blends_as_one(rules: RuleBase, verdict: str) -> str:
    """The verdict, with every blend as the same one."""
    return BOTH if verdict in blends(rules) else verdict


def nearest(situations: Iterable[Situation], sheet: AnswerSheet) -> tuple[Near, ...]:
    """Up to SHOWN situations that share most answers with a sheet, those with fewer different answers first.

    Situations with screening flags are left out, as flags are private to the person who answers.
    """
    every = [_compared(situation, sheet) for situation in situations if not situation.flags]
    near = [found for found in every if found.alike >= LEAST_ALIKE and 2 * found.alike > found.of]
    near.sort(
        key=lambda found: (2 * found.alike - found.of, found.alike, found.situation.view == sheet.view), reverse=True
    )
    return tuple(near[:SHOWN])


def _compared(situation: Situation, sheet: AnswerSheet) -> Near:
    """A situation compared with a sheet. "Not sure" is ignored."""
    given = {question: option for question, option in sheet.answers.items() if option != NOT_SURE}
    shared = [given[question] == option for question, option in situation.answers.items() if question in given]
    return Near(situation, sum(shared), len(shared))

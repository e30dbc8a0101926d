"""Published situations with their authors' verdicts, and which of them are nearest to somebody's answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recommender.model import NOT_SURE, Sheet

VERDICTS = ("coaching", "mentoring", "mentoring-then-coaching", "both", "something-else")
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
    ticks: frozenset[str]
    answers: Mapping[str, str]
    verdict: str
    contested: bool
    plain: bool
    asks: bool
    title: str
    url: str

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.view, self.answers, self.ticks)


def nearest(situations: Iterable[Situation], sheet: Sheet) -> tuple[Situation, ...]:
    """Up to SHOWN situations that share most answers with a sheet, those with fewer contrary ones first.

    Situations with something ticked are left out: what is ticked is nobody's business but the person's who ticked it.
    """
    alike = [(_likeness(situation, sheet), situation) for situation in situations if not situation.ticks]
    near = [found for found in alike if found[0][1] >= LEAST_ALIKE and found[0][0] > 0]
    near.sort(key=lambda found: found[0], reverse=True)
    return tuple(situation for _, situation in near[:SHOWN])


def _likeness(situation: Situation, sheet: Sheet) -> tuple[int, int, bool]:
    """Answers alike less answers unlike; answers alike; and whether the view is the same. "Not sure" is neither."""
    given = {question: option for question, option in sheet.answers.items() if option != NOT_SURE}
    shared = [given[question] == option for question, option in situation.answers.items() if question in given]
    alike = sum(shared)
    return 2 * alike - len(shared), alike, situation.view == sheet.view

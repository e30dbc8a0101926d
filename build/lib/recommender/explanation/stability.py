"""The stability of an outcome under single changes of answers."""

from dataclasses import dataclass

from recommender.core.decision import approach_of
from recommender.core.model import NOT_SURE, AnswerSheet
from recommender.core.tally import Table, tally_of


@dataclass(frozen=True, slots=True)
class Stability:
    """The number of possible single changes of answers (`others`), and of those that keep the outcome (`kept`).

    `steady` are the questions where every answer keeps it.
    """

    others: int
    kept: int
    steady: tuple[str, ...]


def stability(table: Table, sheet: AnswerSheet) -> Stability:
    """The stability of the outcome that a sheet's answers give, without screening. "Not sure" is an answer as well."""
    tally = tally_of(table, AnswerSheet(sheet.view, sheet.answers))
    outcome = approach_of(table, tally).outcome
    kept: dict[str, list[bool]] = {}
    for question, tallies in table.offered[sheet.view]:
        given = sheet.answers.get(question, NOT_SURE)
        without = tally - tallies[given]
        others = [without + other for option, other in tallies.items() if option != given]
        kept[question] = [approach_of(table, other).outcome == outcome for other in others]
    every = [keeps for answers in kept.values() for keeps in answers]
    steady = tuple(question for question, answers in kept.items() if answers and all(answers))
    return Stability(len(every), sum(every), steady)

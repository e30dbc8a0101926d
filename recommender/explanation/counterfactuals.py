"""What would have to be answered otherwise for another outcome: the smallest changes that lead to each."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING

from recommender.core.decision import approach_of, band_of
from recommender.core.model import NOT_SURE, OUTCOMES, AnswerSheet
from recommender.core.tally import Field, Table, tally_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MOST_CHANGES = 3
"""How many answers may change at once."""


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One question, answered with another option."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """Changes that, made together, lead to another outcome."""

    changes: tuple[AnswerChange, ...]
    outcome: str


def smallest_counterfactuals(table: Table, sheet: AnswerSheet) -> tuple[Counterfactual, ...]:
    """For each other outcome within reach, every smallest set of changed answers that leads to it, of up to three.

    An answer changes to another option, never to "not sure": that would be knowing less, not something different.
    Questions about what nobody can change by deciding to (`fixed` in the rules) keep their answers, and so does the
    screening page. The shortest come first. Raises InvalidAnswer for an answer that the rules do not know.
    """
    import numpy as np

    total = tally_of(table, sheet)
    moves = _moves(table, sheet.view)
    given = [table.answers[change.question][sheet.answers.get(change.question, NOT_SURE)] for change in moves.changes]
    moved = np.array(moves.tallies, np.int64) - np.array(given, np.int64)
    seen, found = {OUTCOMES.index(approach_of(table, total).outcome)}, list[Counterfactual]()
    for sets in moves.sets:
        # A set with an answer that is given already comes to the outcome of a smaller set, which is no longer new.
        outcomes = _outcomes(table, sum((moved[places] for places in sets), np.array(total)))
        new = [outcome for outcome in np.flatnonzero(np.bincount(outcomes)).tolist() if outcome not in seen]
        for outcome in new:
            rows = sets[:, outcomes == outcome].T.tolist()
            found += [Counterfactual(tuple([moves.changes[place] for place in row]), OUTCOMES[outcome]) for row in rows]
        seen.update(new)
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Moves:
    """All that somebody in one view could answer and change, with its tally; and every set of up to three of them.

    `sets` has an array for each size, with a column for each set: the places of its changes, no two of one question.
    """

    changes: tuple[AnswerChange, ...]
    tallies: tuple[int, ...]
    sets: "tuple[npt.NDArray[np.int64], ...]"


@lru_cache(maxsize=8)
def _moves(table: Table, view: str) -> _Moves:
    import numpy as np

    questions = [question for question in table.rules.questions if not question.fixed]
    changes = [
        [AnswerChange(question.id, option.id) for option in question.options_for(view)] for question in questions
    ]
    together = [change for of_question in changes for change in of_question]
    places = iter(range(len(together)))
    by_question = [[next(places) for _ in of_question] for of_question in changes]
    sets = [
        [chosen for some in combinations(by_question, size) for chosen in product(*some)]
        for size in range(1, MOST_CHANGES + 1)
    ]
    return _Moves(
        tuple(together),
        tuple(table.answers[change.question][change.option] for change in together),
        tuple(np.array(chosen, dtype=np.int64).reshape(-1, size).T for size, chosen in enumerate(sets, start=1)),
    )


def _outcomes(table: Table, tallies: "npt.NDArray[np.int64]") -> "npt.NDArray[np.int8]":
    """The outcome of each tally, as a place in OUTCOMES."""
    by_points = _by_points(table)
    found = by_points[_field(table.coaching, tallies), _field(table.mentoring, tallies)]
    for line, number in reversed(table.deciding):
        found[tallies & line == line] = OUTCOMES.index(table.rules.patterns[number].outcome or "")
    return found


def _field(field: Field, tallies: "npt.NDArray[np.int64]") -> "npt.NDArray[np.int64]":
    return tallies >> field.shift & (1 << field.width) - 1


@lru_cache(maxsize=8)
def _by_points(table: Table) -> "npt.NDArray[np.int8]":
    """What the points alone say, by coaching and mentoring total."""
    import numpy as np

    bands, sides = table.rules.bands, (table.coaching, table.mentoring)
    ranges = [range(1 << field.width) for field in sides]
    outcomes = [OUTCOMES.index(band_of(bands, *totals)[0]) for totals in product(*ranges)]
    return np.array(outcomes, dtype=np.int8).reshape(*map(len, ranges))

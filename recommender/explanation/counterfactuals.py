"""Counterfactuals: the smallest changes of answers that lead to each other outcome."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING

from recommender.core.decision import approach_of, band_of
from recommender.core.model import NOT_SURE, AnswerSheet
from recommender.core.tally import Field, Table, tally_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MOST_CHANGES = 3
"""The most answers that may change at once."""


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
    """For each other outcome, every smallest set of at most MOST_CHANGES changed answers that leads to it.

    An answer changes to another option, never to "not sure". Questions that are `fixed` in the rules keep their
    answers, and screening is unchanged. The shortest come first. Raises InvalidAnswer for an unknown answer.
    """
    import numpy as np

    names, total = table.rules.outcomes, tally_of(table, sheet)
    moves = _moves(table, sheet.view)
    given = [table.answers[change.question][sheet.answers.get(change.question, NOT_SURE)] for change in moves.changes]
    moved = np.array(moves.tallies, np.int64) - np.array(given, np.int64)
    seen, found = {names.index(approach_of(table, total).outcome)}, list[Counterfactual]()
    for sets in moves.sets:
        # A set with an answer that is given already has the outcome of a smaller set, which is not new.
        outcomes = _outcomes(table, sum((moved[indexes] for indexes in sets), np.array(total)))
        new = [outcome for outcome in np.flatnonzero(np.bincount(outcomes)).tolist() if outcome not in seen]
        for outcome in new:
            rows = sets[:, outcomes == outcome].T.tolist()
            found += [Counterfactual(tuple([moves.changes[index] for index in row]), names[outcome]) for row in rows]
        seen.update(new)
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Moves:
    """All answers of one view that can change, with their tallies, and every set of at most MOST_CHANGES of them.

    `sets` has an array for each size, with a column for each set: the indexes of its changes, no two of one question.
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
    flat = [change for of_question in changes for change in of_question]
    indexes = iter(range(len(flat)))
    by_question = [[next(indexes) for _ in of_question] for of_question in changes]
    sets = [
        [chosen for some in combinations(by_question, size) for chosen in product(*some)]
        for size in range(1, MOST_CHANGES + 1)
    ]
    return _Moves(
        tuple(flat),
        tuple(table.answers[change.question][change.option] for change in flat),
        tuple(np.array(chosen, dtype=np.int64).reshape(-1, size).T for size, chosen in enumerate(sets, start=1)),
    )


def _outcomes(table: Table, tallies: "npt.NDArray[np.int64]") -> "npt.NDArray[np.int8]":
    """The outcome of each tally, as an index into the outcomes of the rules."""
    first, second = table.points
    found = _by_points(table)[_field(first, tallies), _field(second, tallies)]
    for line, number in reversed(table.deciding):
        found[tallies & line == line] = table.rules.outcomes.index(table.rules.patterns[number].outcome or "")
    return found


def _field(field: Field, tallies: "npt.NDArray[np.int64]") -> "npt.NDArray[np.int64]":
    return tallies >> field.shift & (1 << field.width) - 1


@lru_cache(maxsize=8)
def _by_points(table: Table) -> "npt.NDArray[np.int8]":
    """The outcomes that the points alone give, by the totals of the two approaches."""
    import numpy as np

    ranges = [range(1 << field.width) for field in table.points]
    outcomes = [table.rules.outcomes.index(band_of(table.rules, *totals)[0]) for totals in product(*ranges)]
    return np.array(outcomes, dtype=np.int8).reshape(*map(len, ranges))

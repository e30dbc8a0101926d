"""Peers that decide many sheets at once: each function here compiles the rules, and returns what decides columns.

Columns are named by the questions and `view`. As codes they hold places: of an option among its question's, "not sure"
last, and of a view in VIEWS. As words they hold ids. Each row gets the place of its outcome in OUTCOMES and of its
certainty in CERTAINTIES, and both totals; from a frame of words, and from Parquet to Parquet, it gets words.

All sum one number for each answer, the table's tally or what of it is a total, and take the totals out of the sum.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.peers.expressions import (
    FIRST,
    OUTCOMES,
    SECOND,
    UNANSWERED,
    Given,
    Language,
    decided_by,
    decided_by_lead,
    write,
)
from recommender.core.decision import AHEAD
from recommender.core.model import CERTAINTIES, VIEW, VIEWS
from recommender.core.tally import Field, Table

CERTAIN = len(CERTAINTIES)
Array = npt.NDArray[Any]
Results = Mapping[str, Array]


def labels_of(table: Table) -> dict[str, list[str]]:
    """What each column's codes stand for."""
    return {question: list(tallies) for question, tallies in table.answers.items()} | {VIEW: list(VIEWS)}


def fields_of(table: Table) -> dict[str, Field]:
    return dict(zip((FIRST, SECOND, UNANSWERED), (*table.points, table.unanswered), strict=True))


def width_of(table: Table) -> int:
    """How many bits of a tally are totals."""
    return table.unanswered.shift + table.unanswered.width


def totals_of(table: Table) -> Callable[[int], int]:
    return lambda tally: tally & (1 << width_of(table)) - 1


# NumPy and pandas


def numpy_gathers(table: Table) -> Callable[[Mapping[str, Array]], Results]:
    """Plain NumPy, of codes: a tally fetched for each answer by its code, and whole arrays from then on."""
    tallies = {VIEW: table.views, **table.answers}
    arrays = {name: np.array(list(tallies[name].values()), np.int64) for name in tallies}
    ends = _ends(table)

    def decide(codes: Mapping[str, Array]) -> Results:
        tally = arrays[VIEW][codes[VIEW]]
        for question in table.answers:
            tally += arrays[question][codes[question]]
        return _results(table, tally, ends)

    return decide


def pandas_map(table: Table) -> Callable[[pd.DataFrame], Results]:
    """pandas, of words: `Series.map` with a dictionary of tallies for each column, and NumPy from then on."""
    tallies = {VIEW: dict(table.views)} | {question: dict(each) for question, each in table.answers.items()}
    ends = _ends(table)

    def decide(frame: pd.DataFrame) -> Results:
        tally = np.zeros(len(frame), np.int64)
        for name, of in tallies.items():
            tally += frame[name].map(of).to_numpy(np.int64)
        return _results(table, tally, ends)

    return decide


def _ends(table: Table) -> npt.NDArray[np.int8]:
    """The verdict for each pattern that can give the outcome, and for none of them, and each value of the totals."""
    fields, values = fields_of(table), np.arange(1 << width_of(table))
    totals = {name: values >> field.shift & (1 << field.width) - 1 for name, field in fields.items()}
    language: Language[Any] = Language(
        given=_not_here,
        leads=lambda part: totals[part.side] - totals[part.other] >= part.by,
        exceeds=lambda part: totals[part.side] >= AHEAD * totals[part.other],
        reaches=lambda part: totals[part.total] >= part.least,
        all_of=np.logical_and.reduce,
        some_of=np.logical_or.reduce,
        choose=lambda cases, otherwise: np.select([truth for truth, _ in cases], [end for _, end in cases], otherwise),
        number=lambda number: np.full(len(values), number),
    )
    verdicts = np.array([write(number, language) for number in _numbers(table)])
    most = np.full(len(values), CERTAIN - 1)
    for cap in table.rules.bands.unanswered:
        np.minimum(most, CERTAINTIES.index(cap.cap), out=most, where=totals[UNANSWERED] >= cap.count)
    lowered: npt.NDArray[np.int64] = verdicts // CERTAIN * CERTAIN + np.minimum(verdicts % CERTAIN, most)
    return lowered.astype(np.int8)


def _numbers(table: Table) -> list[Any]:
    """What each pattern that gives an outcome decides, in order, and, last, what the lead does."""
    decisive = dict.fromkeys(number for _, number in table.deciding)
    return [*(decided_by(table, table.rules.patterns[number]) for number in decisive), decided_by_lead(table)]


def _not_here(part: Given) -> Any:
    raise TypeError(f"{part} is no question of totals")


def _results(table: Table, tally: npt.NDArray[np.int64], ends: npt.NDArray[np.int8]) -> Results:
    decisive = list(dict.fromkeys(number for _, number in table.deciding))
    decided = np.full(len(tally), len(decisive), np.int8)
    for line, number in reversed(table.deciding):
        decided[tally & line == line] = decisive.index(number)
    verdict = ends[decided, tally & (1 << width_of(table)) - 1]
    certainty = verdict % CERTAIN
    for line, number in table.capping:
        cap = CERTAINTIES.index(table.rules.patterns[number].cap or CERTAINTIES[-1])
        np.minimum(certainty, cap, out=certainty, where=tally & line == line)
    first, second = ((tally >> field.shift & (1 << field.width) - 1).astype(np.int8) for field in table.points)
    return {"outcome": verdict // CERTAIN, "certainty": certainty, FIRST: first, SECOND: second}


WORDS = {"outcome": OUTCOMES, "certainty": CERTAINTIES}


def runs_of(table: Table, part: Given) -> list[tuple[int, int]]:
    """The codes with which a condition is met, as runs from the first to the last."""
    labels = labels_of(table)[part.question]
    runs: list[tuple[int, int]] = []
    for code, label in enumerate(labels):
        if (label in part.options) == part.among:
            first = runs.pop()[0] if runs and runs[-1][1] == code - 1 else code
            runs.append((first, code))
    return runs

"""Why many sheets score as they do: the pattern that decides, and the answers that move the lead most, as numbers.

Each row gets one number that stands for its whole text of reasons. Rows with the same reasons have the same number, so
a text is made for each different one, and not for each row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

import numpy as np
import numpy.typing as npt

from recommender.batch.input_tables import Entries, Reading
from recommender.batch.kernel import (
    Chunk,
    Column,
    Scores,
    Ticked,
    in_threads,
    look_up,
    put_first,
    room_for_scores,
    rows_at_once,
    write_scores,
)
from recommender.batch.lookup_tables import Plan
from recommender.batch.mixed_radix import Bytes, Scratch, places
from recommender.core.decision import decide
from recommender.core.model import OUTCOMES
from recommender.core.tally import Table
from recommender.explanation.reasons import Reason, reasons_for, weightiest_first

REASONS_TOLD = 3
NO_REASONS = -1
"""The number of a row with a cell that is not known."""


class Told:
    """The reasons of many rows: one number for each row, and what each number stands for.

    From the lowest digit up, a number has the places of the weightiest answers among the `movers`, the place of the
    pattern that decides, and what is on hold for which ticks.
    """

    def __init__(self, reading: Reading, rows: int) -> None:
        self.reading = reading
        self.numbers = np.empty(rows, np.int64)
        self._base = len(_movers(reading.table)) + 1
        self._held = self._base**REASONS_TOLD * (len(reading.plan.deciding) + 1)
        self._ticks = _TickSets()
        self._tables = _tables(reading)
        places = np.append(np.arange(reading.plan.class_count - 1) // reading.plan.cap_count, 0)
        self._pattern = places * self._base**REASONS_TOLD

    def write(self, chunk: Chunk, scores: Scores, ticks: npt.NDArray[np.int64], scratch: Scratch) -> None:
        """The numbers of a chunk whose scores are written, before what was ticked comes first."""
        numbers = self.numbers[chunk.rows]
        best = self._weightiest(chunk.columns, len(numbers), scratch)
        numbers[:] = best[0]
        for place in best[1:]:
            numbers *= self._base
            numbers += place
        numbers += self._pattern.take(chunk.classes)
        ticked = np.flatnonzero(ticks > 0)
        kinds, kind = np.unique(ticks[ticked], return_inverse=True)
        sets = np.array([self._ticks.number(int(some)) for some in kinds], np.int64)
        outcome = scores.outcome[chunk.rows][ticked]
        numbers[ticked] += (sets[kind] * len(OUTCOMES) + outcome) * self._held

    def text(self, number: int) -> str | None:
        """The reasons as text, the weightiest first; None for NO_REASONS."""
        if number == NO_REASONS:
            return None
        held, number = divmod(number, self._held)
        ticks, outcome = divmod(held, len(OUTCOMES))
        answers = _by_pattern_and_answers(self.reading.plan, number)
        if not ticks:
            return answers
        first, stops = _by_ticks(self.reading.table, self._ticks.bits[ticks])
        if stops:
            return first
        return "; ".join([first, f"on hold: {OUTCOMES[outcome]}", *([answers] if answers else [])])

    def _weightiest(self, columns: Mapping[str, Bytes], rows: int, scratch: Scratch) -> Sequence[Entries]:
        best: Sequence[Entries] = ()
        for group, tables in zip(self.reading.groups, self._tables, strict=True):
            place = places(group, columns, rows, scratch)
            found = [table.take(place, mode="wrap") for table in tables]
            best = _merged(best, found) if best else found
        return best


def score_and_tell(reading: Reading, columns: Mapping[str, Column], rows: int, ticked: Ticked) -> tuple[Scores, Told]:
    """The scores of all rows, as `score` gives them, and their reasons."""
    scores, told = room_for_scores(reading.table, rows), Told(reading, rows)

    def work(part: range) -> None:
        scratch = Scratch(rows_at_once(part))
        for some in look_up(reading, columns, part):
            ticks = ticked[some.rows]
            write_scores(reading.table, some, scores)
            told.write(some, scores, ticks, scratch)
            put_first(reading.table, ticks, scores, some.rows)
            told.numbers[some.rows][scores.outcome[some.rows] < 0] = NO_REASONS

    in_threads(work, rows)
    return scores, told


@dataclass(slots=True)
class _TickSets:
    """Sets of ticks by their bits, each with a number; 0 is nothing ticked. Threads share it."""

    bits: list[int] = field(default_factory=lambda: [0])
    lock: Lock = field(default_factory=Lock)

    def number(self, bits: int) -> int:
        with self.lock:
            if bits not in self.bits:
                self.bits.append(bits)
            return self.bits.index(bits)


@lru_cache(maxsize=8)
def _movers(table: Table) -> tuple[Reason, ...]:
    """Every answer that moves the lead: that which moves it most last, and of equal ones the first in the rules last.

    So its place here, from 1, is the greater the more an answer weighs; 0 is no answer.
    """
    answers = [
        reasons_for(table, {question: option}) for question in table.answers for option in table.answers[question]
    ]
    return tuple(reversed(weightiest_first(reason for some in answers for reason in some if reason.lead)))


@lru_cache(maxsize=64)
def _tables(reading: Reading) -> tuple[Sequence[Entries], ...]:
    """For each group of columns, and each set of their codes, the places of the weightiest answers among the movers."""
    movers = _movers(reading.table)
    kind = np.min_scalar_type(len(movers))
    place = {(reason.question, reason.option): number for number, reason in enumerate(movers, start=1)}

    def of_group(names: Sequence[str]) -> Sequence[Entries]:
        best = [np.zeros(1, kind)] * REASONS_TOLD
        for name in names:
            labels = reading.labels[name]
            first = np.array([place.get((name, label), 0) for label in labels], kind)
            best = [keys.ravel() for keys in _merged([keys[:, None] for keys in best], [first] + [first * 0] * 2)]
        return best

    return tuple(of_group(names) for names in reading.names)


def _merged(one: Sequence[Entries], other: Sequence[Entries]) -> list[Entries]:
    """The three greatest of two times three, each three in falling order."""
    (a, b, c), (x, y, z) = one, other
    first = np.maximum(a, x)
    second = np.maximum(np.maximum(b, y), np.minimum(a, x))
    third = np.maximum(np.maximum(c, z), np.maximum(np.minimum(a, y), np.minimum(b, x)))
    return [first, second, third]


@lru_cache(maxsize=1 << 12)
def _by_ticks(table: Table, ticks: int) -> tuple[str, bool]:
    """What comes first, as text, and whether it stops the scoring."""
    decision = decide(table, ticks)
    return f"first: {' '.join(decision.gates)}", decision.approach is None


@lru_cache(maxsize=1 << 16)
def _by_pattern_and_answers(plan: Plan, number: int) -> str:
    """The reasons of a number that says nothing of ticks, as text."""
    movers, patterns = _movers(plan.table), plan.table.rules.patterns
    *places, decisive = _digits(number, len(movers) + 1)
    reasons = [movers[place - 1] for place in reversed(places) if place]
    by_pattern = [f"pattern: {patterns[number].id}" for number in plan.deciding[decisive : decisive + 1]]
    return "; ".join([*by_pattern, *(f"{some.question}={some.option} {_points(some.lead)}" for some in reasons)])


def _digits(number: int, base: int) -> list[int]:
    """The REASONS_TOLD lowest digits of a number, the lowest first, and what is left above them."""
    digits = []
    for _ in range(REASONS_TOLD):
        number, digit = divmod(number, base)
        digits.append(digit)
    return [*digits, number]


def _points(lead: int) -> str:
    return f"{'coaching' if lead > 0 else 'mentoring'} +{abs(lead)}"

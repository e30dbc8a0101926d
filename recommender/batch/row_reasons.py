"""Why rows score as they do: the pattern that decides, and the answers that move the lead most, as numbers.

Each row gets one number in place of its whole text of reasons. Rows with the same reasons have the same number, so
one text is composed for each set of reasons, and not for each row.
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
    FlagColumn,
    Scores,
    apply_flags,
    empty_scores,
    in_threads,
    look_up,
    rows_at_once,
    write_scores,
)
from recommender.batch.lookup_tables import Plan
from recommender.batch.mixed_radix import Bytes, Scratch, places
from recommender.core.decision import decide
from recommender.core.tally import Table
from recommender.explanation.reasons import Reason, reasons_for, weightiest_first

REASONS_REPORTED = 3
NO_REASONS = -1
"""The number of a row with a cell that is not known."""


class RowReasons:
    """The reasons of many rows: one number for each row, and what each number means.

    From the lowest digit up, a number has the places of the weightiest answers among the `movers`, the place of the
    pattern that decides, and what is on hold for which screening flags.
    """

    def __init__(self, reading: Reading, rows: int) -> None:
        self.reading = reading
        self._outcomes = reading.table.rules.outcomes
        self.numbers = np.empty(rows, np.int64)
        self._base = len(_movers(reading.table)) + 1
        self._held = self._base**REASONS_REPORTED * (len(reading.plan.deciding) + 1)
        self._flag_sets = _FlagSets()
        self._tables = _tables(reading)
        places = np.append(np.arange(reading.plan.class_count - 1) // reading.plan.cap_count, 0)
        self._pattern = places * self._base**REASONS_REPORTED

    def write(self, chunk: Chunk, scores: Scores, flags: npt.NDArray[np.int64], scratch: Scratch) -> None:
        """The numbers of a chunk whose scores are written, before screening flags come first."""
        numbers = self.numbers[chunk.rows]
        best = self._weightiest(chunk.columns, len(numbers), scratch)
        numbers[:] = best[0]
        for place in best[1:]:
            numbers *= self._base
            numbers += place
        numbers += self._pattern.take(chunk.classes)
        flagged = np.flatnonzero(flags > 0)
        sums, of_row = np.unique(flags[flagged], return_inverse=True)
        sets = np.array([self._flag_sets.number(int(some)) for some in sums], np.int64)
        outcome = scores.outcome[chunk.rows][flagged]
        numbers[flagged] += (sets[of_row] * len(self._outcomes) + outcome) * self._held

    def text(self, number: int) -> str | None:
        """The reasons as text, the weightiest first; None for NO_REASONS."""
        if number == NO_REASONS:
            return None
        held, number = divmod(number, self._held)
        flags, outcome = divmod(held, len(self._outcomes))
        answers = _by_pattern_and_answers(self.reading.plan, number)
        if not flags:
            return answers
        first, stops = _by_flags(self.reading.table, self._flag_sets.bits[flags])
        if stops:
            return first
        return "; ".join([first, f"on hold: {self._outcomes[outcome]}", *([answers] if answers else [])])

    def _weightiest(self, columns: Mapping[str, Bytes], rows: int, scratch: Scratch) -> Sequence[Entries]:
        best: Sequence[Entries] = ()
        for group, tables in zip(self.reading.groups, self._tables, strict=True):
            place = places(group, columns, rows, scratch)
            found = [table.take(place, mode="wrap") for table in tables]
            best = _merged(best, found) if best else found
        return best


def score_with_reasons(
    reading: Reading, columns: Mapping[str, Column], rows: int, flag_column: FlagColumn
) -> tuple[Scores, RowReasons]:
    """The scores of all rows, as `score` gives them, and their reasons."""
    scores, reasons = empty_scores(reading.table, rows), RowReasons(reading, rows)

    def work(part: range) -> None:
        scratch = Scratch(rows_at_once(part))
        for some in look_up(reading, columns, part):
            flags = flag_column[some.rows]
            write_scores(reading.table, some, scores)
            reasons.write(some, scores, flags, scratch)
            apply_flags(reading.table, flags, scores, some.rows)
            reasons.numbers[some.rows][scores.outcome[some.rows] < 0] = NO_REASONS

    in_threads(work, rows)
    return scores, reasons


@dataclass(slots=True)
class _FlagSets:
    """Sets of screening flags by their bits, each with a number; 0 is no flag. Threads share it."""

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
        best = [np.zeros(1, kind)] * REASONS_REPORTED
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
def _by_flags(table: Table, flags: int) -> tuple[str, bool]:
    """What comes first, as text, and whether it stops the scoring."""
    decision = decide(table, flags)
    return f"first: {' '.join(decision.gates)}", decision.approach is None


@lru_cache(maxsize=1 << 16)
def _by_pattern_and_answers(plan: Plan, number: int) -> str:
    """The reasons of a number without screening flags, as text."""
    movers, patterns = _movers(plan.table), plan.table.rules.patterns
    *places, decisive = _digits(number, len(movers) + 1)
    reasons = [movers[place - 1] for place in reversed(places) if place]
    by_pattern = [f"pattern: {patterns[number].id}" for number in plan.deciding[decisive : decisive + 1]]
    return "; ".join(
        [*by_pattern, *(f"{some.question}={some.option} {_points(plan.table, some.lead)}" for some in reasons)]
    )


def _digits(number: int, base: int) -> list[int]:
    """The REASONS_REPORTED lowest digits of a number, the lowest first, and what remains above them."""
    digits = []
    for _ in range(REASONS_REPORTED):
        number, digit = divmod(number, base)
        digits.append(digit)
    return [*digits, number]


def _points(table: Table, lead: int) -> str:
    return f"{table.rules.approaches[lead <= 0]} +{abs(lead)}"

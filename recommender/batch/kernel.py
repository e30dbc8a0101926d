"""Many answer sheets at once, as codes: columns of small numbers in, an outcome, a certainty and the totals out.

A code is a place in its column's labels: option ids in any order, "not-sure" or "" for an answer that is not there.
No string is created here. The rows are taken in chunks that stay in a processor's cache, by as many threads as the
machine has, where there are enough rows for them.
"""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from recommender.batch.input_tables import Reading
from recommender.batch.lookup_tables import BAD
from recommender.batch.mixed_radix import Bytes, Scratch, places
from recommender.core.decision import decide
from recommender.core.model import CERTAINTIES
from recommender.core.tally import Table

CHUNK = 1 << 17
"""Rows taken at once: few enough for the cache, and enough that threads seldom wait for each other."""

THREADS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

Ints = npt.NDArray[np.signedinteger]


class Column(Protocol):
    """What gives the codes of some rows as bytes: an array, or something that encodes them when they are asked for."""

    def __getitem__(self, rows: slice, /) -> Bytes: ...


class FlagColumn(Protocol):
    """What gives, for some rows, the sum of the bits of their screening flags; -1 if one of them is not known."""

    def __getitem__(self, rows: slice, /) -> npt.NDArray[np.int64]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """One entry for each row. `outcome` and `certainty` are places in the rules' outcomes and in CERTAINTIES.

    Where a screening flag stops the scoring, `certainty` is -1 and the numbers mean nothing. The same holds for a row
    with a code that is not known, or not offered in its view; its outcome is -1 as well. `answered` leaves out the
    questions that only one view is asked.
    """

    outcome: npt.NDArray[np.int8]
    certainty: npt.NDArray[np.int8]
    points: tuple[Ints, Ints]
    lead: Ints
    answered: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Some rows with what was looked up for them. Its arrays are buffers of one thread, valid until the next chunk."""

    rows: slice
    columns: Mapping[str, Bytes]
    numbers: npt.NDArray[np.uint32]
    classes: npt.NDArray[np.integer]
    verdicts: npt.NDArray[np.uint8]


def score(reading: Reading, columns: Mapping[str, Column], rows: int, flags: FlagColumn | None = None) -> Scores:
    """The scores of all rows."""
    scores = empty_scores(reading.table, rows)

    def work(part: range) -> None:
        for some in look_up(reading, columns, part):
            write_scores(reading.table, some, scores)
            if flags is not None:
                apply_flags(reading.table, flags[some.rows], scores, some.rows)

    in_threads(work, rows)
    return scores


def empty_scores(table: Table, rows: int) -> Scores:
    """Arrays for scores, with numbers as narrow as the rules allow."""
    width = max(field.width for field in (*table.points, table.unanswered))
    total = np.min_scalar_type(-(1 << width))
    outcome, certainty = np.empty((2, rows), np.int8)
    first, second, lead, answered = np.empty((4, rows), total)
    return Scores(outcome, certainty, (first, second), lead, answered)


def in_threads(work: "Work", rows: int) -> None:
    """Do the work for all rows, each thread a part of them: at least one whole chunk."""
    count = min(THREADS, rows // CHUNK)
    if count < 2:
        work(range(rows))
        return
    step = -(-rows // (CHUNK * count)) * CHUNK
    with ThreadPoolExecutor(count) as threads:
        for done in [threads.submit(work, range(start, min(start + step, rows))) for start in range(0, rows, step)]:
            done.result()


def rows_at_once(part: range) -> int:
    """How many rows the chunks of a part have, at the most."""
    return min(CHUNK, len(part))


class Work(Protocol):
    """What is done for a range of rows."""

    def __call__(self, rows: range, /) -> None: ...


def look_up(reading: Reading, columns: Mapping[str, Column], part: range) -> Iterator[Chunk]:
    """The chunks of a part of the rows, in order, each with what was looked up for its codes."""
    buffers = _Buffers(reading, rows_at_once(part))
    for start in range(part.start, part.stop, CHUNK):
        rows = slice(start, min(start + CHUNK, part.stop))
        yield buffers.look_up(rows, {name: column[rows] for name, column in columns.items()})


class _Buffers:
    """Arrays for one chunk, reused for the next."""

    def __init__(self, reading: Reading, rows: int) -> None:
        self.reading = reading
        self.scratch = Scratch(rows)
        self.place = np.empty(rows, np.intp)
        self.total = np.empty(rows, np.uint32)
        kinds = [table.dtype for table in reading.tables[0]]
        self.live = [np.empty(rows, kind) for kind in kinds]
        self.entry = [np.empty(rows, kind) for kind in kinds]
        self.classes, self.more = np.empty((2, rows), reading.plan.standings.dtype)
        self.verdicts = np.empty(rows, np.uint8)

    def look_up(self, rows: slice, columns: Mapping[str, Bytes]) -> Chunk:
        count = rows.stop - rows.start
        columns, wrong = self._within(columns)
        self._read(columns, count)
        classes, numbers = self._classes(count), self.total[:count]
        verdicts, more, place = self.verdicts[:count], self.more[:count], self.place[:count]
        plan = self.reading.plan
        np.copyto(place, numbers)
        plan.standings.take(place, out=more, mode="wrap")
        np.add(more, classes, out=more)
        np.copyto(place, more)
        plan.verdicts.take(place, out=verdicts, mode="wrap")
        if wrong is not None:
            verdicts[wrong] = BAD
        return Chunk(rows, columns, numbers, classes, verdicts)

    def _within(self, columns: Mapping[str, Bytes]) -> tuple[Mapping[str, Bytes], npt.NDArray[np.bool_] | None]:
        """The columns with every code one that there is, and the rows where that was not so, if any."""
        sizes, wrong, within = self.reading.sizes, None, dict(columns)
        for name, codes in columns.items():
            if codes.max() >= sizes[name]:
                outside = codes >= sizes[name]
                wrong = outside if wrong is None else wrong | outside
                within[name] = np.minimum(codes, np.uint8(sizes[name] - 1))
        return within, wrong

    def _read(self, columns: Mapping[str, Bytes], count: int) -> None:
        """Add up the numbers of each row's entries, and AND their live lines."""
        total = self.total[:count]
        for number, (group, tables) in enumerate(zip(self.reading.groups, self.reading.tables, strict=True)):
            place = places(group, columns, count, self.scratch)
            for word, table in enumerate(tables):
                live = self.live[word][:count]
                entry = self.entry[word][:count] if number else live
                table.take(place, out=entry, mode="wrap")
                if number and not word:
                    np.add(live if number == 1 else total, entry, out=total)
                if number:
                    np.bitwise_and(live, entry, out=live)
        low = (1 << self.reading.plan.numbers) - 1
        np.bitwise_and(total if len(self.reading.groups) > 1 else self.live[0][:count], low, out=total)

    def _classes(self, count: int) -> npt.NDArray[np.integer]:
        plan, place, classes, more = self.reading.plan, self.place[:count], self.classes[:count], self.more[:count]
        first = self.live[0][:count]
        np.right_shift(first, plan.numbers, out=first)
        np.copyto(place, first)
        plan.classes[0].take(place, out=classes, mode="wrap")
        for table, live in zip(plan.classes[1:], self.live[1:], strict=True):
            np.copyto(place, live[:count])
            table.take(place, out=more, mode="wrap")
            np.copyto(place, classes)
            np.multiply(place, len(plan.joined), out=place)
            np.add(place, more, out=place)
            plan.joined.take(place, out=classes, mode="wrap")
        return classes


def write_scores(table: Table, chunk: Chunk, scores: Scores) -> None:
    """Split a chunk's verdicts and numbers into the columns of the scores."""
    rows = chunk.rows
    verdicts, certainty = chunk.verdicts.view(np.int8), scores.certainty[rows]
    np.right_shift(verdicts, 2, out=scores.outcome[rows])
    np.bitwise_and(verdicts, 3, out=certainty)
    if verdicts.min(initial=0) < 0:
        np.bitwise_or(certainty, -(verdicts < 0).view(np.int8), out=certainty)
    fields = (*table.points, table.unanswered)
    shifted = 0
    for field, column in zip(fields, (*scores.points, scores.answered), strict=True):
        if field.shift > shifted:
            np.right_shift(chunk.numbers, field.shift - shifted, out=chunk.numbers)
            shifted = field.shift
        np.copyto(column[rows], chunk.numbers, casting="unsafe")
        np.bitwise_and(column[rows], (1 << field.width) - 1, out=column[rows])
    first, second = scores.points
    np.subtract(first[rows], second[rows], out=scores.lead[rows])
    counting = sum(question.counts for question in table.rules.questions)
    np.subtract(counting, scores.answered[rows], out=scores.answered[rows])


def apply_flags(table: Table, flags: npt.NDArray[np.int64], scores: Scores, rows: slice) -> None:
    """Let screening flags come first, as `decide` does. A sum below zero is a flag that is not known: a bad row."""
    outcome, certainty = scores.outcome[rows], scores.certainty[rows]
    if not flags.any():
        return
    flagged = np.flatnonzero((flags != 0) & (outcome >= 0))
    sums, of_row = np.unique(flags[flagged], return_inverse=True)
    decided = [_decided(table, int(some)) for some in sums]
    outcome[flagged] = np.array([outcome for outcome, _ in decided], np.int8)[of_row]
    certainty[flagged] = np.array([certainty for _, certainty in decided], np.int8)[of_row]


def _decided(table: Table, flags: int) -> tuple[int, int]:
    if flags < 0:
        return -1, -1
    decision = decide(table, flags)
    outcome = table.rules.outcomes.index(decision.outcome)
    return outcome, CERTAINTIES.index(decision.certainty) if decision.certainty else -1

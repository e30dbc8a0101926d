"""The plan: a rule base as tables of numbers that score many answer sheets at once, computed from its tallies.

A word says what an answer adds and what it forbids: its low bits are its points toward the two approaches and one in
the count of unanswered questions; each bit above is a line of a pattern that this answer lets live. The first of
those bits lives while every answer is one that there is. Over a sheet the low bits are added and the others are ANDed.
What is left is looked up: the live lines name a class (the pattern that decides, and how sure a result may be), the
numbers a standing (what the points say, and what missing answers cost), and the two a verdict, as `settle` gives it:
one byte, the outcome's number in the rules times four and the certainty's in CERTAINTIES.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

from recommender.core.decision import band_of, settle
from recommender.core.model import CERTAINTIES, VIEW
from recommender.core.tally import Field, Table

LINES_IN_A_TABLE = 15
"""A table of 2**15 entries, each a byte or two, still fits a second-level cache beside everything else."""

BAD = 0xFF
"""The verdict on a row with a cell that is not known: -1, read with a sign."""

Numbers = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A rule base, ready to score many answer sheets.

    `numbers` is how many low bits of a word are added. `lines` has, for each word that a sheet needs, the lines whose
    bits it holds. `classes` has one table for each word, from its live lines to a class; `joined` makes one class of
    two. `standings` goes from the numbers to a standing, times the count of classes; with the class added, that is a
    place in `verdicts`. `deciding` are the numbers of the patterns that give an outcome; a class divided by
    `cap_count` is a place among them.
    """

    table: Table
    numbers: int
    lines: tuple[tuple[int, ...], ...]
    classes: tuple[Numbers, ...]
    joined: Numbers
    standings: Numbers
    verdicts: npt.NDArray[np.uint8]
    deciding: tuple[int, ...]
    cap_count: int

    @property
    def class_count(self) -> int:
        """How many classes there are, the last of them for rows with a bad cell."""
        return len(self.joined)


@lru_cache(maxsize=8)
def plan(table: Table) -> Plan:
    """The plan of a rule base. Cached: the same table has the same plan."""
    numbers = table.unanswered.shift + table.unanswered.width
    lines = tuple(dict.fromkeys(line for line, _ in (*table.deciding, *table.capping)))
    first = min(LINES_IN_A_TABLE, 31 - numbers)
    rest = range(first, len(lines), LINES_IN_A_TABLE)
    split = (lines[:first], *(lines[start : start + LINES_IN_A_TABLE] for start in rest))
    deciding, caps = tuple(dict.fromkeys(number for _, number in table.deciding)), _capping_patterns(table)
    bad = (len(deciding) + 1) * len(caps)
    examples, standings = _standings(table, numbers)
    verdicts = _verdicts(table, examples, (*deciding, None), tuple(caps.values()))
    width = np.min_scalar_type(max(len(verdicts), 1 << 8))
    first_classes, *others = (_classes(table, part, deciding, tuple(caps)) for part in split)
    return Plan(
        table,
        numbers,
        split,
        classes=tuple(classes.astype(width) for classes in (_unless_bad(first_classes, bad), *others)),
        joined=_joined(len(deciding) + 1, len(caps)).astype(width),
        standings=standings.astype(width) * width.type(bad + 1),
        verdicts=verdicts,
        deciding=deciding,
        cap_count=len(caps),
    )


@lru_cache(maxsize=1 << 12)
def words(plan: Plan, name: str, tally: int | None) -> tuple[int, ...]:
    """The words of one answer, or view, from its tally; of one that is not known, where it is None."""
    if tally is None:
        return (0,) * len(plan.lines)
    table, low = plan.table, (1 << plan.numbers) - 1
    asked = 0
    for other in (table.views if name == VIEW else table.answers[name]).values():
        asked |= other & ~low
    live = [sum(1 << place for place, line in enumerate(part) if not line & asked & ~tally) for part in plan.lines]
    return (tally & low | (live[0] << 1 | 1) << plan.numbers, *live[1:])


def _sure(table: Table, capping: tuple[int, ...], unanswered: int = 0) -> int:
    """How sure a result is at the most, where nothing but this keeps it from being clear."""
    return CERTAINTIES.index(settle(table, None, capping, (table.rules.bands.clear, 0), unanswered).certainty)


def _capping_patterns(table: Table) -> dict[int, tuple[int, ...]]:
    """By how sure a result may be, from the least: a pattern that allows so much, and no pattern for the most."""
    found = {_sure(table, (number,)): (number,) for _, number in table.capping}
    return dict(sorted((found | {_sure(table, ()): ()}).items()))


def _classes(table: Table, lines: Sequence[int], deciding: Sequence[int], caps: Sequence[int]) -> Numbers:
    """The class for each set of live lines: the first deciding pattern, and the place of the tightest cap."""
    sets = np.arange(1 << len(lines), dtype=np.uint32)
    decisive, tightest = np.full(len(sets), len(deciding)), np.full(len(sets), len(caps) - 1)
    for place, line in enumerate(lines):
        live = (sets >> place & 1).astype(bool)
        for number in [number for other, number in table.deciding if other == line]:
            decisive[live] = np.minimum(decisive[live], deciding.index(number))
        for number in [number for other, number in table.capping if other == line]:
            tightest[live] = np.minimum(tightest[live], caps.index(_sure(table, (number,))))
    classes: Numbers = decisive * len(caps) + tightest
    return classes


def _unless_bad(classes: Numbers, bad: int) -> Numbers:
    """The classes by live lines with one bit below them: while it is not set, the class is that of bad rows."""
    both: Numbers = np.stack([np.full(len(classes), bad), classes], axis=1).ravel()
    return both


def _joined(deciding: int, caps: int) -> Numbers:
    """For each two classes the class of a sheet that has the lines of both; the last class is for bad rows."""
    pattern, cap = np.divmod(np.arange(deciding * caps), caps)
    both = np.minimum.outer(pattern, pattern) * caps + np.minimum.outer(cap, cap)
    return np.pad(both, (0, 1), constant_values=deciding * caps)


def _standings(table: Table, numbers: int) -> tuple[list[tuple[tuple[int, int], int]], Numbers]:
    """One example of each standing (points, unanswered), and the standing for each set of numbers."""
    ranges = [range(_most(table, field) + 1) for field in table.points]
    totals = {(one, other): band_of(table.rules, one, other) for one, other in product(*ranges)}
    costs = [_sure(table, (), unanswered) for unanswered in range(len(table.answers) + 1)]
    bands, levels = tuple(dict.fromkeys(totals.values())), tuple(dict.fromkeys(costs))
    example = {band: total for total, band in totals.items()}
    first, second = table.points
    band = np.zeros((1 << second.width, 1 << first.width), np.uint8)
    for points, of_points in totals.items():
        band[points[::-1]] = bands.index(of_points) * len(levels)
    level = np.zeros(1 << table.unanswered.width, np.uint8)
    level[: len(costs)] = [levels.index(cost) for cost in costs]
    examples = [(example[of_points], costs.index(cost)) for of_points in bands for cost in levels]
    both: Numbers = np.add.outer(level, band).reshape(1 << numbers)
    return examples, both


def _most(table: Table, field: Field) -> int:
    return sum(max(map(field.of, tallies.values())) for tallies in table.answers.values())


def _verdicts(
    table: Table,
    standings: Sequence[tuple[tuple[int, int], int]],
    deciding: Sequence[int | None],
    caps: Sequence[tuple[int, ...]],
) -> npt.NDArray[np.uint8]:
    """The byte of the verdict for each standing and class, and BAD for each standing and the class of bad rows."""
    outcomes, found = table.rules.outcomes, list[int]()
    for example in standings:
        approaches = [settle(table, number, cap, *example) for number in deciding for cap in caps]
        found += (outcomes.index(a.outcome) << 2 | CERTAINTIES.index(a.certainty) for a in approaches)
        found.append(BAD)
    return np.array(found, dtype=np.uint8)

"""How columns of codes are read: which are read together, and what each set of their codes adds and forbids.

It depends on what the codes stand for. So codes never have to be reordered: a category column is read by its own
categories, and one whose categories are in another order is read by another table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from recommender.batch.lookup_tables import Plan, plan, words
from recommender.batch.mixed_radix import Digit, Group, grouped
from recommender.core.model import NOT_SURE, VIEW, VIEWS
from recommender.core.tally import Table

Labels = tuple[str, ...]
Codings = tuple[tuple[str, Labels], ...]
"""For each column its name, and what its codes stand for, from 0. A column of one label need not be there."""

MOST_LABELS = 32
"""Of one column: each is multiplied with those of the columns that are read together with it."""

MOST_VIEWS = 8
"""Of the view's column, which is read with whole groups of others: MOST_ENTRIES times this still fits 16 bits."""

Entries = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Columns with given labels, ready to be read: groups of them, and for each group one table for each word.

    `names` has for each group whose answers its tables hold: the columns of several labels, and in the first group
    those of one, which need not be looked at.
    """

    plan: Plan
    labels: Mapping[str, Labels]
    sizes: Mapping[str, int]
    groups: tuple[Group, ...]
    names: tuple[tuple[str, ...], ...]
    tables: tuple[tuple[Entries, ...], ...]

    @property
    def table(self) -> Table:
        return self.plan.table


@lru_cache(maxsize=8)
def in_order(table: Table) -> Mapping[str, Labels]:
    """The labels of each column: a question's options in the order of the rules, then "not sure"."""
    return {VIEW: VIEWS} | {q.id: (*(option.id for option in q.options), NOT_SURE) for q in table.rules.questions}


def known(table: Table, name: str, label: str, view: str | None = None) -> int | None:
    """The tally of a view, or of an answer to a question in this view; None where it is not known there.

    An empty answer is "not sure". Without a view, or with one that is not known, an answer of either view is known.
    """
    if name == VIEW:
        return table.views.get(label)
    offered = table.offered.get(view or "")
    answers = dict(offered)[name] if offered else table.answers[name]
    return answers.get(label or NOT_SURE)


@lru_cache(maxsize=64)
def reading(table: Table, codings: Codings) -> Reading:
    """How columns with these labels are read; the view has one. A question without one is "not sure" in each row."""
    labels = dict.fromkeys(table.answers, (NOT_SURE,)) | dict(codings)
    compiled, groups = plan(table), _groups(table, labels)
    names = [tuple(digit.name for digit in group.digits) for group in groups]
    names[0] = (*(name for name in table.answers if len(labels[name]) == 1), *names[0])
    sizes = {name: len(some) for name, some in labels.items()}
    tables = tuple(_tables(compiled, labels, some) for some in names)
    return Reading(compiled, labels, sizes, groups, tuple(names), tables)


def _groups(table: Table, labels: Mapping[str, Labels]) -> tuple[Group, ...]:
    """The columns of several labels in groups. Where what is offered depends on the view, the view is read too."""
    view = Digit(VIEW, len(labels[VIEW]))
    by_view = {q for q in table.answers if any(len({known(table, q, a, v) for v in VIEWS}) > 1 for a in labels[q])}
    several = sorted((q for q in table.answers if len(labels[q]) > 1), key=lambda name: name not in by_view)
    groups = grouped(Digit(name, len(labels[name])) for name in several)
    return tuple(
        grouped([view, *group.digits], most=1 << 62)[0]
        if group is groups[0] or any(digit.name in by_view for digit in group.digits)
        else group
        for group in groups
    )


def _tables(plan: Plan, labels: Mapping[str, Labels], names: Sequence[str]) -> tuple[Entries, ...]:
    """One table for each word: an entry for each set of codes of these columns, in the order of their digits."""
    views = labels[VIEW] if VIEW in names else ("",)
    low = (1 << plan.numbers) - 1
    found: Entries = np.full((len(views), 1, len(plan.lines)), ~low, np.int64)
    found[:, :, 1:] = -1
    own = [words(plan, VIEW, known(plan.table, VIEW, view)) for view in views]
    if VIEW in names:
        found &= np.array(own, np.int64)[:, None, :]
    for name in names:
        if name != VIEW:
            answers = [[words(plan, name, known(plan.table, name, a, v)) for a in labels[name]] for v in views]
            found = _joined(found[:, :, None, :], np.array(answers, np.int64)[:, None, :, :], low)
    flat = found.reshape(-1, len(plan.lines))
    kinds = [np.uint32, *[np.uint16] * (len(plan.lines) - 1)]
    return tuple(np.ascontiguousarray(flat[:, word], dtype=kind) for word, kind in enumerate(kinds))


def _joined(one: Entries, other: Entries, low: int) -> Entries:
    """The words of two sets of answers as those of all of them: numbers are added, live lines ANDed."""
    both = one & other
    both[..., 0] = (both[..., 0] & ~low) | (one[..., 0] + other[..., 0] & low)
    return both.reshape(len(both), -1, both.shape[-1])

"""Groups of people by the columns that came with them, such as schools, none of them small."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.team.protection import MINIMUM

MOST_COLUMNS = 6
MOST_VALUES = 200
MOST_GROUPS = 12
"""The groups of a column beside the others."""

SINGLE, DIFFERENT, MANY, SMALL, LATER = "single", "different", "many", "small", "later"
"""Why a column has no table: one value only; nearly a value for each row, as names and references have; more than
MOST_VALUES; fewer than two groups of at least MINIMUM people; after the first MOST_COLUMNS that have one."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column without a table, and why: one of the reasons above. `values` is how many values it has."""

    column: str
    why: str
    values: int


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """A column as groups: their labels, and for each person a place in them. The label None is all others together."""

    column: str
    labels: tuple[str | None, ...]
    codes: npt.NDArray[np.intp]


def groupings(columns: Mapping[str, Sequence[str]]) -> tuple[tuple[Grouping, ...], tuple[LeftOut, ...]]:
    """The columns that have groups, in their order, and those left out."""
    found: list[Grouping] = []
    left_out: list[LeftOut] = []
    for each in _judged(columns):
        if isinstance(each, LeftOut):
            left_out.append(each)
        elif len(found) < MOST_COLUMNS:
            found.append(each)
        else:
            left_out.append(LeftOut(each.column, LATER, len(set(columns[each.column]))))
    return tuple(found), tuple(left_out)


def _judged(columns: Mapping[str, Sequence[str]]) -> Iterator[Grouping | LeftOut]:
    for column, values in columns.items():
        sizes = Counter(values)
        labels = _labels(sizes)
        if len(sizes) < 2:
            yield LeftOut(column, SINGLE, len(sizes))
        elif 2 * len(sizes) > len(values):
            yield LeftOut(column, DIFFERENT, len(sizes))
        elif len(sizes) > MOST_VALUES:
            yield LeftOut(column, MANY, len(sizes))
        elif len(labels) < 2:
            yield LeftOut(column, SMALL, len(sizes))
        else:
            yield _grouping(column, values, labels)


def _labels(sizes: Counter[str]) -> tuple[str | None, ...]:
    """The groups of at least MINIMUM, by name, then the others, who are at least as many too."""
    ranked = sorted(sizes, key=lambda value: (-sizes[value], value))
    kept = [value for value in ranked[:MOST_GROUPS] if sizes[value] >= MINIMUM]
    others = sum(sizes.values()) - sum(sizes[value] for value in kept)
    if not others:
        return tuple(sorted(kept))
    return (*sorted(kept if others >= MINIMUM else kept[:-1]), None)


def _grouping(column: str, values: Sequence[str], labels: tuple[str | None, ...]) -> Grouping:
    place = {label: number for number, label in enumerate(labels)}
    others = place.get(None, -1)
    codes = np.fromiter((place.get(value, others) for value in values), np.intp, len(values))
    return Grouping(column, labels, codes)

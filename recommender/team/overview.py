"""A picture of many people: who needs what, in all and by group, with small groups protected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.core.model import CERTAINTIES, NOT_SURE, Bands, RuleBase
from recommender.team.classes import SOMETHING_ELSE, class_of, classes, told_apart
from recommender.team.groups import Grouping, LeftOut, groupings
from recommender.team.protection import MINIMUM, Partition, Table, protected

SURE = CERTAINTIES[1:]
"""The certainties of a result that does not wait for something else."""

Figure = int | None
"""How many people, or None where that is hidden."""


@dataclass(frozen=True, slots=True, eq=False)
class TeamRows:
    """One entry for each person. `blocks` are the answers to the question of what is in the way, or nothing at all
    where the rules have none, and `certainties` are empty where nothing was scored. Of a row that is not `scored`, as
    it has bad cells, nothing else is read."""

    outcomes: Sequence[str]
    leads: npt.NDArray[np.integer]
    blocks: Sequence[str]
    certainties: Sequence[str]
    scored: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Count:
    """How many people have one class, outcome, answer or certainty."""

    id: str
    people: Figure


@dataclass(frozen=True, slots=True)
class LeadBin:
    """How many people have a lead from `least` to `most`, both included. None stands for no limit."""

    least: int | None
    most: int | None
    people: Figure


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: its label (None: all others), its size, and a figure for each class."""

    label: str | None
    people: Figure
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Who needs what, by one column."""

    column: str
    groups: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True)
class TeamOverview:
    """A picture of all people in a file. Where those scored are too few, it has no figure at all.

    All but the first three are of those scored. Figures of few people are hidden, and so are zeros: a list has the same
    entries for every file, but for what is in the way, where only those shown are listed, the most frequent first.
    `outcomes` are those of larger classes that may be told apart. The lead and the certainty are of those for whom
    nothing else comes first.
    """

    people: Figure
    scored: Figure
    not_scored: Figure
    classes: tuple[Count, ...] = ()
    outcomes: tuple[Count, ...] = ()
    lead: tuple[LeadBin, ...] = ()
    blocks: tuple[Count, ...] = ()
    certainties: tuple[Count, ...] = ()
    tables: tuple[GroupTable, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def too_few(self) -> bool:
        """Whether there are too few people for any figure."""
        return not self.classes


def overview(rows: TeamRows, columns: Mapping[str, Sequence[str]], rules: RuleBase) -> TeamOverview:
    """The picture of these people. `columns` are those that came with them beside the answers, with a value a row."""
    places = np.flatnonzero(rows.scored)
    if len(places) < MINIMUM:
        return TeamOverview(None, None, None)
    outcomes, answers = _taken(rows.outcomes, places), rows.blocks or [""] * len(rows.scored)
    blocks = [block or NOT_SURE for block in _taken(answers, places)]
    kinds = classes(rules)
    classed = _codes(map(class_of(rules).__getitem__, outcomes), kinds, len(places))
    chosen = classed != kinds.index(SOMETHING_ELSE)
    apart, obstacles, edges = told_apart(rules), sorted(set(blocks)), _edges(rules.bands)
    certainties = _codes(_taken(rows.certainties, places), SURE, len(places))
    grouped, left_out = groupings({name: _taken(values, places) for name, values in columns.items()})
    of_all = (
        (_codes(outcomes, apart, len(places)), len(apart)),
        (np.where(chosen, np.searchsorted(edges, rows.leads[places], side="right"), -1), len(edges) + 1),
        (_codes(blocks, obstacles, len(places)), len(obstacles)),
        (np.where(chosen, certainties, -1), len(SURE)),
    )
    partitions = [Partition(codes, size, crossed=False) for codes, size in of_all]
    partitions += [Partition(some.codes, len(some.labels), crossed=True) for some in grouped]
    whole, *tables = protected(classed, len(kinds), partitions)
    blocked = (count for count in _counts(obstacles, tables[2]) if count.people and rows.blocks)
    return TeamOverview(
        *_rows_of(len(rows.scored), len(places)),
        classes=tuple(map(Count, kinds, _figures(whole, 0))),
        outcomes=_counts(apart, tables[0]),
        lead=_bins(edges, tables[1]),
        blocks=tuple(sorted(blocked, key=lambda count: -(count.people or 0))),
        certainties=_counts(SURE, tables[3]),
        tables=tuple(map(_group_table, grouped, tables[4:])),
        left_out=left_out,
    )


def _rows_of(people: int, scored: int) -> tuple[Figure, Figure, Figure]:
    """How many rows there are, are scored and are not. Where a few are not, that and the sum are hidden."""
    left = people - scored
    return (None, scored, None) if 0 < left < MINIMUM else (people, scored, left)


def _taken(values: Sequence[str], places: npt.NDArray[np.intp]) -> Sequence[str]:
    return values if len(places) == len(values) else [values[place] for place in places]


def _codes(values: Iterable[str], labels: Sequence[str], length: int) -> npt.NDArray[np.intp]:
    """The place of each value among the labels, or -1."""
    place = {label: number for number, label in enumerate(labels)}
    return np.fromiter((place.get(value, -1) for value in values), np.intp, length)


def _edges(bands: Bands) -> npt.NDArray[np.integer]:
    """The least lead of each bin but the first: the rules' bands, on either side."""
    return np.array([1 - bands.clear, 1 - bands.leaning, bands.leaning, bands.clear])


def _figures(table: Table, row: int) -> tuple[Figure, ...]:
    """What is shown of a row, for each class."""
    pairs = zip(table.counts[row, :-1], table.shown[row, :-1], strict=True)
    return tuple(int(count) if shown else None for count, shown in pairs)


def _size(table: Table, row: int) -> Figure:
    return int(table.counts[row, -1]) if table.shown[row, -1] else None


def _counts(ids: Sequence[str], table: Table) -> tuple[Count, ...]:
    return tuple(Count(each, _size(table, row)) for row, each in enumerate(ids))


def _bins(edges: npt.NDArray[np.integer], table: Table) -> tuple[LeadBin, ...]:
    """The bins of the lead, each up to the edge of the next."""
    least = [None, *edges.tolist()]
    most = [*(edges - 1).tolist(), None]
    return tuple(map(LeadBin, least, most, (_size(table, row) for row in range(len(least)))))


def _group_table(grouping: Grouping, table: Table) -> GroupTable:
    rows = (GroupRow(label, _size(table, row), _figures(table, row)) for row, label in enumerate(grouping.labels))
    return GroupTable(grouping.column, tuple(rows))

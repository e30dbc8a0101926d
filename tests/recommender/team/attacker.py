"""Someone who tries to work out what a picture hides, from all that it shows.

They have much to go by: which combinations of everything but the class there are among the people, that no count is
below zero, and a solver. Where all that they know leaves one number only for a set of few people, it is worked out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from recommender import RuleBase
from recommender.team.classes import SOMETHING_ELSE, class_of
from recommender.team.overview import Count, Figure, TeamOverview
from tests.recommender.team.people import People

Mark = str | int | None
Set = Mapping[str, Mark]
"""People by their marks: those whose every mark named here is this one."""

Marks = dict[str, npt.NDArray[np.object_]]
"""The marks of many by name."""

CLASS = "class"
MINIMUM = 5
NEAR = 1e-6


class Attacker:
    """What a picture tells, and the people whom it tells of, to compare with."""

    def __init__(self, rules: RuleBase, picture: TeamOverview, who: People, *, whole_numbers: bool = False) -> None:
        self.picture, self.whole_numbers = picture, whole_numbers
        marks = list(_marks(rules, picture, who))
        meetings = {tuple((name, mark) for name, mark in each.items() if name != CLASS) for each in marks}
        classes = sorted({str(each[CLASS]) for each in marks})
        cells = [dict(meeting) | {CLASS: each} for meeting in sorted(meetings, key=repr) for each in classes]
        self.people, self.cells = _by_mark(marks), _by_mark(cells)
        blocks = {each["block"] for each in marks} - {count.id for count in picture.blocks}
        self.facts = [*_facts(picture), *(({"block": each}, None) for each in blocks)]
        shown = [(some, figure) for some, figure in self.facts if figure is not None]
        self.known = np.array([self.row(some) for some, _ in shown])
        self.figures = [figure for _, figure in shown]

    def row(self, some: Set) -> npt.NDArray[np.float64]:
        """The cells of a set, as 0 and 1."""
        return _within(self.cells, some).astype(np.float64)

    def true(self, some: Set) -> int:
        """How many people there are in a set."""
        return int(_within(self.people, some).sum())

    def worked_out(self) -> list[Set]:
        """The secrets whose number is certain."""
        worlds: list[npt.NDArray[np.float64]] = []
        return [some for some in self.secrets() if self._is_certain(self.row(some), self.true(some), worlds)]

    def secrets(self) -> Iterator[Set]:
        """Every hidden figure of few people or of all or none of a group, and all sets of few in which two meet.

        Of a class that nobody is in, and of one that everybody is in, groups are no secret.
        """
        there = {*self.cells[CLASS]}
        for some, figure in self.facts:
            size = self.true({name: mark for name, mark in some.items() if name != CLASS})
            true, all_or_none = self.true(some), len(some) == 2 and some[CLASS] in there and len(there) > 1
            if figure is None and (0 < true < MINIMUM or (all_or_none and true in (0, size))):
                yield some
        parts = [some for some, _ in self.facts if some and CLASS not in some]
        for one, other in combinations(parts, 2):
            if one.keys() != other.keys():
                for mine in ({}, *({CLASS: each} for each in there)):
                    if 0 < self.true({**one, **other, **mine}) < MINIMUM:
                        yield {**one, **other, **mine}

    def _is_certain(self, cells: npt.NDArray[np.float64], true: int, worlds: list[npt.NDArray[np.float64]]) -> bool:
        if any(abs(cells @ world - true) > NEAR for world in worlds):
            return False
        for sign in (1, -1):
            found = linprog(sign * cells, A_eq=self.known, b_eq=self.figures, integrality=int(self.whole_numbers))
            assert found.success
            worlds.append(found.x)
            if abs(cells @ found.x - true) > NEAR:
                return False
        return True


def unprotected(picture: TeamOverview, attacker: Attacker) -> TeamOverview:
    """The same picture with every figure that is not of few people."""

    def told(figure: Figure, some: Set) -> Figure:
        true = attacker.true(some)
        return true if figure is None and true >= MINIMUM else figure

    tables = [
        replace(
            table,
            groups=tuple(
                replace(
                    group,
                    figures=tuple(
                        told(figure, {table.column: group.label, CLASS: count.id})
                        for figure, count in zip(group.figures, picture.classes, strict=True)
                    ),
                )
                for group in table.groups
            ),
        )
        for table in picture.tables
    ]
    classes = [replace(count, people=told(count.people, {CLASS: count.id})) for count in picture.classes]
    return replace(picture, classes=tuple(classes), tables=tuple(tables))


def _by_mark(marks: Sequence[Set]) -> Marks:
    return {name: np.array([each[name] for each in marks], object) for name in marks[0]}


def _within(marks: Marks, some: Set) -> npt.NDArray[np.bool_]:
    """Which of these are in a set."""
    found = np.ones(len(marks[CLASS]), np.bool_)
    for name, mark in some.items():
        found &= marks[name] == mark
    return found


def _facts(picture: TeamOverview) -> Iterator[tuple[Set, Figure]]:
    """Each figure that the picture has or hides, with the set of people that it counts."""
    yield {}, picture.scored
    for name, counts in _counts(picture).items():
        yield from (({name: count.id}, count.people) for count in counts)
    yield from (({"lead": number}, each.people) for number, each in enumerate(picture.lead))
    for table in picture.tables:
        for group in table.groups:
            yield {table.column: group.label}, group.people
            for count, figure in zip(picture.classes, group.figures, strict=True):
                yield {table.column: group.label, CLASS: count.id}, figure


def _counts(picture: TeamOverview) -> dict[str, Sequence[Count]]:
    return {
        CLASS: picture.classes,
        "outcome": picture.outcomes,
        "block": picture.blocks,
        "certainty": picture.certainties,
    }


def _marks(rules: RuleBase, picture: TeamOverview, who: People) -> Iterator[dict[str, Mark]]:
    """The marks of each person who was scored."""
    rows = who.rows
    apart = {count.id for count in picture.outcomes}
    labels = {table.column: [group.label for group in table.groups] for table in picture.tables}
    for place in np.flatnonzero(rows.scored).tolist():
        outcome = rows.outcomes[place]
        kind = class_of(rules)[outcome]
        other = kind == SOMETHING_ELSE
        values = {column: who.columns[column][place] for column in labels}
        yield {
            CLASS: kind,
            "outcome": outcome if outcome in apart else None,
            "block": rows.blocks[place] or "not-sure",
            "certainty": None if other else rows.certainties[place],
            "lead": None if other else _bin(picture, int(rows.leads[place])),
            **{column: value if value in labels[column] else None for column, value in values.items()},
        }


def _bin(picture: TeamOverview, lead: int) -> int:
    return next(number for number, each in enumerate(picture.lead) if each.most is None or lead <= each.most)

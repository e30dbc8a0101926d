"""How many people of a file get another outcome under changed rules, with small figures protected."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recommender.core.model import RuleBase
from recommender.team.classes import class_of, told_apart
from recommender.team.overview import Figure
from recommender.team.protection import MINIMUM, Partition, Table, protected

NO_RESULT = ""
"""The outcome of people whose answers some rules do not accept."""


@dataclass(frozen=True, slots=True)
class PeopleMove:
    """How many people have one outcome before, and another after. Outcomes that screening can lead to count as one."""

    old: str
    new: str
    people: int


@dataclass(frozen=True, slots=True)
class OutcomeMoves:
    """How many people there are, how many of them have another outcome, and from what to what, most frequent first.

    A figure is None where it is hidden, and `moves` are only those shown. `hidden`: some are not.
    """

    people: Figure
    moved: Figure
    moves: tuple[PeopleMove, ...]
    hidden: bool


def outcome_moves(old: RuleBase, new: RuleBase, before: Sequence[str], after: Sequence[str]) -> OutcomeMoves:
    """The moves of people from their outcomes before to those after, in which no figure of few people is shown."""
    if len(before) < MINIMUM:
        return OutcomeMoves(None, None, (), hidden=True)
    was, now = (_shown_as(rules, found) for rules, found in ((old, before), (new, after)))
    pairs = list(zip(was, now, strict=True))
    kinds = sorted({pair for pair in pairs if pair[0] != pair[1]})
    if not kinds:
        return OutcomeMoves(len(pairs), 0, (), hidden=False)
    place = {pair: number for number, pair in enumerate(kinds)}
    codes = np.array([place.get(pair, -1) for pair in pairs], np.intp)
    everyone = np.zeros(len(pairs), np.intp)
    by_move = Partition(codes, len(kinds), crossed=False)
    stayed_or_moved = Partition((codes >= 0).astype(np.intp), 2, crossed=False)
    _, moved, each = protected(everyone, 1, [stayed_or_moved, by_move])
    found = [_figure(each, number) for number in range(len(kinds))]
    moves = [PeopleMove(*pair, people) for pair, people in zip(kinds, found, strict=True) if people]
    moves.sort(key=lambda move: -move.people)
    return OutcomeMoves(len(pairs), _figure(moved, 1), tuple(moves), hidden=None in found)


def _shown_as(rules: RuleBase, outcomes: Sequence[str]) -> list[str]:
    """Each outcome, or the class that it is shown in."""
    apart = {outcome: outcome for outcome in told_apart(rules)}
    names = {**class_of(rules), **apart, NO_RESULT: NO_RESULT}
    return [names[outcome] for outcome in outcomes]


def _figure(table: Table, row: int) -> Figure:
    return int(table.counts[row, -1]) if table.shown[row, -1] else None

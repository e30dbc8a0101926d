"""The effect of a rule change: how many of the sheets that both rule bases accept get another outcome."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommender.analysis.analyse import Count, End, analyse
from recommender.analysis.distribution import Distribution
from recommender.analysis.joint_distribution import JointDistribution, joint_distribution
from recommender.analysis.state_traversal import RuleSet, State, StateTraversal
from recommender.core.decision import decision_if_accepted
from recommender.core.model import AnswerSheet
from recommender.core.parts import parts_of
from recommender.core.tally import Table

Pair = tuple[str, str]
"""An outcome under the old rules and one under the new rules."""


@dataclass(frozen=True, slots=True)
class Move:
    """The sheets with one outcome under the old rules and another under the new rules, with an example."""

    old: str
    new: str
    sheets: int
    example: AnswerSheet


@dataclass(frozen=True, slots=True)
class ViewDiff:
    """The change in one view: the number of `sheets` compared, and the outcome changes among them, most frequent first.

    `before` and `after` count all sheets that each rule base accepts by itself, by result.
    """

    view: str
    sheets: int
    moves: tuple[Move, ...]
    before: Mapping[End, Count]
    after: Mapping[End, Count]

    @property
    def moved(self) -> int:
        """The number of sheets with another outcome."""
        return sum(move.sheets for move in self.moves)


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """A named sheet."""

    name: str
    sheet: AnswerSheet


@dataclass(frozen=True, slots=True)
class NamedMove:
    """A named case with another result: the outcome and the certainty, which is None where a gate stops the scoring.

    A result is None where those rules do not accept the answers.
    """

    name: str
    old: tuple[str, str | None] | None
    new: tuple[str, str | None] | None


@dataclass(frozen=True, slots=True)
class Diff:
    """The whole change. `only_old` and `only_new` are the gates, questions, options and patterns of one side alone."""

    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    views: tuple[ViewDiff, ...]
    cases: tuple[NamedMove, ...]


def diff(old: Table, new: Table, cases: Sequence[NamedSheet] = ()) -> Diff:
    """The difference between two rule bases, over all possible sheets and for these cases."""
    before, after = (parts_of(table.rules) for table in (old, new))
    ends = zip(analyse(old), analyse(new), strict=True)
    return Diff(
        only_old=tuple(part for part in before if part not in after),
        only_new=tuple(part for part in after if part not in before),
        views=tuple(_view(old, new, was.view, was.ends, now.ends) for was, now in ends),
        cases=tuple(_moved_cases(old, new, cases)),
    )


def _view(old: Table, new: Table, view: str, before: Mapping[End, Count], after: Mapping[End, Count]) -> ViewDiff:
    traversal = StateTraversal([RuleSet.outcome_only(old), RuleSet.outcome_only(new)], view, _common(old, new, view))
    score_totals = joint_distribution(traversal)
    counted = _Pairs(traversal, score_totals, counted=True)
    counts = dict[Pair, int]()
    for pair, _, packed in counted:
        counts[pair] = counts.get(pair, 0) + counted.distribution.counts.count(packed)
    most_first = sorted((pair for pair in counts if pair[0] != pair[1]), key=lambda pair: -counts[pair])
    examples = _Pairs(traversal, score_totals, counted=False).examples(most_first)
    moves = tuple(Move(*pair, counts[pair], examples[pair]) for pair in most_first)
    return ViewDiff(view, sum(counts.values()), moves, before, after)


class _Pairs:
    """All sheets, grouped by their outcomes under the old and the new rules."""

    def __init__(self, traversal: StateTraversal, score_totals: JointDistribution, *, counted: bool) -> None:
        self.distribution = Distribution(traversal, score_totals, counted=counted)
        self._layers = self.distribution.layers(traversal.fewest_states_first)
        self._by_points = score_totals.by_points(self.distribution)

    def __iter__(self) -> Iterator[tuple[Pair, State, int]]:
        traversal = self.distribution.traversal
        for state, packed in self._layers[-1].items():
            for (old, new), mask in self._by_points.items():
                if packed & mask:
                    yield (traversal.outcome(state, old), traversal.outcome(state, new, 1)), state, packed & mask

    def examples(self, wanted: Collection[Pair]) -> dict[Pair, AnswerSheet]:
        """A sheet for each of these pairs of outcomes."""
        traversal, found = self.distribution.traversal, dict[Pair, AnswerSheet]()
        for pair, state, packed in self:
            if pair in wanted and pair not in found:
                where = (state, self.distribution.counts.first(packed))
                answers = self.distribution.example(traversal.fewest_states_first, self._layers, *where)
                found[pair] = AnswerSheet(traversal.view, answers)
        return found


def _common(old: Table, new: Table, view: str) -> dict[str, list[str]]:
    """The options by question: of a question in both rule bases those in both, of any other question all."""
    offered = [dict(table.offered[view]) for table in (old, new)]
    return {
        question: [answer for answer in tallies if answer in offered[1].get(question, tallies)]
        for question, tallies in offered[0].items()
    }


def _moved_cases(old: Table, new: Table, cases: Sequence[NamedSheet]) -> Iterator[NamedMove]:
    for case in cases:
        move = NamedMove(case.name, _end_of(old, case.sheet), _end_of(new, case.sheet))
        if move.old != move.new:
            yield move


def _end_of(table: Table, sheet: AnswerSheet) -> tuple[str, str | None] | None:
    decision = decision_if_accepted(table, sheet)
    return None if decision is None else (decision.outcome, decision.certainty)

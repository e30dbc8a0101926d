"""What a change of the rules does: of all sheets that both rule bases can read, how many come to another outcome."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommender.analysis.analyse import Count, End, analyse
from recommender.analysis.distribution import Distribution
from recommender.analysis.joint_distribution import JointDistribution, joint_distribution
from recommender.analysis.state_traversal import RuleSet, State, StateTraversal
from recommender.core.decision import decide
from recommender.core.errors import InvalidAnswer
from recommender.core.model import AnswerSheet, RuleBase
from recommender.core.tally import Table, tally_of

Pair = tuple[str, str]
"""An outcome under the old rules, and one under the new."""


@dataclass(frozen=True, slots=True)
class Move:
    """Sheets that end in one outcome under the old rules and in another under the new, with one of them."""

    old: str
    new: str
    sheets: int
    example: AnswerSheet


@dataclass(frozen=True, slots=True)
class ViewDiff:
    """The change in one view: of `sheets` in all, those that move, most first, and every end before and after.

    `before` and `after` count all that each rule base can read by itself.
    """

    view: str
    sheets: int
    moves: tuple[Move, ...]
    before: Mapping[End, Count]
    after: Mapping[End, Count]

    @property
    def moved(self) -> int:
        """How many sheets come to another outcome."""
        return sum(move.sheets for move in self.moves)


@dataclass(frozen=True, slots=True)
class Case:
    """A sheet with a name."""

    name: str
    sheet: AnswerSheet


@dataclass(frozen=True, slots=True)
class CaseMove:
    """A named case that ends otherwise; an end is None where those rules cannot read its answers.

    An end is the outcome and how sure, which is None where a gate stops.
    """

    name: str
    old: tuple[str, str | None] | None
    new: tuple[str, str | None] | None


@dataclass(frozen=True, slots=True)
class Diff:
    """The whole change. `only_old` and `only_new` are what just one of the two can ask, answer, hold or tick."""

    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    views: tuple[ViewDiff, ...]
    cases: tuple[CaseMove, ...]


def diff(old: Table, new: Table, cases: Sequence[Case] = ()) -> Diff:
    """What changes from the old rules to the new, over all sheets and for these cases."""
    before, after = (_parts(table.rules) for table in (old, new))
    ends = zip(analyse(old), analyse(new), strict=True)
    return Diff(
        only_old=tuple(part for part in before if part not in after),
        only_new=tuple(part for part in after if part not in before),
        views=tuple(_view(old, new, was.view, was.ends, now.ends) for was, now in ends),
        cases=tuple(_moved_cases(old, new, cases)),
    )


def _view(old: Table, new: Table, view: str, before: Mapping[End, Count], after: Mapping[End, Count]) -> ViewDiff:
    walk = StateTraversal([RuleSet.outcome_only(old), RuleSet.outcome_only(new)], view, _common(old, new, view))
    numbers = joint_distribution(walk)
    counted = _Pairs(walk, numbers, counted=True)
    counts = dict[Pair, int]()
    for pair, _, packed in counted:
        counts[pair] = counts.get(pair, 0) + counted.spread.measure.count(packed)
    most_first = sorted((pair for pair in counts if pair[0] != pair[1]), key=lambda pair: -counts[pair])
    examples = _Pairs(walk, numbers, counted=False).examples(most_first)
    moves = tuple(Move(*pair, counts[pair], examples[pair]) for pair in most_first)
    return ViewDiff(view, sum(counts.values()), moves, before, after)


class _Pairs:
    """All sheets in groups, by their outcomes under the old and the new rules."""

    def __init__(self, walk: StateTraversal, numbers: JointDistribution, *, counted: bool) -> None:
        self.spread = Distribution(walk, numbers, counted=counted)
        self._layers = self.spread.layers(walk.fewest_states_first)
        self._by_points = numbers.by_points(self.spread)

    def __iter__(self) -> Iterator[tuple[Pair, State, int]]:
        walk = self.spread.walk
        for state, packed in self._layers[-1].items():
            for (old, new), mask in self._by_points.items():
                if packed & mask:
                    yield (walk.outcome(state, old), walk.outcome(state, new, 1)), state, packed & mask

    def examples(self, wanted: Collection[Pair]) -> dict[Pair, AnswerSheet]:
        """A sheet for each pair of outcomes that is wanted."""
        walk, found = self.spread.walk, dict[Pair, AnswerSheet]()
        for pair, state, packed in self:
            if pair in wanted and pair not in found:
                where = (state, self.spread.measure.first(packed))
                answers = self.spread.example(walk.fewest_states_first, self._layers, *where)
                found[pair] = AnswerSheet(walk.view, answers)
        return found


def _common(old: Table, new: Table, view: str) -> dict[str, list[str]]:
    """What can be answered under both: for a question of both, the options of both; for one of either, all of its."""
    offered = [dict(table.offered[view]) for table in (old, new)]
    return {
        question: [answer for answer in tallies if answer in offered[1].get(question, tallies)]
        for question, tallies in offered[0].items()
    }


def _parts(rules: RuleBase) -> list[str]:
    """Everything in the rules that has an id, by its path."""
    questions = [f"question {question.id}" for question in rules.questions]
    options = [f"option {question.id}={option.id}" for question in rules.questions for option in question.options]
    patterns = [f"pattern {pattern.id}" for pattern in rules.patterns]
    return [*(f"gate {gate.id}" for gate in rules.gates), *questions, *options, *patterns]


def _moved_cases(old: Table, new: Table, cases: Sequence[Case]) -> Iterator[CaseMove]:
    for case in cases:
        move = CaseMove(case.name, _end_of(old, case.sheet), _end_of(new, case.sheet))
        if move.old != move.new:
            yield move


def _end_of(table: Table, sheet: AnswerSheet) -> tuple[str, str | None] | None:
    try:
        decision = decide(table, tally_of(table, sheet))
    except InvalidAnswer:
        return None
    return decision.outcome, decision.certainty

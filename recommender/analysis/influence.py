"""What each question does to the outcome, over all sheets: which answers decide alone, which act alike, and whether an
ordered question pulls one way.

Nothing is ticked on the screening page here, and what missing answers take off the certainty is left aside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from recommender.analysis.analyse import End
from recommender.analysis.distribution import Distribution, Layer
from recommender.analysis.score_totals import LeadTotals, Standing
from recommender.analysis.state_traversal import RuleSet, State, StateTraversal, Transition
from recommender.core.model import NOT_SURE, AnswerSheet
from recommender.core.tally import Table

TOWARD_COACHING = {"mentoring": 0, "mentoring-then-coaching": 1, "both": 2, "either": 2, "coaching": 3}
"""The outcomes between the two approaches, in order. The others have no place in it, and are not compared."""


@dataclass(frozen=True, slots=True)
class OrderBreak:
    """Two neighbouring options of an ordered question, the second one further toward coaching than the first.

    On `sheets` sheets with the first, the second gives an outcome further toward mentoring. `example` is one of them,
    and `outcomes` what the two give there.
    """

    options: tuple[str, str]
    sheets: int
    example: AnswerSheet
    outcomes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Influence:
    """What one question does in one view.

    `outcomes` has, for each answer and for "not sure", all outcomes that a sheet with it can have; `alike` the pairs of
    these that never make a difference to the outcome or the certainty. `turns` are neighbouring options of an ordered
    question whose points go the other way than from its first option to its last.
    """

    view: str
    question: str
    outcomes: Mapping[str, frozenset[str]]
    alike: tuple[tuple[str, str], ...]
    breaks: tuple[OrderBreak, ...]
    turns: tuple[tuple[str, str], ...]

    @property
    def idle(self) -> bool:
        """Whether no answer ever makes a difference: without the question, all would be as it is."""
        return len(self.alike) == len(self.outcomes) * (len(self.outcomes) - 1) // 2

    def decides(self) -> dict[str, str]:
        """The options that decide alone, whatever the other answers are, with the outcome."""
        return {
            answer: next(iter(found))
            for answer, found in self.outcomes.items()
            if len(found) == 1 and answer != NOT_SURE
        }


def influences(table: Table, view: str) -> tuple[Influence, ...]:
    """The influence of each question that this view is asked, in the rules' order."""
    walk = StateTraversal([RuleSet.whole(table)], view)
    numbers = LeadTotals(walk, unanswered=False)
    spread = Distribution(walk, numbers, counted=True)
    found = {step.question: _LeftOut(spread, numbers, step, layer) for step, layer in spread.each_left_out()}
    return tuple(_influence(found[question.id], question.ordered) for question in table.rules.questions_for(view))


def _influence(rest: "_LeftOut", ordered: bool) -> Influence:
    answers = range(len(rest.step.answers))
    neighbours = rest.toward_coaching() if ordered else []
    return Influence(
        view=rest.view,
        question=rest.step.question,
        outcomes={rest.step.answers[number]: rest.outcomes(number) for number in answers},
        alike=tuple(rest.names(*pair) for pair in combinations(answers, 2) if rest.alike(*pair)),
        breaks=tuple(found for pair in neighbours if (found := rest.order_break(*pair))),
        turns=tuple(rest.names(*pair) for pair in neighbours if rest.lead(pair[0]) > rest.lead(pair[1])),
    )


class _LeftOut:
    """All sheets that have answered every question but one, and what each answer to that one makes of them."""

    def __init__(self, spread: Distribution, numbers: LeadTotals, step: Transition, layer: Layer) -> None:
        self.step, self.view = step, spread.walk.view
        self._spread, self._numbers, self._layer = spread, numbers, layer
        self._closes = {answer: kind.closes for kind in step.kinds for answer in kind.answers}
        self._after: dict[tuple[State, int], State] = {}

    def names(self, *answers: int) -> tuple[str, str]:
        """The ids of two answers."""
        first, second = answers
        return self.step.answers[first], self.step.answers[second]

    def lead(self, answer: int) -> int:
        table, tally = self._spread.walk.rule_sets[0].table, self.step.tallies[answer][0]
        return table.coaching.of(tally) - table.mentoring.of(tally)

    def outcomes(self, answer: int) -> frozenset[str]:
        standings = self._partition(self._spread, answer)
        return frozenset(
            self._end(state, answer, standing).outcome
            for state, packed in self._layer.items()
            for standing, mask in standings.items()
            if packed & mask
        )

    def alike(self, first: int, second: int) -> bool:
        return all(one == other for _, _, one, other in self._side_by_side(self._spread, self._layer, first, second))

    def toward_coaching(self) -> list[tuple[int, int]]:
        """Neighbouring options, that first which is further from coaching, if the first and the last option differ."""
        options = [number for number, answer in enumerate(self.step.answers) if answer != NOT_SURE]
        way = self.lead(options[-1]) - self.lead(options[0])
        return list(pairwise(options if way > 0 else reversed(options))) if way else []

    def order_break(self, first: int, second: int) -> OrderBreak | None:
        sheets = sum(
            self._spread.measure.count(packed)
            for _, packed, one, other in self._side_by_side(self._spread, self._layer, first, second)
            if _is_against(one, other)
        )
        return self._with_example(first, second, sheets) if sheets else None

    def _with_example(self, first: int, second: int, sheets: int) -> OrderBreak:
        """Ask this question last, so that the way back from its layer holds all the other answers."""
        walk = self._spread.walk
        spread = Distribution(walk, self._numbers, counted=False)
        order = [*(step for step in walk.steps if step is not self.step), self.step]
        layers = spread.layers(order)[:-1]
        state, packed, one, other = next(
            found for found in self._side_by_side(spread, layers[-1], first, second) if _is_against(*found[2:])
        )
        answers = spread.example(order, layers, state, spread.measure.first(packed))
        answers[self.step.question] = self.step.answers[first]
        in_order = {step.question: answers[step.question] for step in walk.steps if step.question in answers}
        return OrderBreak(
            self.names(first, second), sheets, AnswerSheet(self.view, in_order), (one.outcome, other.outcome)
        )

    def _side_by_side(
        self, spread: Distribution, layer: Layer, first: int, second: int
    ) -> Iterator[tuple[State, int, End, End]]:
        """The sheets in groups that end alike with the first answer, and alike with the second."""
        both = [
            (one, other, mask & other_mask)
            for one, mask in self._partition(spread, first).items()
            for other, other_mask in self._partition(spread, second).items()
            if mask & other_mask
        ]
        for state, packed in layer.items():
            for one, other, mask in both:
                if packed & mask:
                    yield state, packed & mask, self._end(state, first, one), self._end(state, second, other)

    def _partition(self, spread: Distribution, answer: int) -> Mapping[Standing, int]:
        adding = self._numbers.adding(self.step, answer)
        return spread.partition(adding, lambda cell: self._numbers.standing(cell, adding))

    def _end(self, state: State, answer: int, standing: Standing) -> End:
        """Where sheets in this state end with this answer. Few ends are different, and many are asked for."""
        given = (state, self._closes[answer])
        if given not in self._after:
            self._after[given] = self._spread.walk.after(*given, self.step.lines)
        return _end(self._spread.walk, self._after[given], standing)


@lru_cache(maxsize=1 << 12)
def _end(walk: StateTraversal, state: State, standing: Standing) -> End:
    approach = walk.approach(state, standing.totals(walk.rule_sets[0].table.rules.bands))
    return End(approach.outcome, approach.certainty)


def _is_against(first: End, second: End) -> bool:
    """Whether the second outcome lies further toward mentoring."""
    ranks = [TOWARD_COACHING.get(end.outcome) for end in (first, second)]
    return ranks[0] is not None and ranks[1] is not None and ranks[1] < ranks[0]

"""The influence of each question on the result, over all possible answer sheets.

Which answers decide alone, which are equivalent, and whether an ordered question is monotonic. Sheets here have no
screening flags, and caps for unanswered questions are ignored.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from recommender.analysis.analyse import End
from recommender.analysis.distribution import Distribution, Layer
from recommender.analysis.score_totals import LeadTotals, TotalsClass
from recommender.analysis.state_traversal import RuleSet, State, StateTraversal, Transition
from recommender.core.model import NOT_SURE, AnswerSheet, RuleBase
from recommender.core.outcomes import BOTH, EITHER
from recommender.core.tally import Table


@dataclass(frozen=True, slots=True)
class OrderBreak:
    """Two neighbouring options of an ordered question where the outcome moves against the order.

    The second option is further toward the first approach than the first option, but gives an outcome further from it
    on `sheets` sheets. `example` is one of them with the first option; `outcomes` are those of the two options there.
    """

    options: tuple[str, str]
    sheets: int
    example: AnswerSheet
    outcomes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Influence:
    """The influence of one question in one view.

    `outcomes` has the reachable outcomes for each answer, "not sure" included. `alike` are the pairs of answers that
    never differ in outcome or certainty. `breaks` are neighbouring options of an ordered question where an outcome
    moves against the order, and `turns` those where the lead does.
    """

    view: str
    question: str
    outcomes: Mapping[str, frozenset[str]]
    alike: tuple[tuple[str, str], ...]
    breaks: tuple[OrderBreak, ...]
    turns: tuple[tuple[str, str], ...]

    @property
    def idle(self) -> bool:
        """Whether no answer ever makes a difference, so that the question could be removed."""
        return len(self.alike) == len(self.outcomes) * (len(self.outcomes) - 1) // 2

    def decides(self) -> dict[str, str]:
        """The options that decide the outcome whatever the other answers are, with that outcome."""
        return {
            answer: next(iter(found))
            for answer, found in self.outcomes.items()
            if len(found) == 1 and answer != NOT_SURE
        }


def influences(table: Table, view: str) -> tuple[Influence, ...]:
    """The influence of each question of this view, in the rules' order."""
    traversal = StateTraversal([RuleSet.whole(table)], view)
    score_totals = LeadTotals(traversal, unanswered=False)
    distribution = Distribution(traversal, score_totals, counted=True)
    found = {
        step.question: _OpenQuestion(distribution, score_totals, step, layer)
        for step, layer in distribution.each_left_out()
    }
    return tuple(_influence(found[question.id], question.ordered) for question in table.rules.questions_for(view))


def _influence(rest: "_OpenQuestion", ordered: bool) -> Influence:
    answers = range(len(rest.step.answers))
    neighbours = rest.toward_first() if ordered else []
    return Influence(
        view=rest.view,
        question=rest.step.question,
        outcomes={rest.step.answers[number]: rest.outcomes(number) for number in answers},
        alike=tuple(rest.names(*pair) for pair in combinations(answers, 2) if rest.alike(*pair)),
        breaks=tuple(found for pair in neighbours if (found := rest.order_break(*pair))),
        turns=tuple(rest.names(*pair) for pair in neighbours if rest.lead(pair[0]) > rest.lead(pair[1])),
    )


class _OpenQuestion:
    """All sheets with every question answered but one, and their results with each answer to that one."""

    def __init__(self, distribution: Distribution, score_totals: LeadTotals, step: Transition, layer: Layer) -> None:
        self.step, self.view = step, distribution.traversal.view
        self._distribution, self._score_totals, self._layer = distribution, score_totals, layer
        self._ranks = _ranks(distribution.traversal.rule_sets[0].table.rules)
        self._closed = {answer: group.closed for group in step.groups for answer in group.answers}
        self._after: dict[tuple[State, int], State] = {}

    def names(self, *answers: int) -> tuple[str, str]:
        """The ids of two answers."""
        first, second = answers
        return self.step.answers[first], self.step.answers[second]

    def lead(self, answer: int) -> int:
        table, tally = self._distribution.traversal.rule_sets[0].table, self.step.tallies[answer][0]
        return table.lead_of(tally)

    def outcomes(self, answer: int) -> frozenset[str]:
        classes = self._partition(self._distribution, answer)
        return frozenset(
            self._end(state, answer, totals_class).outcome
            for state, packed in self._layer.items()
            for totals_class, mask in classes.items()
            if packed & mask
        )

    def alike(self, first: int, second: int) -> bool:
        return all(
            one == other for _, _, one, other in self._side_by_side(self._distribution, self._layer, first, second)
        )

    def toward_first(self) -> list[tuple[int, int]]:
        """The neighbouring options in pairs, ordered toward the first approach; none where both ends have one lead."""
        options = [number for number, answer in enumerate(self.step.answers) if answer != NOT_SURE]
        way = self.lead(options[-1]) - self.lead(options[0])
        return list(pairwise(options if way > 0 else reversed(options))) if way else []

    def order_break(self, first: int, second: int) -> OrderBreak | None:
        sheets = sum(
            self._distribution.counts.count(packed)
            for _, packed, one, other in self._side_by_side(self._distribution, self._layer, first, second)
            if _is_against(self._ranks, one, other)
        )
        return self._with_example(first, second, sheets) if sheets else None

    def _with_example(self, first: int, second: int, sheets: int) -> OrderBreak:
        """The order break with an example, backtracked through a traversal that asks this question last."""
        traversal = self._distribution.traversal
        distribution = Distribution(traversal, self._score_totals, counted=False)
        order = [*(step for step in traversal.steps if step is not self.step), self.step]
        layers = distribution.layers(order)[:-1]
        state, packed, one, other = next(
            found
            for found in self._side_by_side(distribution, layers[-1], first, second)
            if _is_against(self._ranks, *found[2:])
        )
        answers = distribution.example(order, layers, state, distribution.counts.first(packed))
        answers[self.step.question] = self.step.answers[first]
        in_order = {step.question: answers[step.question] for step in traversal.steps if step.question in answers}
        return OrderBreak(
            self.names(first, second), sheets, AnswerSheet(self.view, in_order), (one.outcome, other.outcome)
        )

    def _side_by_side(
        self, distribution: Distribution, layer: Layer, first: int, second: int
    ) -> Iterator[tuple[State, int, End, End]]:
        """The sheets in groups with one result for the first answer and one for the second."""
        both = [
            (one, other, mask & other_mask)
            for one, mask in self._partition(distribution, first).items()
            for other, other_mask in self._partition(distribution, second).items()
            if mask & other_mask
        ]
        for state, packed in layer.items():
            for one, other, mask in both:
                if packed & mask:
                    yield state, packed & mask, self._end(state, first, one), self._end(state, second, other)

    def _partition(self, distribution: Distribution, answer: int) -> Mapping[TotalsClass, int]:
        added = self._score_totals.added_points(self.step, answer)
        return distribution.partition(added, lambda cell: self._score_totals.totals_class(cell, added))

    def _end(self, state: State, answer: int, totals_class: TotalsClass) -> End:
        """The result of the sheets in this state with this answer. Cached, as few results differ."""
        given = (state, self._closed[answer])
        if given not in self._after:
            self._after[given] = self._distribution.traversal.after(*given, self.step.lines)
        return _end(self._distribution.traversal, self._after[given], totals_class)


@lru_cache(maxsize=1 << 12)
def _end(traversal: StateTraversal, state: State, totals_class: TotalsClass) -> End:
    approach = traversal.approach(state, totals_class.example(traversal.rule_sets[0].table.rules))
    return End(approach.outcome, approach.certainty)


def _ranks(rules: RuleBase) -> Mapping[str, int]:
    """How far the choices lie toward the first approach. Other outcomes have no rank, and are not compared."""
    first, second = rules.approaches
    in_turn = {outcome: 1 if order[0] == second else 3 for outcome, order in rules.in_turn.items()}
    return {second: 0, **in_turn, BOTH: 2, EITHER: 2, first: 4}


def _is_against(rank: Mapping[str, int], first: End, second: End) -> bool:
    """Whether the second outcome lies further from the first approach."""
    ranks = [rank.get(end.outcome) for end in (first, second)]
    return ranks[0] is not None and ranks[1] is not None and ranks[1] < ranks[0]

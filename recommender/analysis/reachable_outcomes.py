"""Which outcomes are still possible when only some questions have been answered."""

from collections.abc import Mapping
from functools import lru_cache

from recommender.analysis.distribution import Distribution
from recommender.analysis.score_totals import LeadTotals
from recommender.analysis.state_traversal import RuleSet, StateTraversal
from recommender.core.model import AnswerSheet
from recommender.core.tally import Table, tally_of


def reachable_outcomes(table: Table, view: str, answers: Mapping[str, str]) -> frozenset[str]:
    """Every outcome that some way to answer the other questions leads to, "not sure" among their answers.

    The set is exact. Screening is left aside, and so is how sure one can be. Raises InvalidAnswer for an answer that
    the rules do not know.
    """
    tally_of(table, AnswerSheet(view, answers))
    spread, numbers = _spread(table, view)
    walk, layer = spread.walk, spread.start
    given = [step.only(answers[step.question]) for step in walk.fewest_states_first if step.question in answers]
    order = [*given, *(step for step in walk.fewest_states_first if step.question not in answers)]
    for number, step in enumerate(order):
        layer = spread.answered(layer, step, order[number + 1 :])
    by_points = spread.partition("outcome", lambda cell: numbers.standing(cell).outcome)
    return frozenset(
        walk.outcome(state, outcome)
        for state, packed in layer.items()
        for outcome, mask in by_points.items()
        if packed & mask
    )


@lru_cache(maxsize=8)
def _spread(table: Table, view: str) -> tuple[Distribution, LeadTotals]:
    walk = StateTraversal([RuleSet.outcome_only(table)], view)
    numbers = LeadTotals(walk, unanswered=False)
    return Distribution(walk, numbers, counted=False), numbers

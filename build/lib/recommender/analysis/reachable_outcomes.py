"""The outcomes that are still reachable when only some questions have been answered."""

from collections.abc import Mapping
from functools import lru_cache

from recommender.analysis.distribution import Distribution
from recommender.analysis.score_totals import LeadTotals
from recommender.analysis.state_traversal import RuleSet, StateTraversal
from recommender.core.model import AnswerSheet
from recommender.core.tally import Table, tally_of


def reachable_outcomes(table: Table, view: str, answers: Mapping[str, str]) -> frozenset[str]:
    """Every outcome that some completion of these answers leads to; "not sure" is an answer as well.

    The set is exact. Screening flags and certainty are ignored. Raises InvalidAnswer for an unknown answer.
    """
    tally_of(table, AnswerSheet(view, answers))
    distribution, score_totals = _distribution(table, view)
    traversal, layer = distribution.traversal, distribution.start
    given = [step.only(answers[step.question]) for step in traversal.fewest_states_first if step.question in answers]
    order = [*given, *(step for step in traversal.fewest_states_first if step.question not in answers)]
    for number, step in enumerate(order):
        layer = distribution.answered(layer, step, order[number + 1 :])
    by_points = distribution.partition("outcome", lambda cell: score_totals.totals_class(cell).outcome)
    return frozenset(
        traversal.outcome(state, outcome)
        for state, packed in layer.items()
        for outcome, mask in by_points.items()
        if packed & mask
    )


@lru_cache(maxsize=8)
def _distribution(table: Table, view: str) -> tuple[Distribution, LeadTotals]:
    traversal = StateTraversal([RuleSet.outcome_only(table)], view)
    score_totals = LeadTotals(traversal, unanswered=False)
    return Distribution(traversal, score_totals, counted=False), score_totals

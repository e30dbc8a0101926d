"""The recommendation for one sheet: the decision with its reasons, counterfactuals and sensitivity."""

from dataclasses import dataclass

from recommender.analysis.reachable_outcomes import reachable_outcomes
from recommender.core.decision import Decision, decide
from recommender.core.model import NOT_SURE, AnswerSheet
from recommender.core.tally import Table, tally_of
from recommender.explanation.counterfactuals import Counterfactual, smallest_counterfactuals
from recommender.explanation.reasons import Reason, reasons_for
from recommender.explanation.weight_sensitivity import WeightSensitivity, weight_sensitivity


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A sheet, its decision, and why.

    `reasons` has each answered question in the rules' order, and `unanswered` the others that count. `reachable` has
    every outcome that answering the others could lead to, in the rules' order. `counterfactuals` are the smallest
    changes of answers that lead to each other outcome, and `weight_sensitivity` is how far the weights could be moved.
    All of them leave screening aside. Where a gate stops the scoring they are empty, and `weight_sensitivity` is None.
    """

    sheet: AnswerSheet
    decision: Decision
    reasons: tuple[Reason, ...]
    unanswered: tuple[str, ...]
    reachable: tuple[str, ...]
    counterfactuals: tuple[Counterfactual, ...]
    weight_sensitivity: WeightSensitivity | None


def recommend(table: Table, sheet: AnswerSheet) -> Recommendation:
    """The recommendation for a sheet. Raises InvalidAnswer for an unknown answer or flag."""
    decision = decide(table, tally_of(table, sheet))
    if decision.approach is None:
        return Recommendation(sheet, decision, (), (), (), (), None)
    answers = {question: option for question, option in sheet.answers.items() if option != NOT_SURE}
    reachable = reachable_outcomes(table, sheet.view, answers)
    reasons = reasons_for(table, answers)
    return Recommendation(
        sheet,
        decision,
        reasons,
        unanswered=tuple(q.id for q in table.rules.questions if q.counts and q.id not in answers),
        reachable=tuple(outcome for outcome in table.rules.outcomes if outcome in reachable),
        counterfactuals=smallest_counterfactuals(table, sheet),
        weight_sensitivity=weight_sensitivity(table.rules, decision.approach, reasons),
    )

"""The use of each pattern over all possible answer sheets: how often it holds, and whether it makes a difference."""

from dataclasses import dataclass

from recommender.analysis.distribution import Distribution
from recommender.analysis.score_totals import LeadTotals, NoTotals
from recommender.analysis.state_traversal import RuleSet, StateTraversal
from recommender.core.model import VIEWS, AnswerSheet
from recommender.core.tally import Table


@dataclass(frozen=True, slots=True)
class PatternUse:
    """One pattern: the number of sheets of all views on which it holds, and one whose result depends on it, if any.

    A pattern that gives no outcome and caps no certainty is only a note, and has no such sheet.
    """

    id: str
    holds: int
    difference: AnswerSheet | None


def pattern_uses(table: Table) -> tuple[PatternUse, ...]:
    """The use of each pattern, in the rules' order, over sheets without screening flags."""
    return tuple(
        PatternUse(
            pattern.id,
            holds=sum(_sheets_with(table, number, view) for view in VIEWS),
            difference=_difference(table, number) if pattern.outcome or pattern.cap else None,
        )
        for number, pattern in enumerate(table.rules.patterns)
    )


def _sheets_with(table: Table, number: int, view: str) -> int:
    lines = tuple((line, number) for line in table.patterns[number].lines)
    traversal = StateTraversal([RuleSet(table, lines, ())], view)
    distribution = Distribution(traversal, NoTotals(), counted=True)
    last = distribution.layers(traversal.fewest_states_first)[-1]
    return sum(packed for state, packed in last.items() if state[1] == number)


def _difference(table: Table, number: int) -> AnswerSheet | None:
    """A sheet with another outcome or certainty without the pattern."""
    whole = RuleSet.whole(table)
    for view in VIEWS:
        traversal = StateTraversal([whole, whole.without(number)], view)
        score_totals = LeadTotals(traversal, unanswered=True)
        distribution = Distribution(traversal, score_totals, counted=False)
        layers = distribution.layers(traversal.fewest_states_first)
        for totals_class, mask in distribution.counts.partition(score_totals.totals_class).items():
            totals = totals_class.example(table.rules)
            for state, packed in layers[-1].items():
                with_it, without = (traversal.approach(state, totals, rule_set) for rule_set in (0, 1))
                differs = (with_it.outcome, with_it.certainty) != (without.outcome, without.certainty)
                if differs and packed & mask:
                    where = (state, distribution.counts.first(packed & mask))
                    return AnswerSheet(view, distribution.example(traversal.fewest_states_first, layers, *where))
    return None

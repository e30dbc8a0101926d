"""What each pattern does, over all sheets: on how many it holds, and whether anything would be otherwise without it."""

from dataclasses import dataclass

from recommender.analysis.distribution import Distribution
from recommender.analysis.score_totals import LeadTotals, NoTotals
from recommender.analysis.state_traversal import RuleSet, StateTraversal
from recommender.core.model import VIEWS, AnswerSheet
from recommender.core.tally import Table


@dataclass(frozen=True, slots=True)
class PatternUse:
    """One pattern: on how many sheets of all views it holds, and one on which it makes a difference, if there is any.

    A pattern that gives no outcome and caps no certainty is only told, and makes no difference in this sense.
    """

    id: str
    holds: int
    difference: AnswerSheet | None


def pattern_uses(table: Table) -> tuple[PatternUse, ...]:
    """The use of each pattern, in the rules' order. Nothing is ticked on the screening page."""
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
    walk = StateTraversal([RuleSet(table, lines, ())], view)
    spread = Distribution(walk, NoTotals(), counted=True)
    last = spread.layers(walk.fewest_states_first)[-1]
    return sum(packed for state, packed in last.items() if state[1] == number)


def _difference(table: Table, number: int) -> AnswerSheet | None:
    """A sheet that has another outcome or certainty without the pattern."""
    whole = RuleSet.whole(table)
    for view in VIEWS:
        walk = StateTraversal([whole, whole.without(number)], view)
        numbers = LeadTotals(walk, unanswered=True)
        spread = Distribution(walk, numbers, counted=False)
        layers = spread.layers(walk.fewest_states_first)
        for standing, mask in spread.measure.partition(numbers.standing).items():
            totals = standing.totals(table.rules.bands)
            for state, packed in layers[-1].items():
                with_it, without = (walk.approach(state, totals, rule_set) for rule_set in (0, 1))
                differs = (with_it.outcome, with_it.certainty) != (without.outcome, without.certainty)
                if differs and packed & mask:
                    where = (state, spread.measure.first(packed & mask))
                    return AnswerSheet(view, spread.example(walk.fewest_states_first, layers, *where))
    return None

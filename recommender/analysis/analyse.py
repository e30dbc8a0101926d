"""The analysis: the results of all possible answer sheets, counted exactly and without enumerating them.

Sheets here have no screening flags, since a flag gives its outcome whatever the answers are. Counts come in pairs: all
sheets, and the complete ones among them, which have no "not sure".
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeVar

from recommender.analysis.distribution import Distribution, Layer
from recommender.analysis.packed_counts import Cell
from recommender.analysis.score_totals import LeadTotals, TotalsClass
from recommender.analysis.state_traversal import RuleSet, State, StateTraversal
from recommender.core.model import VIEWS, AnswerSheet
from recommender.core.tally import Field, Table

K = TypeVar("K")


class Count(NamedTuple):
    """A number of sheets, and how many of them answer every question that counts as unanswered when left out."""

    sheets: int
    answered: int


class End(NamedTuple):
    """The result of a sheet."""

    outcome: str
    certainty: str


@dataclass(frozen=True, slots=True)
class ViewAnalysis:
    """All possible answer sheets of one view.

    `ends` counts the sheets by outcome and certainty. A result that is not a key of it is proved unreachable.
    `examples` has one sheet for each result. `leads` counts the sheets by lead, and `decided` by the pattern that gives
    their outcome, or None where the points do. `mean` is the mean score toward each approach over complete sheets.
    """

    view: str
    sheets: Count
    ends: Mapping[End, Count]
    examples: Mapping[End, AnswerSheet]
    leads: Mapping[int, Count]
    decided: Mapping[str | None, Count]
    mean: Mapping[str, Fraction]

    @property
    def ties(self) -> Count:
        """The sheets with as many points for one approach as for the other."""
        return self.leads.get(0, Count(0, 0))

    def outcomes(self) -> dict[str, Count]:
        """The number of sheets by outcome, at any certainty."""
        return _summed((end.outcome, count) for end, count in self.ends.items())


def sheets_by(ends: Mapping[End, Count], of: Callable[[End], str | None]) -> dict[str, int]:
    """The number of sheets by what this makes of their result. Those of which it makes None are left out."""
    summed = _summed((of(end), count) for end, count in ends.items())
    return {name: count.sheets for name, count in summed.items() if name is not None}


def analyse(table: Table) -> tuple[ViewAnalysis, ...]:
    """The analysis of each view."""
    return tuple(_analyse_view(table, view) for view in VIEWS)


def _analyse_view(table: Table, view: str) -> ViewAnalysis:
    traversal = StateTraversal([RuleSet.whole(table)], view)
    score_totals = LeadTotals(traversal, unanswered=True)
    counted = _Ends(traversal, score_totals, counted=True)
    return ViewAnalysis(
        view,
        counted.sheets(),
        ends=_summed(counted.by_end()),
        examples=_Ends(traversal, score_totals, counted=False).examples(),
        leads=_leads(table, view),
        decided=_summed(counted.decided()),
        mean={
            approach: _mean(table, view, side)
            for approach, side in zip(table.rules.approaches, table.points, strict=True)
        },
    )


def _mean(table: Table, view: str, side: Field) -> Fraction:
    offered = (tallies.values() for _, tallies in table.offered[view])
    questions = [[tally for tally in tallies if not table.unanswered.of(tally)] for tallies in offered]
    return sum((Fraction(sum(map(side.of, tallies)), len(tallies)) for tallies in questions), Fraction())


def _leads(table: Table, view: str) -> dict[int, Count]:
    """The distribution of the lead, by convolution over the questions. No pattern affects it."""
    leads = {0: Count(1, 1)}
    for _, tallies in table.offered[view]:
        leads = _summed(
            (
                lead + table.lead_of(tally),
                Count(count.sheets, 0 if table.unanswered.of(tally) else count.answered),
            )
            for tally in tallies.values()
            for lead, count in leads.items()
        )
    return dict(sorted(leads.items()))


class _Ends:
    """The last layer of a distribution, read by result."""

    def __init__(self, traversal: StateTraversal, score_totals: LeadTotals, *, counted: bool) -> None:
        self._traversal, self._rules = traversal, traversal.rule_sets[0].table.rules
        self._distribution = Distribution(traversal, score_totals, counted=counted)
        self._counts = self._distribution.counts
        self._layers = self._distribution.layers(traversal.fewest_states_first)
        self._last: Layer = self._layers[-1]
        self._classes = self._counts.partition(score_totals.totals_class)

    def sheets(self) -> Count:
        return _summed((None, count) for _, count in self.decided())[None]

    def by_end(self) -> Iterator[tuple[End, Count]]:
        for state, packed in self._last.items():
            for totals_class, mask in self._classes.items():
                count = self._counts.count(packed & mask)
                if count:
                    yield self._end(state, totals_class), Count(count, 0 if totals_class.unanswered else count)

    def decided(self) -> Iterator[tuple[str | None, Count]]:
        answered = sum(mask for totals_class, mask in self._classes.items() if not totals_class.unanswered)
        for state, packed in self._last.items():
            pattern = self._traversal.decided_by(state)
            yield pattern, Count(self._counts.count(packed), self._counts.count(packed & answered))

    def examples(self) -> dict[End, AnswerSheet]:
        """A sheet for each result, with as few unanswered questions as possible."""
        found: dict[End, tuple[State, Cell]] = {}
        for totals_class, mask in sorted(self._classes.items(), key=lambda item: item[0].unanswered):
            for state, packed in self._last.items():
                if packed & mask:
                    found.setdefault(self._end(state, totals_class), (state, self._counts.first(packed & mask)))
        return {end: self._sheet(*where) for end, where in found.items()}

    def _sheet(self, state: State, cell: Cell) -> AnswerSheet:
        answers = self._distribution.example(self._traversal.fewest_states_first, self._layers, state, cell)
        return AnswerSheet(self._traversal.view, answers)

    def _end(self, state: State, totals_class: TotalsClass) -> End:
        approach = self._traversal.approach(state, totals_class.example(self._rules))
        return End(approach.outcome, approach.certainty)


def _summed(counts: Iterable[tuple[K, Count]]) -> dict[K, Count]:
    """The sum of the counts of each key, in the order of first occurrence."""
    together: dict[K, Count] = {}
    for key, count in counts:
        before = together.get(key, Count(0, 0))
        together[key] = Count(before.sheets + count.sheets, before.answered + count.answered)
    return together

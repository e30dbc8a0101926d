"""The analysis: where all the sheets that there can be end, counted exactly and without listing them.

Nothing is ticked on the screening page here: what is ticked gives its outcome whatever the answers are. Counts come in
pairs: of all sheets, and of those among them that answer every question, with no "not sure".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeVar

from recommender.analysis.distribution import Distribution, Layer
from recommender.analysis.packed_counts import PackedCount
from recommender.analysis.score_totals import LeadTotals, Standing
from recommender.analysis.state_traversal import RuleSet, State, StateTraversal
from recommender.core.model import VIEWS, AnswerSheet
from recommender.core.tally import Field, Table

K = TypeVar("K")


class Count(NamedTuple):
    """A number of sheets, and how many of them have every question answered that counts."""

    sheets: int
    answered: int


class End(NamedTuple):
    """Where a sheet ends."""

    outcome: str
    certainty: str


@dataclass(frozen=True, slots=True)
class ViewAnalysis:
    """All sheets of one view.

    `ends` counts those that end in each outcome and certainty. An end that is not there cannot be reached: its count
    is an exact 0. `examples` has a sheet for each. `leads` counts those with each lead, `decided` those whose outcome
    each pattern gives; under None, those whose outcome the points give. `mean` is the mean of the points toward each
    approach over the sheets with every question answered that counts.
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
        """The sheets with as many points for coaching as for mentoring."""
        return self.leads.get(0, Count(0, 0))

    def outcomes(self) -> dict[str, Count]:
        """How many sheets end in each outcome, however sure."""
        return _added_up((end.outcome, count) for end, count in self.ends.items())

    def example_of(self, outcome: str) -> AnswerSheet | None:
        """A sheet that ends in this outcome, or None where no sheet does."""
        return next((sheet for end, sheet in self.examples.items() if end.outcome == outcome), None)


def analyse(table: Table) -> tuple[ViewAnalysis, ...]:
    """The analysis of each view."""
    return tuple(_analyse_view(table, view) for view in VIEWS)


def _analyse_view(table: Table, view: str) -> ViewAnalysis:
    walk = StateTraversal([RuleSet.whole(table)], view)
    numbers = LeadTotals(walk, unanswered=True)
    counted = _Ends(walk, numbers, counted=True)
    return ViewAnalysis(
        view,
        counted.sheets(),
        ends=_added_up(counted.by_end()),
        examples=_Ends(walk, numbers, counted=False).examples(),
        leads=_leads(table, view),
        decided=_added_up(counted.decided()),
        mean={"coaching": _mean(table, view, table.coaching), "mentoring": _mean(table, view, table.mentoring)},
    )


def _mean(table: Table, view: str, side: Field) -> Fraction:
    offered = (tallies.values() for _, tallies in table.offered[view])
    questions = [[tally for tally in tallies if not table.unanswered.of(tally)] for tallies in offered]
    return sum((Fraction(sum(map(side.of, tallies)), len(tallies)) for tallies in questions), Fraction())


def _leads(table: Table, view: str) -> dict[int, Count]:
    """The spread of the lead, which hangs on no pattern: one question after another."""
    leads = {0: Count(1, 1)}
    for _, tallies in table.offered[view]:
        leads = _added_up(
            (
                lead + table.coaching.of(tally) - table.mentoring.of(tally),
                Count(count.sheets, 0 if table.unanswered.of(tally) else count.answered),
            )
            for tally in tallies.values()
            for lead, count in leads.items()
        )
    return dict(sorted(leads.items()))


class _Ends:
    """The last layer of a spread, read by where its sheets end."""

    def __init__(self, walk: StateTraversal, numbers: LeadTotals, *, counted: bool) -> None:
        self._walk, self._bands = walk, walk.rule_sets[0].table.rules.bands
        self._spread = Distribution(walk, numbers, counted=counted)
        self._measure = self._spread.measure
        self._layers = self._spread.layers(walk.fewest_states_first)
        self._last: Layer = self._layers[-1]
        self._standings = self._measure.partition(numbers.standing)

    def sheets(self) -> Count:
        return _added_up((None, count) for _, count in self.decided())[None]

    def by_end(self) -> Iterator[tuple[End, Count]]:
        for state, packed in self._last.items():
            for standing, mask in self._standings.items():
                count = self._measure.count(packed & mask)
                if count:
                    yield self._end(state, standing), Count(count, 0 if standing.unanswered else count)

    def decided(self) -> Iterator[tuple[str | None, Count]]:
        answered = sum(mask for standing, mask in self._standings.items() if not standing.unanswered)
        for state, packed in self._last.items():
            pattern = self._walk.decided_by(state)
            yield pattern, Count(self._measure.count(packed), self._measure.count(packed & answered))

    def examples(self) -> dict[End, AnswerSheet]:
        """A sheet for each end, with as few questions unanswered as can be."""
        found: dict[End, tuple[State, PackedCount]] = {}
        for standing, mask in sorted(self._standings.items(), key=lambda item: item[0].unanswered):
            for state, packed in self._last.items():
                if packed & mask:
                    found.setdefault(self._end(state, standing), (state, self._measure.first(packed & mask)))
        return {end: self._sheet(*where) for end, where in found.items()}

    def _sheet(self, state: State, cell: PackedCount) -> AnswerSheet:
        answers = self._spread.example(self._walk.fewest_states_first, self._layers, state, cell)
        return AnswerSheet(self._walk.view, answers)

    def _end(self, state: State, standing: Standing) -> End:
        approach = self._walk.approach(state, standing.totals(self._bands))
        return End(approach.outcome, approach.certainty)


def _added_up(counts: Iterable[tuple[K, Count]]) -> dict[K, Count]:
    """The counts of each key together, in the order in which the keys come."""
    together: dict[K, Count] = {}
    for key, count in counts:
        before = together.get(key, Count(0, 0))
        together[key] = Count(before.sheets + count.sheets, before.answered + count.answered)
    return together

"""A walk: all sheets of a view at once, question by question, told apart only by what patterns can still make of them.

A line of a pattern is open while every answer so far meets it. Sheets with the same open lines and the same patterns
already settled have the same future, so a walk keeps them together as one state. How many states there are depends on
how many lines are open at a time, and not on how many sheets there are.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from recommender.core.decision import Approach, settle
from recommender.core.model import CERTAINTIES
from recommender.core.tally import PatternLine, Table

State = tuple[int, ...]
"""The open lines as bits; then, for each rule set, the number of the pattern that decides and the level of the tightest
cap so far. A number past the last pattern, and a level past the surest, stand for none.
"""

NO_CAP = len(CERTAINTIES)


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """What a sheet is read by: a table, and which lines of its patterns count."""

    table: Table
    deciding: tuple[PatternLine, ...]
    capping: tuple[PatternLine, ...]

    @classmethod
    def whole(cls, table: Table) -> "RuleSet":
        """By all patterns that have an effect."""
        return cls(table, table.deciding, table.capping)

    @classmethod
    def outcome_only(cls, table: Table) -> "RuleSet":
        """By the patterns that give an outcome: how sure one can be is left aside."""
        return cls(table, table.deciding, ())

    def without(self, pattern: int) -> "RuleSet":
        """The same without one pattern."""
        deciding, capping = ([line for line in lines if line[1] != pattern] for lines in (self.deciding, self.capping))
        return RuleSet(self.table, tuple(deciding), tuple(capping))


@dataclass(frozen=True, slots=True)
class Kind:
    """Answers to one question that close the same lines, by their places among the question's answers."""

    closes: int
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """One question: its answers' ids, their tallies under each rule set, their kinds, and the lines that ask it."""

    question: str
    answers: tuple[str, ...]
    tallies: tuple[tuple[int, ...], ...]
    kinds: tuple[Kind, ...]
    lines: int

    def only(self, answer: str) -> "Transition":
        """The same question, where nothing but this can be answered."""
        place = self.answers.index(answer)
        kinds = (Kind(next(kind.closes for kind in self.kinds if place in kind.answers), (place,)),)
        return replace(self, kinds=kinds)


@dataclass(frozen=True, slots=True)
class _OpenLine:
    rule_set: int
    mask: int
    pattern: int
    cap: int
    decides: bool


class StateTraversal:
    """The walk through the sheets of one view that hold only `choices` (option ids by question), under some rule sets.

    Questions that are in no `choices` can be answered with all that the first rule set that asks them offers.
    """

    def __init__(
        self, rule_sets: Sequence[RuleSet], view: str, choices: Mapping[str, Collection[str]] | None = None
    ) -> None:
        self.rule_sets, self.view = tuple(rule_sets), view
        self._lines = [line for number, rule_set in enumerate(rule_sets) for line in _lines(number, rule_set)]
        self.steps = tuple(self._step(*asked) for asked in _asked(rule_sets, view, choices or {}).items())
        self._relevant = [self._relevant_lines(number) for number in range(len(rule_sets))]

    @cached_property
    def start(self) -> State:
        """The state before the first question: only lines that want another view are closed."""
        views = [rule_set.table.views for rule_set in self.rule_sets]
        closed = self._closed([tuple(all_views.values()) for all_views in views], [v[self.view] for v in views])
        state: State = ((1 << len(self._lines)) - 1,)
        for rule_set in self.rule_sets:
            state += (len(rule_set.table.rules.patterns), NO_CAP)
        asked = 0
        for step in self.steps:
            asked |= step.lines
        return self.after(state, closed, ~asked)

    def after(self, state: State, closes: int, ends: int) -> State:
        """The state after an answer that closes some lines, where no further question asks the lines in `ends`."""
        still_open = state[0] & ~closes
        held = still_open & ends
        found = list(state)
        while held:
            line = self._lines[(held & -held).bit_length() - 1]
            held &= held - 1
            place = 1 + 2 * line.rule_set
            if line.decides:
                found[place] = min(found[place], line.pattern)
            found[place + 1] = min(found[place + 1], line.cap)
        relevant = 0
        for number, (deciding, capping) in enumerate(self._relevant):
            relevant |= deciding[found[1 + 2 * number]] | capping[found[2 + 2 * number]]
        found[0] = still_open & ~ends & relevant
        return tuple(found)

    def approach(self, state: State, totals: tuple[int, int, int], rule_set: int = 0) -> Approach:
        """What a sheet that ends in this state comes to, with these coaching, mentoring and unanswered totals."""
        table, (decisive, cap) = self.rule_sets[rule_set].table, state[1 + 2 * rule_set : 3 + 2 * rule_set]
        patterns = table.rules.patterns
        capping = () if cap == NO_CAP else (next(n for n, p in enumerate(patterns) if p.cap == CERTAINTIES[cap]),)
        return settle(table, None if decisive == len(patterns) else decisive, capping, *totals)

    def outcome(self, state: State, from_points: str, rule_set: int = 0) -> str:
        """The outcome of a sheet that ends in this state, where the points alone say `from_points`."""
        patterns, decisive = self.rule_sets[rule_set].table.rules.patterns, state[1 + 2 * rule_set]
        return (patterns[decisive].outcome if decisive < len(patterns) else None) or from_points

    def decided_by(self, state: State, rule_set: int = 0) -> str | None:
        """The pattern that gives the outcome of a sheet that ends in this state, or None where the points do."""
        patterns, decisive = self.rule_sets[rule_set].table.rules.patterns, state[1 + 2 * rule_set]
        return patterns[decisive].id if decisive < len(patterns) else None

    @cached_property
    def fewest_states_first(self) -> tuple[Transition, ...]:
        """The steps in an order that keeps few states: each time, the question that leaves the fewest."""
        left, states, order = list(self.steps), {self.start}, list[Transition]()
        while left:
            reached = [(self._reached(states, step, left), step) for step in left]
            states, step = min(reached, key=lambda pair: len(pair[0]))
            order.append(step)
            left.remove(step)
        return tuple(order)

    def ends(self, step: Transition, later: Iterable[Transition]) -> int:
        """The lines that are asked at this step for the last time, where the `later` ones are still to come."""
        ends = step.lines
        for other in later:
            if other is not step:
                ends &= ~other.lines
        return ends

    def _reached(self, states: Collection[State], step: Transition, left: Sequence[Transition]) -> set[State]:
        ends = self.ends(step, left)
        return {self.after(state, kind.closes, ends) for state in states for kind in step.kinds}

    def _step(self, question: str, answers: Sequence[str]) -> Transition:
        tables = [rule_set.table.answers.get(question, {}) for rule_set in self.rule_sets]
        every = [tuple(tallies.values()) for tallies in tables]
        chosen = [tuple(tallies.get(answer, 0) for tallies in tables) for answer in answers]
        kinds: dict[int, list[int]] = {}
        for place, tallies in enumerate(chosen):
            kinds.setdefault(self._closed(every, tallies), []).append(place)
        return Transition(
            question,
            tuple(answers),
            tuple(chosen),
            tuple(Kind(closes, tuple(places)) for closes, places in kinds.items()),
            lines=self._closed(every, [0] * len(tables)),
        )

    def _closed(self, every: Sequence[Sequence[int]], given: Sequence[int]) -> int:
        """The lines, as bits, that ask for one of `every` tally's bits which the `given` one does not have."""
        asked = [0] * len(every)
        for rule_set, tallies in enumerate(every):
            for tally in tallies:
                asked[rule_set] |= tally
        return sum(
            1 << number
            for number, line in enumerate(self._lines)
            if line.mask & asked[line.rule_set] & ~given[line.rule_set]
        )

    def _relevant_lines(self, rule_set: int) -> tuple[list[int], list[int]]:
        """For each pattern that may decide so far, the lines that may still replace it; and so for each cap."""
        lines = [(1 << number, line) for number, line in enumerate(self._lines) if line.rule_set == rule_set]
        patterns = range(len(self.rule_sets[rule_set].table.rules.patterns) + 1)
        return (
            [sum(bit for bit, line in lines if line.decides and line.pattern < decisive) for decisive in patterns],
            [sum(bit for bit, line in lines if line.cap < cap) for cap in range(NO_CAP + 1)],
        )


def _lines(number: int, rule_set: RuleSet) -> list[_OpenLine]:
    patterns = rule_set.table.rules.patterns
    caps = {line: CERTAINTIES.index(cap) for line in rule_set.capping if (cap := patterns[line[1]].cap) is not None}
    deciding = dict.fromkeys(rule_set.deciding)
    return [
        _OpenLine(number, mask, pattern, caps.get((mask, pattern), NO_CAP), decides=(mask, pattern) in deciding)
        for mask, pattern in dict.fromkeys([*deciding, *caps])
    ]


def _asked(
    rule_sets: Sequence[RuleSet], view: str, choices: Mapping[str, Collection[str]]
) -> Mapping[str, Sequence[str]]:
    asked: dict[str, Sequence[str]] = {}
    for rule_set in rule_sets:
        for question, offered in rule_set.table.offered[view]:
            if question not in asked:
                asked[question] = [answer for answer in offered if answer in choices.get(question, offered)]
    return asked

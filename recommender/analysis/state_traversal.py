"""State traversal: dynamic programming over answer prefixes, for all sheets of a view at once.

A line of a pattern is open while every answer so far meets it. Prefixes with the same open lines and the same patterns
already settled have the same future, so they are one state. The number of states depends on how many lines are open at
a time, and not on the number of sheets.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from recommender.core.decision import Approach, settle
from recommender.core.model import CERTAINTIES
from recommender.core.tally import PatternLine, Table

State = tuple[int, ...]
"""The open lines as bits; then, for each rule set, the number of the pattern that decides and the level of the tightest
cap so far. A number past the last pattern, and a level past the surest, mean none.
"""

NO_CAP = len(CERTAINTIES)


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """A table, and the lines of its patterns that take effect."""

    table: Table
    deciding: tuple[PatternLine, ...]
    capping: tuple[PatternLine, ...]

    @classmethod
    def whole(cls, table: Table) -> "RuleSet":
        """All patterns that have an effect."""
        return cls(table, table.deciding, table.capping)

    @classmethod
    def outcome_only(cls, table: Table) -> "RuleSet":
        """The patterns that give an outcome; caps on the certainty are ignored."""
        return cls(table, table.deciding, ())

    def without(self, pattern: int) -> "RuleSet":
        """The same without one pattern."""
        deciding, capping = ([line for line in lines if line[1] != pattern] for lines in (self.deciding, self.capping))
        return RuleSet(self.table, tuple(deciding), tuple(capping))


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answers to one question that close the same lines, as indexes into the question's answers."""

    closed: int
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """One question: its answers' ids, their tallies by rule set, their groups, and the lines that depend on it."""

    question: str
    answers: tuple[str, ...]
    tallies: tuple[tuple[int, ...], ...]
    groups: tuple[AnswerGroup, ...]
    lines: int

    def only(self, answer: str) -> "Transition":
        """The same question with this answer alone."""
        index = self.answers.index(answer)
        groups = (AnswerGroup(next(group.closed for group in self.groups if index in group.answers), (index,)),)
        return replace(self, groups=groups)


@dataclass(frozen=True, slots=True)
class _OpenLine:
    rule_set: int
    mask: int
    pattern: int
    cap: int
    decides: bool


class StateTraversal:
    """The traversal of the sheets of one view under some rule sets, restricted to `choices` (option ids by question).

    A question that is not in `choices` takes all answers of the first rule set that asks it.
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
        """The state before the first question: only the lines of the other view are closed."""
        views = [rule_set.table.views for rule_set in self.rule_sets]
        closed = self._closed([tuple(all_views.values()) for all_views in views], [v[self.view] for v in views])
        state: State = ((1 << len(self._lines)) - 1,)
        for rule_set in self.rule_sets:
            state += (len(rule_set.table.rules.patterns), NO_CAP)
        asked = 0
        for step in self.steps:
            asked |= step.lines
        return self.after(state, closed, ~asked)

    def after(self, state: State, closed: int, completed: int) -> State:
        """The state after an answer that closes some lines, where no later question can close those in `completed`."""
        still_open = state[0] & ~closed
        held = still_open & completed
        found = list(state)
        while held:
            line = self._lines[(held & -held).bit_length() - 1]
            held &= held - 1
            slot = 1 + 2 * line.rule_set
            if line.decides:
                found[slot] = min(found[slot], line.pattern)
            found[slot + 1] = min(found[slot + 1], line.cap)
        relevant = 0
        for number, (deciding, capping) in enumerate(self._relevant):
            relevant |= deciding[found[1 + 2 * number]] | capping[found[2 + 2 * number]]
        found[0] = still_open & ~completed & relevant
        return tuple(found)

    def approach(self, state: State, totals: tuple[tuple[int, int], int], rule_set: int = 0) -> Approach:
        """The approach of a sheet in this final state with these points and this count of unanswered questions."""
        table, (decisive, cap) = self.rule_sets[rule_set].table, state[1 + 2 * rule_set : 3 + 2 * rule_set]
        patterns = table.rules.patterns
        capping = () if cap == NO_CAP else (next(n for n, p in enumerate(patterns) if p.cap == CERTAINTIES[cap]),)
        return settle(table, None if decisive == len(patterns) else decisive, capping, *totals)

    def outcome(self, state: State, from_points: str, rule_set: int = 0) -> str:
        """The outcome of a sheet in this final state, where the points alone give `from_points`."""
        patterns, decisive = self.rule_sets[rule_set].table.rules.patterns, state[1 + 2 * rule_set]
        return (patterns[decisive].outcome if decisive < len(patterns) else None) or from_points

    def decided_by(self, state: State, rule_set: int = 0) -> str | None:
        """The pattern that gives the outcome of a sheet in this final state, or None where the points do."""
        patterns, decisive = self.rule_sets[rule_set].table.rules.patterns, state[1 + 2 * rule_set]
        return patterns[decisive].id if decisive < len(patterns) else None

    @cached_property
    def fewest_states_first(self) -> tuple[Transition, ...]:
        """The steps in a greedy order: each time, the question that leaves the fewest states."""
        left, states, order = list(self.steps), {self.start}, list[Transition]()
        while left:
            reached = [(self._reached(states, step, left), step) for step in left]
            states, step = min(reached, key=lambda pair: len(pair[0]))
            order.append(step)
            left.remove(step)
        return tuple(order)

    def completed(self, step: Transition, later: Iterable[Transition]) -> int:
        """The lines that depend on this step and on none of the `later` ones."""
        completed = step.lines
        for other in later:
            if other is not step:
                completed &= ~other.lines
        return completed

    def _reached(self, states: Collection[State], step: Transition, left: Sequence[Transition]) -> set[State]:
        completed = self.completed(step, left)
        return {self.after(state, group.closed, completed) for state in states for group in step.groups}

    def _step(self, question: str, answers: Sequence[str]) -> Transition:
        tables = [rule_set.table.answers.get(question, {}) for rule_set in self.rule_sets]
        every = [tuple(tallies.values()) for tallies in tables]
        chosen = [tuple(tallies.get(answer, 0) for tallies in tables) for answer in answers]
        groups: dict[int, list[int]] = {}
        for index, tallies in enumerate(chosen):
            groups.setdefault(self._closed(every, tallies), []).append(index)
        return Transition(
            question,
            tuple(answers),
            tuple(chosen),
            tuple(AnswerGroup(closed, tuple(indexes)) for closed, indexes in groups.items()),
            lines=self._closed(every, [0] * len(tables)),
        )

    def _closed(self, every: Sequence[Sequence[int]], given: Sequence[int]) -> int:
        """The lines, as bits, that need a bit of the tallies in `every` which the `given` tally does not have."""
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
        """For each pattern that decides so far, the lines that may still replace it; and likewise for each cap."""
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

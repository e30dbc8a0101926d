"""The tally: one packed integer for each answer, whose sum over a sheet is everything that a decision needs.

From the lowest bit up, a tally has the points toward the first approach, those toward the second, a 1 in the count of
unanswered questions if it is "not sure", and one bit for each gate that it flags and each pattern condition that it
meets. A question is answered once, so no bit is added twice, and each field is as wide as its greatest possible sum:
nothing overflows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import getitem, itemgetter, or_
from types import MappingProxyType

from recommender.core.errors import Fault, FaultyFiles, InvalidAnswer
from recommender.core.model import NOT_SURE, VIEW, VIEWS, AnswerSheet, Condition, Question, RuleBase

MOST_BITS = 63
"""A tally must fit a signed 64-bit integer, so that many can be added as arrays."""


@dataclass(frozen=True, slots=True)
class Field:
    """A number in a tally: its lowest bit and its width in bits."""

    shift: int
    width: int

    def of(self, tally: int) -> int:
        """The number in this field."""
        return tally >> self.shift & (1 << self.width) - 1


@dataclass(frozen=True, slots=True)
class Mask:
    """A pattern or gate, and for each of its lines the bits that a tally needs for it to hold."""

    id: str
    lines: tuple[int, ...]

    def holds(self, tally: int) -> bool:
        """Whether any line holds."""
        for line in self.lines:  # noqa: SIM110 - twice as fast as `any`, and run for every pattern of every sheet
            if tally & line == line:
                return True
        return False


PatternLine = tuple[int, int]
"""A line of a pattern: the bits that a tally needs for it to hold, and the index of the pattern."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A rule base as tallies: by question and option, by gate, and by view; with the masks that read their sum.

    `points` are the fields of the two approaches. `offered` has, for each view, the questions in order, each with the
    tallies of the answers that the view offers; `tallies` has the tallies alone, and `in_order` gives the answers of a
    complete mapping in that order. `deciding` has the lines of the patterns that give an outcome, in the rules' order,
    and `capping` those of the patterns that limit the certainty. `settling` are the bits that the approach depends on
    apart from the deciding pattern: the totals and the bits of the capping lines.
    """

    rules: RuleBase
    points: tuple[Field, Field]
    unanswered: Field
    answers: Mapping[str, Mapping[str, int]]
    offered: Mapping[str, tuple[tuple[str, Mapping[str, int]], ...]]
    tallies: Mapping[str, tuple[Mapping[str, int], ...]]
    in_order: Callable[[Mapping[str, str]], tuple[str, ...]]
    flags: Mapping[str, int]
    views: Mapping[str, int]
    gates: tuple[Mask, ...]
    patterns: tuple[Mask, ...]
    deciding: tuple[PatternLine, ...]
    capping: tuple[PatternLine, ...]
    settling: int

    def points_of(self, tally: int) -> tuple[int, int]:
        """The points toward the two approaches."""
        first, second = self.points
        return first.of(tally), second.of(tally)

    def lead_of(self, tally: int) -> int:
        """The points toward the first approach, less those toward the second."""
        first, second = self.points
        return first.of(tally) - second.of(tally)


def tabulate(rules: RuleBase) -> Table:
    """The table of a rule base. Raises FaultyFiles, at the last entry, where a tally would be wider than 63 bits."""
    most = [sum(q.weight * max(points) for q in rules.questions for points in [_side(q, side)]) for side in (0, 1)]
    first = Field(0, most[0].bit_length())
    second = Field(first.width, most[1].bit_length())
    unanswered = Field(second.shift + second.width, len(rules.questions).bit_length())
    first_bit = unanswered.shift + unanswered.width
    gates = {gate.id: 1 << first_bit + number for number, gate in enumerate(rules.gates)}
    conditions = _condition_bits(rules, first_bit + len(gates))
    _check_width(rules, first_bit + len(gates) + len(conditions))

    def tallies_of(question: Question) -> Mapping[str, int]:
        points = {
            option.id: question.weight * (option.points[0] << first.shift | option.points[1] << second.shift)
            for option in question.options
        }
        points[NOT_SURE] = question.counts << unanswered.shift
        return MappingProxyType({key: value | _met(conditions, question.id, key) for key, value in points.items()})

    answers = {question.id: tallies_of(question) for question in rules.questions}
    in_view = {view: _offered_in(rules, answers, view) for view in VIEWS}
    masks = [Mask(p.id, tuple(sum(conditions[c] for c in line) for line in p.lines)) for p in rules.patterns]
    lines = [(line, number) for number, mask in enumerate(masks) for line in mask.lines]
    capping = tuple(line for line in lines if rules.patterns[line[1]].cap)
    return Table(
        rules,
        (first, second),
        unanswered,
        answers=MappingProxyType(answers),
        offered=MappingProxyType(in_view),
        tallies=MappingProxyType({view: tuple(tallies for _, tallies in asked) for view, asked in in_view.items()}),
        in_order=_picker(tuple(answers)),
        flags=MappingProxyType(gates),
        views=MappingProxyType({view: _met(conditions, VIEW, view) for view in VIEWS}),
        gates=tuple(Mask(gate.id, (gates[gate.id],)) for gate in rules.gates),
        patterns=tuple(masks),
        deciding=tuple(line for line in lines if rules.patterns[line[1]].outcome),
        capping=capping,
        settling=reduce(or_, (line for line, _ in capping), (1 << first_bit) - 1),
    )


def tally_of(table: Table, sheet: AnswerSheet) -> int:
    """The sum of a sheet's tallies. Raises InvalidAnswer for an unknown view, question, option or flag."""
    if sheet.view not in table.views:
        raise InvalidAnswer(VIEW, sheet.view, VIEWS)
    start, given = table.views[sheet.view], sheet.answers
    if sheet.flags:
        start += sum(_flags(table, sheet))
    if len(given) == len(table.answers):  # a complete sheet: the fast path, unless an answer is wrong
        try:
            return sum(map(getitem, table.tallies[sheet.view], table.in_order(given)), start)
        except KeyError:
            pass
    if not table.answers.keys() >= given.keys():
        raise InvalidAnswer("question", next(q for q in given if q not in table.answers), tuple(table.answers))
    for question, tallies in table.offered[sheet.view]:
        try:
            start += tallies[given.get(question, NOT_SURE)]
        except KeyError:
            raise InvalidAnswer(question, given[question], tuple(tallies)) from None
    return start


def offered(question: Question, view: str) -> tuple[str, ...]:
    """The ids of the answers to this question in this view, "not sure" last."""
    return (*(option.id for option in question.options_for(view)), NOT_SURE)


def _picker(questions: tuple[str, ...]) -> Callable[[Mapping[str, str]], tuple[str, ...]]:
    if len(questions) < 2:  # for one name `itemgetter` returns no tuple, for none it raises
        return lambda answers: tuple(answers[question] for question in questions)
    return itemgetter(*questions)


def _offered_in(
    rules: RuleBase, answers: Mapping[str, Mapping[str, int]], view: str
) -> tuple[tuple[str, Mapping[str, int]], ...]:
    return tuple((q.id, {option: answers[q.id][option] for option in offered(q, view)}) for q in rules.questions)


def _flags(table: Table, sheet: AnswerSheet) -> Iterable[int]:
    allowed = [gate.id for gate in table.rules.gates_for(sheet.view)]
    for flag in sorted(sheet.flags):
        if flag not in allowed:
            raise InvalidAnswer("screening", flag, allowed)
        yield table.flags[flag]


def _side(question: Question, side: int) -> list[int]:
    return [option.points[side] for option in question.options] or [0]


def _condition_bits(rules: RuleBase, first_bit: int) -> dict[Condition, int]:
    """One bit for each distinct condition, shared by the patterns that have it."""
    different = dict.fromkeys(c for pattern in rules.patterns for line in pattern.lines for c in line)
    return {condition: 1 << first_bit + number for number, condition in enumerate(different)}


def _met(conditions: Mapping[Condition, int], question: str, answer: str) -> int:
    return sum(bit for (asked, answers), bit in conditions.items() if asked == question and answer in answers)


def _check_width(rules: RuleBase, bits: int) -> None:
    if bits > MOST_BITS:
        message = f"the rules need {bits} bits for each sheet, and {MOST_BITS} is the most there can be"
        hint = "let patterns share conditions (the same question with the same options), or remove some"
        locations = [item.location for kind in (rules.questions, rules.gates, rules.patterns) for item in kind]
        raise FaultyFiles([Fault(locations[-1], message, hint)])

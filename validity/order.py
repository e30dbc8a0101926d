"""The order of the questions that settles the outcome soonest on the published cases, by the exact engine."""

from collections.abc import Mapping, Sequence
from statistics import mean, median

from recommender import AnswerSheet, RuleBase, Table
from recommender.analysis.reachable_outcomes import reachable_outcomes


def settled_after(table: Table, sheet: AnswerSheet, order: Sequence[str]) -> int:
    """After how many of the questions, in this order, no answer to the others can change the outcome any more."""
    given: dict[str, str] = {}
    for number, question in enumerate(order, start=1):
        if question in sheet.answers:
            given[question] = sheet.answers[question]
        if len(reachable_outcomes(table, sheet.view, given)) == 1:
            return number
    return len(order)


def questions_needed(table: Table, sheets: Sequence[AnswerSheet], order: Sequence[str]) -> tuple[float, float]:
    """The median and the mean of how many questions settle the outcome."""
    counts = [settled_after(table, sheet, order) for sheet in sheets]
    return median(counts), mean(counts)


def best_order(table: Table, sheets: Sequence[AnswerSheet]) -> tuple[str, ...]:
    """An order found step by step: each time, the question after which the fewest outcomes are still possible.

    What the help is for comes first, since later questions speak of it. A second answer comes right after its first.
    """
    rules = table.rules
    order = _with_second(rules, rules.questions[0].id)
    while left := [q.id for q in rules.questions if q.id not in order and not q.second_of]:
        ahead = {question: [*order, *_with_second(rules, question)] for question in left}
        open_outcomes = {question: _still_possible(table, sheets, asked) for question, asked in ahead.items()}
        order = ahead[min(left, key=open_outcomes.__getitem__)]
    return tuple(order)


def _with_second(rules: RuleBase, question: str) -> list[str]:
    second = rules.second_to(question)
    return [question, second.id] if second else [question]


def _still_possible(table: Table, sheets: Sequence[AnswerSheet], asked: Sequence[str]) -> int:
    """How many outcomes are possible after these questions, one and more than one told far apart."""
    total = 0
    for sheet in sheets:
        given: Mapping[str, str] = {q: sheet.answers[q] for q in asked if q in sheet.answers}
        possible = len(reachable_outcomes(table, sheet.view, given))
        total += possible + 10 * (possible > 1)
    return total

"""The order of the questions that settles the outcome soonest on the published cases."""

from collections.abc import Mapping, Sequence
from statistics import mean, median

from recommender import AnswerSheet, RuleBase, Table
from recommender.analysis.reachable_outcomes import reachable_outcomes


def settled_after(table: Table, sheet: AnswerSheet, order: Sequence[str]) -> int:
    """The number of questions, in this order, after which no other answer can change the outcome."""
    given: dict[str, str] = {}
    for number, question in enumerate(order, start=1):
        if question in sheet.answers:
            given[question] = sheet.answers[question]
        if len(reachable_outcomes(table, sheet.view, given)) == 1:
            return number
    return len(order)


def questions_needed(table: Table, sheets: Sequence[AnswerSheet], order: Sequence[str]) -> tuple[float, float]:
    """The median and the mean number of questions that settle the outcome."""
    counts = [settled_after(table, sheet, order) for sheet in sheets]
    return median(counts), mean(counts)


def best_order(table: Table, sheets: Sequence[AnswerSheet]) -> tuple[str, ...]:
    """A greedy order: each time, the question after which the fewest outcomes are reachable.

    What the help is for comes first, as other questions refer to it. A second answer comes right after its first.
    """
    rules = table.rules
    order = _with_second(rules, rules.questions[0].id)
    while left := [q.id for q in rules.questions if q.id not in order and not q.second_of]:
        ahead = {question: [*order, *_with_second(rules, question)] for question in left}
        open_outcomes = {question: _openness(table, sheets, asked) for question, asked in ahead.items()}
        order = ahead[min(left, key=open_outcomes.__getitem__)]
    return tuple(order)


def _with_second(rules: RuleBase, question: str) -> list[str]:
    second = rules.second_to(question)
    return [question, second.id] if second else [question]


def _openness(table: Table, sheets: Sequence[AnswerSheet], asked: Sequence[str]) -> int:
    """The number of outcomes that are reachable after these questions, with a penalty for more than one."""
    total = 0
    for sheet in sheets:
        given: Mapping[str, str] = {q: sheet.answers[q] for q in asked if q in sheet.answers}
        reachable = len(reachable_outcomes(table, sheet.view, given))
        total += reachable + 10 * (reachable > 1)
    return total

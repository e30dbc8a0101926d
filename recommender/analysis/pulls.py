"""How far each answer pulls towards each approach: its points, times the weight of its question."""

from collections.abc import Iterator

from recommender.core.model import Option, Question, RuleBase

Pull = tuple[int, int]
"""Points after the weight, toward the first and the second approach."""


def pull_of(question: Question, option: Option) -> Pull:
    """The points that an answer adds to each side."""
    first, second = option.points
    return question.weight * first, question.weight * second


def furthest(question: Question) -> Pull:
    """The most points that any answer to a question adds to each side."""
    pulls = [pull_of(question, option) for option in question.options]
    return max(first for first, _ in pulls), max(second for _, second in pulls)


def longest(rules: RuleBase) -> int:
    """The most points that any answer adds to one side."""
    return max((points for question in rules.questions for points in furthest(question)), default=0)


def favoured(rules: RuleBase, pull: Pull) -> tuple[str, ...]:
    """The approaches to which an answer adds the most points: one, or several alike, or none where it has no points."""
    return tuple(_most(rules, pull)) if any(pull) else ()


def _most(rules: RuleBase, pull: Pull) -> Iterator[str]:
    return (approach for approach, points in zip(rules.approaches, pull, strict=True) if points == max(pull))

"""How far each answer pulls towards each approach: its points, times the weight of its question."""

from collections.abc import Iterator

from recommender.core.model import APPROACHES, Option, Question, RuleBase

Pull = tuple[int, ...]
"""Points after the weight, in the order of APPROACHES."""


def pull_of(question: Question, option: Option) -> Pull:
    """The points that an answer adds to each side."""
    return tuple(question.weight * getattr(option, approach) for approach in APPROACHES)


def furthest(question: Question) -> Pull:
    """The most points that any answer to a question adds to each side."""
    return tuple(map(max, zip(*(pull_of(question, option) for option in question.options), strict=True)))


def longest(rules: RuleBase) -> int:
    """The most points that any answer adds to one side."""
    return max((points for question in rules.questions for points in furthest(question)), default=0)


def favoured(pull: Pull) -> tuple[str, ...]:
    """The approaches to which an answer adds the most points: one, or several alike, or none where it has no points."""
    return tuple(_most(pull)) if any(pull) else ()


def _most(pull: Pull) -> Iterator[str]:
    return (approach for approach, points in zip(APPROACHES, pull, strict=True) if points == max(pull))

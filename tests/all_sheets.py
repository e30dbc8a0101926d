"""Every sheet of a small rule base with its decision by the oracle, for comparison with exact counts."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from recommender import NOT_SURE, VIEWS
from tests import oracle
from tests.rule_bases import Written, in_view

Answers = Mapping[str, str]


class Read(NamedTuple):
    """A sheet with every answer explicit, and the oracle's decision."""

    view: str
    answers: Answers
    outcome: str
    certainty: str
    approach: Mapping[str, Any]

    @property
    def answered(self) -> bool:
        """Whether no question counts as unanswered."""
        return bool(self.approach["unanswered"] == 0)


def answers_of(rules: Written, view: str) -> dict[str, list[str]]:
    """The answers to each question in a view."""
    return {question["id"]: [*in_view(question["options"], view), NOT_SURE] for question in rules["questions"]}


def read_sheet(rules: Written, view: str, answers: Answers) -> Read:
    """One sheet without screening flags."""
    read = oracle.decide(rules, view, answers, ())
    return Read(view, answers, read["outcome"], read["certainty"], read["approach"])


def read_all(rules: Written, view: str) -> Iterator[Read]:
    """Every sheet of a view without screening flags."""
    offered = answers_of(rules, view)
    for given in product(*offered.values()):
        yield read_sheet(rules, view, dict(zip(offered, given, strict=True)))


def read_both_views(rules: Written) -> list[Read]:
    """Every sheet of both views."""
    return [read for view in VIEWS for read in read_all(rules, view)]

"""What would change a result, in words: the smallest changes of answers that lead to each other outcome."""

from collections import defaultdict
from dataclasses import dataclass

from recommender import Counterfactual
from recommender.core.model import CHOICES
from web.guide.edition import Edition

_SHOWN = 2
"""How many ways to each other outcome are shown."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways to one other outcome: how many answers it takes, the first few ways, and how many more there are.

    A way is a list of topics, each with the answers that would do.
    """

    heading: str
    ways: tuple[tuple[tuple[str, str], ...], ...]
    more: int


def ways_elsewhere(edition: Edition, view: str, flips: tuple[Counterfactual, ...]) -> list[Ways]:
    """The ways to each other outcome: those between the two approaches first."""
    by_outcome: dict[str, list[Counterfactual]] = defaultdict(list)
    for flip in flips:
        by_outcome[flip.outcome].append(flip)
    order = sorted(by_outcome, key=lambda outcome: outcome not in CHOICES)
    return [_ways(edition, view, by_outcome[outcome]) for outcome in order]


def _ways(edition: Edition, view: str, flips: list[Counterfactual]) -> Ways:
    ways: dict[tuple[str, ...], list[Counterfactual]] = defaultdict(list)
    for flip in flips:
        alone = len(flip.changes) == 1
        way = (change.question if alone else f"{change.question}={change.option}" for change in flip.changes)
        ways[tuple(way)].append(flip)
    name = edition.wording.outcomes[flips[0].outcome].name
    shown = tuple(_way(edition, view, alike) for alike in list(ways.values())[:_SHOWN])
    return Ways(edition.say(f"result.change-{len(flips[0].changes)}", outcome=name), shown, len(ways) - len(shown))


def _way(edition: Edition, view: str, flips: list[Counterfactual]) -> tuple[tuple[str, str], ...]:
    """One way, for flips that change the same questions: single changes are told as "this or that"."""
    parts = []
    for place, change in enumerate(flips[0].changes):
        words = edition.wording.questions[change.question]
        options = dict.fromkeys(flip.changes[place].option for flip in flips)
        quoted = (edition.say("quoted", said=words.options[option].text[view]) for option in options)
        texts = f" {edition.say('result.change-or')} ".join(quoted)
        parts.append((words.topic, texts))
    return tuple(parts)

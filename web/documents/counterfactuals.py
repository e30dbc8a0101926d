"""What would change a result, in words: the smallest changes to the answers that lead to each other outcome."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from recommender import Counterfactual
from web.guide.answer_texts import answer_text
from web.guide.edition import Edition

_SHOWN = 2
"""How many counterfactuals to each other outcome are shown."""


@dataclass(frozen=True, slots=True)
class CounterfactualGroup:
    """Counterfactuals to one other outcome: how many answers each changes, the first few, and how many more there are.

    Each is a list of topics, with the answers that would do. `least` is the first of them, with one answer each.
    """

    outcome: str
    size: int
    heading: str
    least: tuple[tuple[str, str], ...]
    shown: tuple[tuple[tuple[str, str], ...], ...]
    more: int


def counterfactual_groups(edition: Edition, view: str, found: Sequence[Counterfactual]) -> list[CounterfactualGroup]:
    """The counterfactuals by outcome, those that choose between the approaches first."""
    by_outcome: dict[str, list[Counterfactual]] = defaultdict(list)
    for counterfactual in found:
        by_outcome[counterfactual.outcome].append(counterfactual)
    order = sorted(by_outcome, key=lambda outcome: outcome not in edition.rules.choices)
    return [_group(edition, view, by_outcome[outcome]) for outcome in order]


def _group(edition: Edition, view: str, found: Sequence[Counterfactual]) -> CounterfactualGroup:
    alike: dict[tuple[str, ...], list[Counterfactual]] = defaultdict(list)
    for counterfactual in found:
        changes = counterfactual.changes
        key = (f"{one.question}={one.option}" if len(changes) > 1 else one.question for one in changes)
        alike[tuple(key)].append(counterfactual)
    name, size = edition.wording.outcomes[found[0].outcome].name, len(found[0].changes)
    outcome = name[0].upper() + name[1:]
    heading = edition.say(f"result.change-{size}", outcome=outcome)
    shown = tuple(_changes(edition, view, same) for same in list(alike.values())[:_SHOWN])
    least = _changes(edition, view, found[:1])
    return CounterfactualGroup(outcome, size, heading, least, shown, len(alike) - len(shown))


def _changes(edition: Edition, view: str, alike: Sequence[Counterfactual]) -> tuple[tuple[str, str], ...]:
    """The changes of counterfactuals to the same questions: where only one is changed, as "this or that"."""
    parts = []
    for place, change in enumerate(alike[0].changes):
        options = dict.fromkeys(counterfactual.changes[place].option for counterfactual in alike)
        texts = (answer_text(edition, change.question, option, view) for option in options)
        quoted = f" {edition.say('result.change-or')} ".join(edition.say("quoted", said=text) for text in texts)
        parts.append((edition.wording.questions[change.question].topic, quoted))
    return tuple(parts)

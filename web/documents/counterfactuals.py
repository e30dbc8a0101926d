"""What would change a result, in words: the smallest changes to the answers that lead to each other outcome."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    alike: dict[Hashable, list[Counterfactual]] = defaultdict(list)
    for counterfactual in found:
        changes = counterfactual.changes
        key = tuple([(one.question, one.option) for one in changes]) if len(changes) > 1 else changes[0].question
        alike[key].append(counterfactual)
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
        texts = [_quoted(edition, change.question, option, view) for option in options]
        quoted = f" {edition.say('result.change-or')} ".join(texts)
        parts.append((edition.wording.questions[change.question].topic, quoted))
    return tuple(parts)


@lru_cache(maxsize=2048)
def _quoted(edition: Edition, question: str, option: str, view: str) -> str:
    return edition.say("quoted", said=answer_text(edition, question, option, view))

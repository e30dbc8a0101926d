"""The classes of outcomes in a picture of many people: few, so that groups are large enough to be shown.

A picture travels. So an outcome that a screening flag can lead to is never told apart in it: all of these are one
class, together with the other outcomes that put something else first.
"""

from collections.abc import Mapping

from recommender.content.words import Wording
from recommender.core.model import RuleBase
from recommender.core.outcomes import BOTH, EITHER

BOTH_OR_EITHER = "both-or-either"
SOMETHING_ELSE = "something-else-first"


def classes(rules: RuleBase) -> tuple[str, ...]:
    """The classes under these rules."""
    return (*rules.approaches, *rules.in_turn, BOTH_OR_EITHER, SOMETHING_ELSE)


def class_of(rules: RuleBase) -> Mapping[str, str]:
    """The class of each outcome."""
    alone = (*rules.approaches, *rules.in_turn)
    merged = dict.fromkeys((BOTH, EITHER), BOTH_OR_EITHER)
    return {outcome: merged.get(outcome, outcome if outcome in alone else SOMETHING_ELSE) for outcome in rules.outcomes}


def class_in_words(wording: Wording, kind: str) -> str:
    """What a class is called."""
    if kind == SOMETHING_ELSE:
        return wording.pages["team.first"]
    return wording.pages[f"team.class.{kind}"] if kind == BOTH_OR_EITHER else wording.outcomes[kind].name


def told_apart(rules: RuleBase) -> tuple[str, ...]:
    """The outcomes within larger classes that may have a figure of their own: no screening flag leads to them."""
    flagged, classed = {gate.outcome for gate in rules.gates}, class_of(rules)
    return tuple(outcome for outcome in rules.led_to if outcome not in flagged and classed[outcome] != outcome)

"""The classes of outcomes in a picture of many people: few, so that groups are large enough to be shown.

A picture travels. So an outcome that a screening flag can lead to is never told apart in it: all of these are one
class, together with the other outcomes that put something else first.
"""

from collections.abc import Mapping
from types import MappingProxyType

from recommender.content.words import Wording
from recommender.core.model import CHOICES, OUTCOMES, RuleBase

BOTH_OR_EITHER = "both-or-either"
SOMETHING_ELSE = "something-else-first"
CLASSES = ("coaching", "mentoring", "mentoring-then-coaching", BOTH_OR_EITHER, SOMETHING_ELSE)

_MERGED = {"both": BOTH_OR_EITHER, "either": BOTH_OR_EITHER}

CLASS_OF: Mapping[str, str] = MappingProxyType(
    {outcome: _MERGED.get(outcome, outcome if outcome in CHOICES else SOMETHING_ELSE) for outcome in OUTCOMES}
)
"""The class of each outcome."""


def class_in_words(wording: Wording, kind: str) -> str:
    """What a class is called."""
    if kind == SOMETHING_ELSE:
        return wording.pages["team.first"]
    return wording.pages[f"team.class.{kind}"] if kind == BOTH_OR_EITHER else wording.outcomes[kind].name


def told_apart(rules: RuleBase) -> tuple[str, ...]:
    """The outcomes within larger classes that may have a figure of their own: no screening flag leads to them."""
    flagged = {gate.outcome for gate in rules.gates}
    return tuple(outcome for outcome in rules.led_to if outcome not in flagged and CLASS_OF[outcome] != outcome)

"""What the screening page asks: which ticks and which answers about agreement there are, and their fields' names.

The page is drawn in three ways: by Streamlit, as a plain document until Streamlit is there, and on the plain form.
"""

from recommender import RuleBase
from web.guide import Guide

AGREED, NONE = "agreed", "none"
"""What can be answered beside the gates: that the person agrees, and that nothing applies."""

AGREEMENT = "agreement"
"""The field for the answer about agreement."""


def tick_ids(rules: RuleBase, view: str) -> list[str]:
    """The gates that can be ticked."""
    return [gate.id for gate in rules.gates_for(view) if not gate.agreement]


def agreement_ids(rules: RuleBase, view: str) -> list[str]:
    """The gates that are answers about agreement, beside AGREED; none where agreement is not asked about."""
    return [gate.id for gate in rules.gates_for(view) if gate.agreement]


def tick_texts(guide: Guide, view: str) -> dict[str, str]:
    """What can be ticked or answered, in words: each gate, NONE and AGREED."""
    gates = {gate.id: guide.wording.gates[gate.id].tick[view] for gate in guide.rules.gates_for(view)}
    return {**gates, NONE: guide.say("screening.none"), AGREED: guide.say("screening.agreed")}


def field_key(view: str, name: str) -> str:
    """What a field is called on the page: a gate's, NONE's or AGREEMENT's."""
    return f"tick-{view}-{name}"

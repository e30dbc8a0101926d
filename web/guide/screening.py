"""What the screening page asks: the flags under their headings, and the names of their fields.

The page is drawn in three ways: by Streamlit, as a plain document until Streamlit is there, and on the plain form.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from recommender import RuleBase
from recommender.core.model import GROUPS
from web.guide.edition import Edition

NONE = "none"
"""What can be ticked beside the gates: that nothing applies."""


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """A heading, or "", and what can be ticked under it: the words by the gate's id, or by NONE."""

    title: str
    flags: Mapping[str, str]


def flag_groups(edition: Edition, view: str) -> tuple[FlagGroup, ...]:
    """Everything that can be ticked, under its headings; NONE comes last, under none."""
    gates = {group: [gate.id for gate in edition.rules.gates_for(view) if gate.group == group] for group in GROUPS}
    groups = (
        FlagGroup(
            edition.say(f"screening.group.{group}"), {gate: edition.wording.gates[gate].flag[view] for gate in ids}
        )
        for group, ids in gates.items()
        if ids
    )
    return (*groups, FlagGroup("", {NONE: edition.say("screening.none")}))


def flag_ids(rules: RuleBase, view: str) -> list[str]:
    """The gates that can be ticked."""
    return [gate.id for gate in rules.gates_for(view)]


def field_key(view: str, name: str) -> str:
    """What the field of a gate, or of NONE, is called on the page."""
    return f"flag-{view}-{name}"

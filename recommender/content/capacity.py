"""How much time each approach takes: the numbers behind a plan for many people."""

from collections.abc import Mapping
from dataclasses import dataclass

from recommender.core.model import Evidence


@dataclass(frozen=True, slots=True)
class Norm:
    """A range, both ends included, and what it is based on. Without evidence it is our own judgement."""

    least: int
    most: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Load:
    """How many people one practitioner can help at the same time, and what that is based on."""

    people: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Effort:
    """What one approach takes for one person: how many meetings, minutes for each, and months for all of them."""

    meetings: Norm
    minutes: Norm
    months: Norm
    load: Load


Efforts = Mapping[str, Effort]
"""What each approach takes, by its id."""

"""The words of the guidance and of the published situations, as frozen values bound by id."""

from collections.abc import Mapping
from dataclasses import dataclass

from recommender.content.words import ByView, Steps
from recommender.core.model import RuleBase
from recommender.core.outcomes import BOTH

HELPER_FIELDS = ("find", "check", "cost")
AGREEMENT = "agreement"
"""The section of words that is filled in on paper."""

READY_PARTS = ("sure", "both", "reasons", "next")
"""The parts of the result document that a check can refer to."""

GRID_FIELDS = ("name", "what", "like", "good", "risk", "cost", "without")


def grid_of(rules: RuleBase) -> tuple[str, ...]:
    """The options on the page that compares them without questions; `other` is training or other help."""
    return (*rules.approaches, *rules.in_turn, BOTH, "other", "nothing")


@dataclass(frozen=True, slots=True)
class CellWords:
    """The words of a wish with an ability: how to start, in short and in full, and things to say."""

    short: str
    text: ByView
    say: Steps


@dataclass(frozen=True, slots=True)
class HelperWords:
    """How to find, ask and check who helps, the likely cost, and a plan for the first meeting."""

    find: str
    check: str
    cost: str
    ask: tuple[str, ...]
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A title, a paragraph, a list, and paragraphs below it."""

    title: str
    text: str
    items: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadyCheck:
    """A question before choosing, and what helps where the answer is no, with the part of the page that has it."""

    ask: str
    help: str
    part: str


@dataclass(frozen=True, slots=True)
class GuidanceWords:
    """Every word of one language. `situations` are texts by the situation's id; `grid` is the page of all options."""

    wishes: Mapping[str, ByView]
    abilities: Mapping[str, ByView]
    cells: Mapping[str, CellWords]
    steps: Mapping[str, ByView]
    helpers: Mapping[str, HelperWords]
    sections: Mapping[str, Section]
    ready: tuple[ReadyCheck, ...]
    situations: Mapping[str, str]
    grid: Mapping[str, Mapping[str, str]]

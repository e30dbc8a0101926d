"""The two sides of every number in the bands: what the engine has to do on a sheet that shows that side.

A side is shown only where the number itself makes the difference: no pattern, gate or other cap hides it.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from recommender.core.decision import AHEAD, Approach, Cap
from recommender.core.model import CERTAINTIES, Bands, RuleBase, UnansweredCap
from recommender.core.outcomes import BOTH, EITHER

AT, BELOW = "at", "just-below"
LEAD, RATIO, STRONG, UNANSWERED = "lead", "ratio", "strong", "unanswered"


class Side(NamedTuple):
    """One side of a threshold, as ids: what is compared, the number, for which approach (or ""), and AT or BELOW."""

    measure: str
    number: str
    approach: str
    at: str


Shown = Callable[[Approach], bool]
"""Whether an approach shows a side."""


def threshold_sides(rules: RuleBase) -> dict[Side, Shown]:
    """Every side of the bands, and what shows it."""
    bands = rules.bands
    return dict([*_leads(rules), *_ratios(rules), *_strong(bands), *_unanswered(bands)])


def _points(approach: Approach, number: int) -> tuple[int, int]:
    """The points toward the approach of this number, and toward the other."""
    return approach.points[number], approach.points[1 - number]


def _leads(rules: RuleBase) -> Iterator[tuple[Side, Shown]]:
    bands = rules.bands

    def shows(number: int, lead: int, certainty: str) -> Shown:
        def shown(approach: Approach) -> bool:
            its, others = _points(approach, number)
            return approach.pattern is None and its - others == lead and approach.certainty == certainty

        return shown

    for number, approach in enumerate(rules.approaches):
        yield Side(LEAD, "clear", approach, AT), shows(number, bands.clear, "clear")
        yield Side(LEAD, "clear", approach, BELOW), shows(number, bands.clear - 1, "leaning")
        yield Side(LEAD, "leaning", approach, AT), shows(number, bands.leaning, "leaning")
        yield Side(LEAD, "leaning", approach, BELOW), shows(number, bands.leaning - 1, "close")


def _ratios(rules: RuleBase) -> Iterator[tuple[Side, Shown]]:
    """A close lead that is just enough, or just not enough, to name the approach ahead."""

    def shows(number: int, short: int) -> Shown:
        def shown(approach: Approach) -> bool:
            its, others = _points(approach, number)
            near = approach.pattern is None and 0 < its - others < rules.bands.leaning
            return near and its == AHEAD * max(others, 1) - short

        return shown

    for number, approach in enumerate(rules.approaches):
        yield Side(RATIO, str(AHEAD), approach, AT), shows(number, 0)
        yield Side(RATIO, str(AHEAD), approach, BELOW), shows(number, 1)


def _strong(bands: Bands) -> Iterator[tuple[Side, Shown]]:
    def shows(outcome: str, least: int) -> Shown:
        def shown(approach: Approach) -> bool:
            return approach.pattern is None and approach.outcome == outcome and min(_points(approach, 0)) == least

        return shown

    yield Side(STRONG, str(bands.strong), "", AT), shows(BOTH, bands.strong)
    yield Side(STRONG, str(bands.strong), "", BELOW), shows(EITHER, bands.strong - 1)


def _unanswered(bands: Bands) -> Iterator[tuple[Side, Shown]]:
    for cap in bands.unanswered:
        yield Side(UNANSWERED, str(cap.count), "", AT), _caps(cap)
        yield Side(UNANSWERED, str(cap.count), "", BELOW), _spares(cap)


def _caps(cap: UnansweredCap) -> Shown:
    def shown(approach: Approach) -> bool:
        others = [_level(other.most) for other in approach.caps if other.reason != "unanswered"]
        caps = approach.unanswered == cap.count and Cap("unanswered", cap.cap) in approach.caps
        return caps and all(level > _level(cap.cap) for level in others)

    return shown


def _spares(cap: UnansweredCap) -> Shown:
    def shown(approach: Approach) -> bool:
        return approach.unanswered == cap.count - 1 and _level(approach.certainty) > _level(cap.cap)

    return shown


def _level(certainty: str) -> int:
    return CERTAINTIES.index(certainty)

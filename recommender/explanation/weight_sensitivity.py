"""The sensitivity of an outcome to the weights of the questions.

An outcome that a pattern gives does not depend on the weights.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from recommender.core.decision import AHEAD, Approach
from recommender.core.model import RuleBase
from recommender.core.outcomes import EITHER
from recommender.explanation.reasons import Reason


@dataclass(frozen=True, slots=True)
class WeightRange:
    """The multiples of one question's weight that keep the outcome, with all other weights unchanged.

    1 is the present weight; `most` is None where there is no upper bound. At a bound itself the outcome may change.
    """

    question: str
    least: Fraction
    most: Fraction | None


@dataclass(frozen=True, slots=True)
class WeightSensitivity:
    """The sensitivity of an outcome to all weights together (`radius`), and to single weights (`ranges`).

    `radius` is the greatest p up to 1 such that the outcome is the same for all weights multiplied by factors strictly
    between 1 - p and 1 + p; None where no such factors change it for any p up to 1. `ranges` has the questions whose
    weight alone could change the outcome, in the rules' order.
    """

    radius: Fraction | None
    ranges: tuple[WeightRange, ...]


class _Bound(NamedTuple):
    """A linear bound on the totals: those of the two approaches, each times a factor, sum to `least` or more."""

    first: int
    second: int
    least: int

    def of(self, points: tuple[int, int]) -> int:
        """The left side of the bound for these totals, or for the points of a reason."""
        return self.first * points[0] + self.second * points[1]


@dataclass(frozen=True, slots=True)
class _Region:
    """The totals that meet one or two bounds, or, where `strict`, exceed the least of each."""

    bounds: tuple[_Bound, ...]
    strict: bool = False


def weight_sensitivity(rules: RuleBase, approach: Approach, reasons: Sequence[Reason]) -> WeightSensitivity:
    """The weight sensitivity of an approach with these reasons."""
    if approach.pattern is not None:
        return WeightSensitivity(None, ())
    elsewhere = list(_elsewhere(rules, approach.outcome))
    ranges = [_range(elsewhere, approach, reason) for reason in reasons]
    reached = [found for region in elsewhere if (found := _reach(region, approach, reasons)) is not None]
    return WeightSensitivity(min(reached, default=None), tuple(found for found in ranges if found.least or found.most))


def _elsewhere(rules: RuleBase, outcome: str) -> Iterator[_Region]:
    """The regions of totals with another outcome."""
    (first, second), bands = rules.approaches, rules.bands
    leads = {first: _Bound(1, -1, bands.leaning), second: _Bound(-1, 1, bands.leaning)}
    ahead = {
        first: (_Bound(1, -AHEAD, 0), _Bound(1, 0, AHEAD)),
        second: (_Bound(-AHEAD, 1, 0), _Bound(0, 1, AHEAD)),
    }
    if outcome in leads:
        yield from (_outside(leads[outcome], bound) for bound in ahead[outcome])
        return
    yield from (_Region((bound,)) for bound in leads.values())
    yield from (_Region(bounds) for bounds in ahead.values())
    strong = _Bound(1, 0, bands.strong), _Bound(0, 1, bands.strong)
    yield from [_Region(strong)] if outcome == EITHER else [_outside(bound) for bound in strong]


def _outside(*bounds: _Bound) -> _Region:
    """The totals that meet none of these bounds."""
    return _Region(tuple(_Bound(-bound.first, -bound.second, -bound.least) for bound in bounds), strict=True)


def _reach(region: _Region, approach: Approach, reasons: Sequence[Reason]) -> Fraction | None:
    """The least p up to 1 at which some weights within it have their totals in this region, or None.

    By linear programming duality, it is the greatest p that any combination of the region's bounds needs. Between
    combinations in which some reason's coefficient is zero it is monotonic, so these combinations are enough.
    """
    missing = [bound.least - bound.of(approach.points) for bound in region.bounds]
    moves = [[bound.of(reason.points) for reason in reasons] for bound in region.bounds]
    asked = []
    for combination in _combinations(moves):
        short = sum(part * value for part, value in zip(combination, missing, strict=True))
        moved = sum(
            abs(sum(part * move for part, move in zip(combination, of_reason, strict=True)))
            for of_reason in zip(*moves, strict=True)
        )
        asked.append((short, moved))
    if any(not moved and (short > 0 or (short == 0 and region.strict)) for short, moved in asked):
        return None
    most = max((Fraction(short, moved) for short, moved in asked if moved), default=Fraction(0))
    return max(most, Fraction(0)) if most <= 1 else None


def _combinations(moves: Sequence[Sequence[int]]) -> set[tuple[int, ...]]:
    """The coefficients of each bound alone, and those at which a reason with opposite effects on the two has none."""
    if len(moves) == 1:
        return {(1,)}
    return {(1, 0), (0, 1), *((abs(other), abs(one)) for one, other in zip(*moves, strict=True) if one * other < 0)}


def _range(elsewhere: Sequence[_Region], approach: Approach, reason: Reason) -> WeightRange:
    """The nearest multiples of one weight below and above 1 that have another outcome."""
    least, most = Fraction(0), None
    for region in elsewhere:
        found = _multiples(region, approach, reason)
        if found is None:
            continue
        low, high = found
        if low >= 1:
            most = low if most is None else min(most, low)
        else:
            least = max(least, high or least)
    return WeightRange(reason.question, least, most)


def _multiples(region: _Region, approach: Approach, reason: Reason) -> tuple[Fraction, Fraction | None] | None:
    """The multiples of one weight whose totals are in this region, or None where there are none."""
    low, high = Fraction(0), None
    for bound in region.bounds:
        move = bound.of(reason.points)
        rest = bound.least - bound.of(approach.points) + move
        if move > 0:
            low = max(low, Fraction(rest, move))
        elif move < 0:
            high = Fraction(rest, move) if high is None else min(high, Fraction(rest, move))
        elif rest > 0 or (rest == 0 and region.strict):
            return None
    if high is not None and (high < low or (high == low and region.strict)):
        return None
    return low, high

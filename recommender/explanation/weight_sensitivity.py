"""How far the weights of the questions could be moved before the outcome changes: how much depends on our judgement.

Where a pattern gives the outcome, weights play no part in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from recommender.core.decision import AHEAD, Approach
from recommender.core.model import Bands
from recommender.explanation.reasons import Reason


@dataclass(frozen=True, slots=True)
class WeightRange:
    """Between which multiples of its weight one question keeps the outcome, all others as they are.

    1 is the weight as it is; `most` is None where there is no upper end. At an end itself the outcome may change.
    """

    question: str
    least: Fraction
    most: Fraction | None


@dataclass(frozen=True, slots=True)
class WeightSensitivity:
    """How far the weights could be moved.

    `radius` is the greatest p up to 1 such that the outcome stays whatever each weight is multiplied with between
    1 - p and 1 + p, both left out; None where no weighting up to 1 changes it. `ranges` has each question by itself
    whose weight alone could change the outcome, in the rules' order.
    """

    radius: Fraction | None
    ranges: tuple[WeightRange, ...]


class _Bound(NamedTuple):
    """A bound on the totals: coaching and mentoring, each times a factor, come to `least` at least."""

    coaching: int
    mentoring: int
    least: int

    def of(self, coaching: int, mentoring: int) -> int:
        """What totals, or the points of a reason, come to on the left side of the bound."""
        return self.coaching * coaching + self.mentoring * mentoring


@dataclass(frozen=True, slots=True)
class _Region:
    """The totals that keep every one of one or two bounds; `strict`: and come to more than the least of each."""

    bounds: tuple[_Bound, ...]
    strict: bool = False


def weight_sensitivity(bands: Bands, approach: Approach, reasons: Sequence[Reason]) -> WeightSensitivity:
    """The weight sensitivity of an approach that rests on these reasons."""
    if approach.pattern is not None:
        return WeightSensitivity(None, ())
    elsewhere = list(_elsewhere(bands, approach.outcome))
    ranges = [_range(elsewhere, approach, reason) for reason in reasons]
    reached = [found for region in elsewhere if (found := _reach(region, approach, reasons)) is not None]
    return WeightSensitivity(min(reached, default=None), tuple(found for found in ranges if found.least or found.most))


def _elsewhere(bands: Bands, outcome: str) -> Iterator[_Region]:
    """The regions of totals that have another outcome."""
    leads = {"coaching": _Bound(1, -1, bands.leaning), "mentoring": _Bound(-1, 1, bands.leaning)}
    ahead = {
        "coaching": (_Bound(1, -AHEAD, 0), _Bound(1, 0, AHEAD)),
        "mentoring": (_Bound(-AHEAD, 1, 0), _Bound(0, 1, AHEAD)),
    }
    if outcome in leads:
        yield from (_outside(leads[outcome], bound) for bound in ahead[outcome])
        return
    yield from (_Region((bound,)) for bound in leads.values())
    yield from (_Region(bounds) for bounds in ahead.values())
    strong = _Bound(1, 0, bands.strong), _Bound(0, 1, bands.strong)
    yield from [_Region(strong)] if outcome == "either" else [_outside(bound) for bound in strong]


def _outside(*bounds: _Bound) -> _Region:
    """The totals that keep none of these bounds."""
    return _Region(tuple(_Bound(-bound.coaching, -bound.mentoring, -bound.least) for bound in bounds), strict=True)


def _reach(region: _Region, approach: Approach, reasons: Sequence[Reason]) -> Fraction | None:
    """The least p up to 1 at which some weighting within it has its totals in this region, or None.

    By the duality of linear programmes, that is the greatest p which any mixture of the region's bounds asks for.
    Between two mixtures at which some reason's part of it is zero, what is asked for runs one way: so these are enough.
    """
    missing = [bound.least - bound.of(approach.coaching, approach.mentoring) for bound in region.bounds]
    moves = [[bound.of(reason.coaching, reason.mentoring) for reason in reasons] for bound in region.bounds]
    asked = []
    for mixture in _mixtures(moves):
        short = sum(part * value for part, value in zip(mixture, missing, strict=True))
        moved = sum(
            abs(sum(part * move for part, move in zip(mixture, of_reason, strict=True)))
            for of_reason in zip(*moves, strict=True)
        )
        asked.append((short, moved))
    if any(not moved and (short > 0 or (short == 0 and region.strict)) for short, moved in asked):
        return None
    most = max((Fraction(short, moved) for short, moved in asked if moved), default=Fraction(0))
    return max(most, Fraction(0)) if most <= 1 else None


def _mixtures(moves: Sequence[Sequence[int]]) -> set[tuple[int, ...]]:
    """Each bound alone, and the two so mixed that a reason which moves them opposite ways does not move the mixture."""
    if len(moves) == 1:
        return {(1,)}
    return {(1, 0), (0, 1), *((abs(other), abs(one)) for one, other in zip(*moves, strict=True) if one * other < 0)}


def _range(elsewhere: Sequence[_Region], approach: Approach, reason: Reason) -> WeightRange:
    """The multiples of one weight below and above 1 that are nearest to it and lie in a region elsewhere."""
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
    """Between which multiples of one weight the totals lie in this region; None where they do at no multiple."""
    low, high = Fraction(0), None
    for bound in region.bounds:
        move = bound.of(reason.coaching, reason.mentoring)
        rest = bound.least - bound.of(approach.coaching - reason.coaching, approach.mentoring - reason.mentoring)
        if move > 0:
            low = max(low, Fraction(rest, move))
        elif move < 0:
            high = Fraction(rest, move) if high is None else min(high, Fraction(rest, move))
        elif rest > 0 or (rest == 0 and region.strict):
            return None
    if high is not None and (high < low or (high == low and region.strict)):
        return None
    return low, high

"""How far the weights of the questions could be moved before the outcome changes: how much hangs on our judgement.

Where a pattern gives the outcome, weights play no part in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from recommender.decide import Approach, approach_of
from recommender.model import NOT_SURE, Bands, Sheet
from recommender.reasons import Reason
from recommender.tally import Table, tally_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

WEIGHTINGS = 10_000
PER_MILLE = 250
SEED = 20_261_121
_WAY = {"coaching": 1, "mentoring": -1}


@dataclass(frozen=True, slots=True)
class WeightRange:
    """Between which multiples of its weight one question keeps the outcome, all others as they are.

    1 is the weight as it is; `most` is None where there is no upper end. At an end itself the outcome may change.
    """

    question: str
    least: Fraction
    most: Fraction | None


@dataclass(frozen=True, slots=True)
class Robustness:
    """How far the weights could be moved.

    `radius` is the greatest p up to 1 such that the outcome stays whatever each weight is multiplied with between
    1 - p and 1 + p, both left out; None where no weighting up to 1 changes it. `ranges` has each question by itself
    whose weight alone could change the outcome, in the rules' order.
    """

    radius: Fraction | None
    ranges: tuple[WeightRange, ...]


def robustness(bands: Bands, approach: Approach, reasons: Sequence[Reason]) -> Robustness:
    """The robustness of an approach that rests on these reasons."""
    if approach.pattern is not None:
        return Robustness(None, ())
    ranges = [_range(bands, approach, reason) for reason in reasons]
    return Robustness(_radius(bands, approach, reasons), tuple(found for found in ranges if found.least or found.most))


def _radius(bands: Bands, approach: Approach, reasons: Sequence[Reason]) -> Fraction | None:
    """Each condition of the outcome by itself: the p at which the worst weighting within it breaks the condition.

    The worst for the lead moves every reason to one side, so that it changes by p times the sum of their sizes. The
    worst for a total makes every weight least, so that it is multiplied with 1 - p; `either` ends where every weight is
    greatest and both totals come to be strong.
    """
    moves, lead = sum(abs(reason.lead) for reason in reasons), abs(approach.lead)
    totals = approach.coaching, approach.mentoring
    breaks = [Fraction(abs(lead - bands.leaning), moves)] if moves else []
    if approach.outcome == "both":
        breaks += [Fraction(total - bands.strong, total) for total in totals]
    if approach.outcome == "either" and all(totals):
        breaks.append(max(Fraction(bands.strong, total) - 1 for total in totals))
    return min((found for found in breaks if found <= 1), default=None)


def _range(bands: Bands, approach: Approach, reason: Reason) -> WeightRange:
    """Each condition of the outcome as slope times the multiple plus the rest, which has to be 0 or more."""
    rest = approach.lead - reason.lead
    conditions = [(way * reason.lead, bands.leaning + way * rest) for way in (1, -1)]  # the lead stays close
    if approach.outcome in _WAY:
        way = _WAY[approach.outcome]
        conditions = [(way * reason.lead, way * rest - bands.leaning)]
    points = ((reason.coaching, approach.coaching), (reason.mentoring, approach.mentoring))
    if approach.outcome == "both":
        conditions += [(own, total - own - bands.strong) for own, total in points]
    least = max([Fraction(0), *(Fraction(-free, slope) for slope, free in conditions if slope > 0)])
    ends = [Fraction(free, -slope) for slope, free in conditions if slope < 0]
    if approach.outcome == "either":
        ends += _both_strong(bands, points)
    return WeightRange(reason.question, least, min(ends, default=None))


def _both_strong(bands: Bands, points: Sequence[tuple[int, int]]) -> list[Fraction]:
    """The multiple from which on both totals are strong, if there is one; `points` are a reason's own and the total."""
    short = [(own, bands.strong - (total - own)) for own, total in points if total < bands.strong]
    return [max(Fraction(missing, own) for own, missing in short)] if all(own for own, _ in short) else []


def share_kept(table: Table, sheet: Sheet) -> Fraction:
    """Of 10,000 weightings, each weight moved by up to 25 % either way, the share that keep the outcome.

    The weightings come from a fixed seed, so that the same sheet always has the same share. Raises BadAnswer for an
    answer that the rules do not know.
    """
    import numpy as np

    approach = approach_of(table, tally_of(table, sheet))
    if approach.pattern is not None:
        return Fraction(1)
    tallies = [
        table.answers[question.id][sheet.answers.get(question.id, NOT_SURE)] for question in table.rules.questions
    ]
    factors, bands = _weightings(len(tallies)), table.rules.bands
    coaching, mentoring = (
        factors @ np.array([side.of(t) for t in tallies]) for side in (table.coaching, table.mentoring)
    )
    lead, leaning, strong = coaching - mentoring, 1000 * bands.leaning, 1000 * bands.strong
    close, both = abs(lead) < leaning, (coaching >= strong) & (mentoring >= strong)
    kept = {
        "coaching": lead >= leaning,
        "mentoring": -lead >= leaning,
        "both": close & both,
        "either": close & ~both,
    }[approach.outcome]
    return Fraction(int(kept.sum()), WEIGHTINGS)


@lru_cache(maxsize=8)
def _weightings(questions: int) -> "npt.NDArray[np.int64]":
    """A row for each weighting, with a factor for each question in thousandths: whole numbers keep the sums exact."""
    import numpy as np

    chance = np.random.Generator(np.random.PCG64(SEED))
    return chance.integers(1000 - PER_MILLE, 1000 + PER_MILLE, size=(WEIGHTINGS, questions), endpoint=True)

"""What the counts say: the share of each answer with its interval, once there are enough of them to say anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from recommender.core.model import CERTAINTIES
from web.services.fit_counts import ANSWERS, ASKED, FitCell, FitNumbers

FEWEST = 20
"""Below so many answers nothing is shown but that they are fewer."""

_95_PERCENT = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """How many gave an answer, and between which shares, from 0 to 1, the true one lies with 95 % confidence."""

    count: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FitRow:
    """One line: what is counted together, how many answered, and the share of each answer, by ANSWERS.

    Where fewer than FEWEST answered, both are None.
    """

    cell: FitCell
    total: int | None
    shares: Mapping[str, Share] | None


def fit_rows(numbers: FitNumbers) -> tuple[FitRow, ...]:
    """A line for all that was counted: the newest rules first, then by outcome, the surest first, then when asked."""
    return tuple(_row(cell, numbers[cell]) for cell in sorted(numbers, key=_place))


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of Wilson for a share of `count` in `total`, which is at least 1."""
    z, share = _95_PERCENT, count / total
    middle, spread = share + z * z / (2 * total), z * sqrt(share * (1 - share) / total + (z / (2 * total)) ** 2)
    return max(0.0, (middle - spread) / (1 + z * z / total)), min(1.0, (middle + spread) / (1 + z * z / total))


def _row(cell: FitCell, counts: Mapping[str, int]) -> FitRow:
    total = sum(counts.values())
    if total < FEWEST:
        return FitRow(cell, None, None)
    given = {answer: counts.get(answer, 0) for answer in ANSWERS}
    return FitRow(cell, total, {answer: Share(count, *wilson(count, total)) for answer, count in given.items()})


def _place(cell: FitCell) -> tuple[list[int], str, int, int]:
    newest_first = [-int(part) for part in cell.version.split(".")]
    return newest_first, cell.outcome, -CERTAINTIES.index(cell.certainty), ASKED.index(cell.asked)

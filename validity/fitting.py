"""The fit: whole points that agree best with published authors, as near to research as that allows.

An integer linear programme, solved by HiGHS. A case whose author says coaching asks for a lead of at least MARGIN
toward coaching, and so for mentoring; what is missing is its loss. The sum of all losses, weighed so that a site
counts once however many cases it has, and a price for each point that is moved away from where research puts it, is
made as small as can be. HiGHS also gives a bound below which no points could come, so that the answer is certified.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from recommender import RuleBase
from recommender.core.model import APPROACHES, MOST_POINTS, Question
from validity.cases import Reading
from validity.research import Points

MARGIN: Mapping[str, int] = {"strict": 3, "likely": 6}
"""The lead that is asked for: a text answers some of the questions, and a person all of them."""

POINT_PRICE = 0.2
"""What moving a point costs, in sites: published practice has to be worth so much to outvote research."""

_Row = dict[int, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """Points, what they cost in all (in sites), and the bound below which no points could come."""

    points: Points
    cost: float
    bound: float

    @property
    def gap(self) -> float:
        """How much less the cost could be at the very best, as a share of it."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def fit(rules: RuleBase, research: Points, readings: Mapping[str, Sequence[Reading]], *, seconds: float = 60) -> Fit:
    """The points that fit these readings (by reading: strict and likely) best, found within a number of seconds."""
    programme = _Programme(rules, research)
    for name, some in readings.items():
        counted = [reading for reading in some if reading.case.verdict in APPROACHES and not reading.case.contested]
        for reading, weight in zip(counted, weights_of(counted), strict=True):
            programme.ask_for_lead(reading, MARGIN[name], weight / len(readings))
    return programme.solved(seconds)


def weights_of(readings: Sequence[Reading]) -> list[float]:
    """How much each counts: the cases of a site share what one counts, and a weak case counts half its share."""
    cases = Counter(reading.case.site for reading in readings)
    return [(0.5 if reading.case.weak else 1.0) / cases[reading.case.site] for reading in readings]


def with_points(rules: RuleBase, points: Points) -> RuleBase:
    """The rules with these points in place of their own, and each question's weight 1."""

    def pointed(question: Question) -> Question:
        options = [(option, points[question.id][option.id]) for option in question.options]
        changed = tuple(replace(option, coaching=c, mentoring=m) for option, (c, m) in options)
        return replace(question, weight=1, options=changed)

    return replace(rules, questions=tuple(map(pointed, rules.questions)))


class _Programme:
    """The programme as it is put together.

    Its variables are each option's points to each side, then how far each was moved, then the loss of each case.
    """

    def __init__(self, rules: RuleBase, research: Points) -> None:
        self._rules = rules
        names = [
            (question.id, option.id, side)
            for question in rules.questions
            for option in question.options
            for side in (0, 1)
        ]
        self._place = {name: place for place, name in enumerate(names)}
        self._start = [research[question][option][side] for question, option, side in names]
        self._rows: list[_Row] = []
        self._least: list[float] = []
        self._losses: list[float] = []
        for place, start in enumerate(self._start):
            moved = len(names) + place
            self._at_least({moved: 1, place: -1}, -start)
            self._at_least({moved: 1, place: 1}, start)
        for question in rules.questions:
            self._keep_order(question)

    def ask_for_lead(self, reading: Reading, margin: int, weight: float) -> None:
        """A lead of so much toward the author's side, or a loss for what is missing."""
        sign = 1 if reading.case.verdict == APPROACHES[0] else -1
        row: _Row = {2 * len(self._start) + len(self._losses): 1}
        for question, option in reading.sheet.answers.items():
            row |= self._lead(question, option, sign)
        self._at_least(row, margin)
        self._losses.append(weight / margin)

    def solved(self, seconds: float) -> Fit:
        """The points of least cost."""
        count, losses = len(self._start), len(self._losses)
        cells = [(number, place, value) for number, row in enumerate(self._rows) for place, value in row.items()]
        rows, places, values = zip(*cells, strict=True)
        matrix = coo_array((values, (rows, places)), shape=(len(self._rows), 2 * count + losses)).tocsr()
        most = [MOST_POINTS if start else 0 for start in self._start]
        result = milp(
            c=[0.0] * count + [POINT_PRICE] * count + self._losses,
            constraints=LinearConstraint(matrix, lb=self._least),
            bounds=Bounds(0, [*most, *([np.inf] * (count + losses))]),
            integrality=[1] * count + [0] * (count + losses),
            options={"time_limit": seconds},
        )
        found = {name: round(result.x[place]) for name, place in self._place.items()}
        points = {
            question.id: {
                option.id: (found[question.id, option.id, 0], found[question.id, option.id, 1])
                for option in question.options
            }
            for question in self._rules.questions
        }
        return Fit(points, float(result.fun), float(result.mip_dual_bound))

    def _lead(self, question: str, option: str, sign: int) -> _Row:
        return {self._place[question, option, 0]: sign, self._place[question, option, 1]: -sign}

    def _keep_order(self, question: Question) -> None:
        """Ordered options keep the way their leads start; a second answer never counts for more than the first."""
        ids = [option.id for option in question.options]
        first, last = (self._start_lead(question.id, option) for option in (ids[0], ids[-1]))
        if question.ordered and first != last:
            sign = 1 if last > first else -1
            for one, other in zip(ids, ids[1:], strict=False):
                self._at_least({**self._lead(question.id, other, sign), **self._lead(question.id, one, -sign)}, 0)
        if question.second_of:
            for option in self._rules.question[question.second_of].options:
                for side in (0, 1):
                    more, less = (self._place[name, option.id, side] for name in (question.second_of, question.id))
                    self._at_least({more: 1, less: -1}, 0)

    def _start_lead(self, question: str, option: str) -> int:
        coaching, mentoring = (self._start[self._place[question, option, side]] for side in (0, 1))
        return coaching - mentoring

    def _at_least(self, row: _Row, least: float) -> None:
        self._rows.append(row)
        self._least.append(least)

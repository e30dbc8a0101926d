"""The fit: integer points that agree best with published authors, regularised toward research.

An integer linear programme, solved by HiGHS. A case whose author advises one approach requires a lead of at least
MARGIN toward it; the shortfall is its hinge loss. The programme minimises the sum of all
losses, weighted so that each site counts once, plus a penalty for each point moved away from research. HiGHS also gives
a lower bound of the cost, which certifies the optimum.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from recommender import RuleBase
from recommender.core.model import MOST_POINTS, Question
from validity.cases import Reading
from validity.research import Points

MARGIN: Mapping[str, int] = {"strict": 3, "likely": 6}
"""The required lead: a text answers some of the questions, and a person all of them."""

POINT_PRICE = 0.2
"""The penalty for moving a point, in sites: how much published practice it takes to overrule research."""

_Row = dict[int, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """Points, their total cost in sites, and a lower bound of the cost."""

    points: Points
    cost: float
    bound: float

    @property
    def gap(self) -> float:
        """The relative optimality gap."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def fit(rules: RuleBase, research: Points, readings: Mapping[str, Sequence[Reading]], *, seconds: float = 60) -> Fit:
    """The best points for these readings (strict and likely), within a time limit."""
    programme = _Programme(rules, research)
    for name, some in readings.items():
        uncontested = (reading for reading in some if not reading.case.contested)
        counted = [reading for reading in uncontested if reading.case.verdict in rules.approaches]
        for reading, weight in zip(counted, weights_of(counted), strict=True):
            programme.require_lead(reading, MARGIN[name], weight / len(readings))
    return programme.solved(seconds)


def weights_of(readings: Sequence[Reading]) -> list[float]:
    """The weights of the readings: the cases of a site share a weight of 1, and a weak case has half its share."""
    cases = Counter(reading.case.site for reading in readings)
    return [(0.5 if reading.case.weak else 1.0) / cases[reading.case.site] for reading in readings]


def with_points(rules: RuleBase, points: Points) -> RuleBase:
    """The rules with these points and all weights 1."""

    def pointed(question: Question) -> Question:
        options = tuple(replace(option, points=points[question.id][option.id]) for option in question.options)
        return replace(question, weight=1, options=options)

    return replace(rules, questions=tuple(map(pointed, rules.questions)))


class _Programme:
    """The integer linear programme.

    Its variables are the points of each option to each side, then how far each is moved, then the loss of each case.
    """

    def __init__(self, rules: RuleBase, research: Points) -> None:
        self._rules = rules
        names = [
            (question.id, option.id, side)
            for question in rules.questions
            for option in question.options
            for side in (0, 1)
        ]
        self._index = {name: index for index, name in enumerate(names)}
        self._start = [research[question][option][side] for question, option, side in names]
        self._rows: list[_Row] = []
        self._least: list[float] = []
        self._losses: list[float] = []
        for index, start in enumerate(self._start):
            moved = len(names) + index
            self._at_least({moved: 1, index: -1}, -start)
            self._at_least({moved: 1, index: 1}, start)
        for question in rules.questions:
            self._keep_order(question)

    def require_lead(self, reading: Reading, margin: int, weight: float) -> None:
        """Require a lead of `margin` toward the author's side, with the shortfall as a loss."""
        sign = 1 if reading.case.verdict == self._rules.approaches[0] else -1
        row: _Row = {2 * len(self._start) + len(self._losses): 1}
        for question, option in reading.sheet.answers.items():
            row |= self._lead(question, option, sign)
        self._at_least(row, margin)
        self._losses.append(weight / margin)

    def solved(self, seconds: float) -> Fit:
        """The points of least cost."""
        count, losses = len(self._start), len(self._losses)
        cells = [(number, index, value) for number, row in enumerate(self._rows) for index, value in row.items()]
        rows, columns, values = zip(*cells, strict=True)
        matrix = coo_array((values, (rows, columns)), shape=(len(self._rows), 2 * count + losses)).tocsr()
        most = [MOST_POINTS if start else 0 for start in self._start]
        result = milp(
            c=[0.0] * count + [POINT_PRICE] * count + self._losses,
            constraints=LinearConstraint(matrix, lb=self._least),
            bounds=Bounds(0, [*most, *([np.inf] * (count + losses))]),
            integrality=[1] * count + [0] * (count + losses),
            options={"time_limit": seconds},
        )
        found = {name: round(result.x[index]) for name, index in self._index.items()}
        points = {
            question.id: {
                option.id: (found[question.id, option.id, 0], found[question.id, option.id, 1])
                for option in question.options
            }
            for question in self._rules.questions
        }
        return Fit(points, float(result.fun), float(result.mip_dual_bound))

    def _lead(self, question: str, option: str, sign: int) -> _Row:
        return {self._index[question, option, 0]: sign, self._index[question, option, 1]: -sign}

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
                    more, less = (self._index[name, option.id, side] for name in (question.second_of, question.id))
                    self._at_least({more: 1, less: -1}, 0)

    def _start_lead(self, question: str, option: str) -> int:
        toward_first, toward_second = (self._start[self._index[question, option, side]] for side in (0, 1))
        return toward_first - toward_second

    def _at_least(self, row: _Row, least: float) -> None:
        self._rows.append(row)
        self._least.append(least)

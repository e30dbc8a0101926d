"""The fit: whole points that agree best with published authors, within what research allows.

An integer linear programme, solved by HiGHS. A case whose author says coaching asks for a lead of at least MARGIN
toward coaching, and so for mentoring; what is missing is its loss. The sum of all losses, each weighed so that a site
counts once however many cases it has, and a price for each point, is made as small as can be. The programme is exact:
HiGHS also gives a bound below which no points could come.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from recommender import RuleBase
from recommender.model import APPROACHES, Question
from validity.cases import Reading

MOST_POINTS = 3
MARGIN: Mapping[str, int] = {"strict": 3, "likely": 6}
"""The lead that is asked for: a text answers some of the questions, and a person all of them."""

POINT_PRICE = 0.1
"""What a point costs, in sites: one has to bring at least so much."""

Research = Mapping[str, Mapping[str, str]]
"""What each option may speak for, by question and option: an approach, `both` or `neither`."""

Points = Mapping[str, Mapping[str, tuple[int, int]]]
"""The coaching and mentoring points of each option, by question and option."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Points, the loss that they come to (in sites), and the bound below which no points could come."""

    points: Points
    loss: float
    bound: float

    @property
    def gap(self) -> float:
        """How much less the loss could be at the very best, as a share of it."""
        return (self.loss - self.bound) / self.loss if self.loss else 0.0


def fit(
    rules: RuleBase, research: Research, readings: Mapping[str, Sequence[Reading]], *, seconds: float, price: float = POINT_PRICE
) -> Fit:
    """The points that fit these readings (by reading: strict and likely) best, found within a number of seconds."""
    programme = _Programme(rules, research)
    for name, some in readings.items():
        counted = [reading for reading in some if reading.case.verdict in APPROACHES and not reading.case.contested]
        weights = weights_of(counted)
        for reading, weight in zip(counted, weights, strict=True):
            programme.ask_for_lead(reading, MARGIN[name], weight / len(readings))
    return programme.solved(seconds, price)


def weights_of(readings: Sequence[Reading]) -> list[float]:
    """How much each counts: the cases of a site share what one counts, and a weak case counts half its share."""
    cases = Counter(reading.case.site for reading in readings)
    return [(0.5 if reading.case.weak else 1.0) / cases[reading.case.site] for reading in readings]


def with_points(rules: RuleBase, points: Points) -> RuleBase:
    """The rules with these points in place of their own, each question's weight 1."""

    def pointed(question: Question) -> Question:
        options = [(option, points[question.id][option.id]) for option in question.options]
        return replace(
            question,
            weight=1,
            options=tuple(replace(option, coaching=c, mentoring=m) for option, (c, m) in options),
        )

    return replace(rules, questions=tuple(map(pointed, rules.questions)), digest="")


class _Programme:
    """The programme as it is put together: a variable for each option's points to each side, and one for each loss."""

    def __init__(self, rules: RuleBase, research: Research) -> None:
        self._rules = rules
        names = [(q.id, option.id, side) for q in rules.questions for option in q.options for side in APPROACHES]
        self._place = {name: place for place, name in enumerate(names)}
        allowed = [research[question][option] in (side, "both") for question, option, side in names]
        self._most = [MOST_POINTS if may else 0 for may in allowed]
        self._rows: list[dict[int, float]] = []
        self._least: list[float] = []
        self._losses: list[float] = []
        for question in rules.questions:
            self._keep_order(question)

    def _lead(self, question: str, option: str, sign: int = 1) -> dict[int, float]:
        coaching, mentoring = (self._place[question, option, side] for side in APPROACHES)
        return {coaching: sign, mentoring: -sign}

    def _keep_order(self, question: Question) -> None:
        """Along ordered options the lead runs one way; and a second answer never counts for more than the first."""
        if question.ordered:
            ids = [option.id for option in question.options]
            sign = TOWARD[question.id]
            for one, other in zip(ids, ids[1:], strict=False):
                self._at_least({**self._lead(question.id, other, sign), **self._lead(question.id, one, -sign)}, 0)
        if question.second_of:
            first = self._rules.question[question.second_of]
            for option in first.options:
                for side in APPROACHES:
                    one = self._place[first.id, option.id, side]
                    self._at_least({one: 1, self._place[question.id, option.id, side]: -1}, 0)

    def _at_least(self, row: Mapping[int, float], least: float) -> None:
        self._rows.append(dict(row))
        self._least.append(least)

    def ask_for_lead(self, reading: Reading, margin: int, weight: float) -> None:
        """A lead of so much toward the author's side, or a loss for what is missing."""
        sign = 1 if reading.case.verdict == APPROACHES[0] else -1
        row: dict[int, float] = {}
        for question, option in reading.sheet.answers.items():
            row |= self._lead(question, option, sign)
        row[len(self._place) + len(self._losses)] = 1
        self._at_least(row, margin)
        self._losses.append(weight / margin)

    def solved(self, seconds: float, price: float) -> Fit:
        count = len(self._place) + len(self._losses)
        cells = [(number, place, value) for number, row in enumerate(self._rows) for place, value in row.items()]
        rows, places, values = zip(*cells, strict=True)
        matrix = coo_array((values, (rows, places)), shape=(len(self._rows), count)).tocsr()
        result = milp(
            c=[price / MOST_POINTS] * len(self._place) + self._losses,
            constraints=LinearConstraint(matrix, lb=self._least),
            bounds=Bounds(0, [*self._most, *([np.inf] * len(self._losses))]),
            integrality=[1] * len(self._place) + [0] * len(self._losses),
            options={"time_limit": seconds, "mip_rel_gap": 0.005},
        )
        found = [round(value) for value in result.x[: len(self._place)]]
        points: dict[str, dict[str, tuple[int, int]]] = {}
        for question in self._rules.questions:
            points[question.id] = {
                option.id: (
                    found[self._place[question.id, option.id, "coaching"]],
                    found[self._place[question.id, option.id, "mentoring"]],
                )
                for option in question.options
            }
        return Fit(points, float(result.fun), float(result.mip_dual_bound))


TOWARD: Mapping[str, int] = {"experience": 1, "expertise": 1, "ideas": 1, "readiness": 1, "format": -1, "basis": 1}
"""Which way an ordered question's options run: 1 toward coaching, -1 toward mentoring."""

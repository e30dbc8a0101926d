"""Agreement: how often the guide names what an author advises, on sites that the points were not fitted to."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recommender import RuleBase, Table, decide, tabulate, tally_of
from recommender.content.situations import SOMETHING_ELSE, as_verdict
from validity.cases import READINGS, Published, Reading
from validity.fitting import fit, with_points
from validity.research import Points

FOLDS = 10
RESAMPLES = 2_000
SEED = 20_261_128

BLENDS = ("both", "mentoring-then-coaching")
"""Verdicts that each name some of both, and count as one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading, and what the guide says of it: the outcome, and how sure (None: not scored)."""

    reading: Reading
    outcome: str
    certainty: str | None

    @property
    def verdict(self) -> str:
        """The author's verdict, blends as one."""
        return _as_one(self.reading.case.verdict)

    @property
    def said(self) -> str:
        """The outcome as an author would give it, blends as one; `either` is one that no author gives."""
        return _as_one(as_verdict(self.outcome))

    @property
    def agrees(self) -> bool:
        return self.said == self.verdict


@dataclass(frozen=True, slots=True)
class Share:
    """Of how many something is true, how many there are, and an interval that 95 of 100 resamples of sites lie in."""

    true: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.true / self.of if self.of else 0.0


def _as_one(verdict: str) -> str:
    return BLENDS[0] if verdict in BLENDS else verdict


def folds(sites: Sequence[str], count: int = FOLDS) -> list[frozenset[str]]:
    """The sites in so many groups, drawn once from a fixed seed."""
    drawn = random.Random(SEED).sample(list(sites), len(sites))
    return [frozenset(drawn[number::count]) for number in range(count)]


def judge(table: Table, readings: Iterable[Reading]) -> list[Judged]:
    """What the guide says of each."""
    decided = ((reading, decide(table, tally_of(table, reading.sheet))) for reading in readings)
    return [Judged(reading, decision.outcome, decision.certainty) for reading, decision in decided]


def cross_validated(
    rules: RuleBase, research: Points, published: Published, *, count: int = FOLDS
) -> Mapping[str, list[Judged]]:
    """By reading, every case as judged with points that were fitted without any case of its site."""
    judged: dict[str, list[Judged]] = {reading: [] for reading in READINGS}
    for held_out in folds(published.sites, count):
        kept = {name: [r for r in published.readings(name) if r.case.site not in held_out] for name in judged}
        table = tabulate(with_points(rules, fit(rules, research, kept).points))
        for name, found in judged.items():
            found += judge(table, (r for r in published.readings(name) if r.case.site in held_out))
    return judged


def share(judged: Sequence[Judged], of: Callable[[Judged], bool], true: Callable[[Judged], bool]) -> Share:
    """Of those that `of` picks, the share for which it is true, with its interval by resampling sites."""
    counts: dict[str, tuple[int, int]] = {}
    for one in filter(of, judged):
        hits, cases = counts.get(one.reading.case.site, (0, 0))
        counts[one.reading.case.site] = (hits + true(one), cases + 1)
    hits, cases = (sum(column) for column in zip(*counts.values(), strict=True)) if counts else (0, 0)
    low, high = _interval(list(counts.values()))
    return Share(hits, cases, low, high)


def _interval(by_site: Sequence[tuple[int, int]]) -> tuple[float, float]:
    if not by_site:
        return 0.0, 0.0
    chance, shares = random.Random(SEED), []
    for _ in range(RESAMPLES):
        drawn = chance.choices(by_site, k=len(by_site))
        shares.append(sum(hits for hits, _ in drawn) / sum(cases for _, cases in drawn))
    shares.sort()
    return shares[round(0.025 * RESAMPLES)], shares[round(0.975 * RESAMPLES) - 1]


def found_first(judged: Judged) -> bool:
    """Whether the author says that something else comes first."""
    return judged.verdict == SOMETHING_ELSE


def says_first(judged: Judged) -> bool:
    """Whether the guide says so."""
    return judged.said == SOMETHING_ELSE

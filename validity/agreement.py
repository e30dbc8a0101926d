"""Agreement of the guide with published authors, cross-validated by site."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from recommender import RuleBase, Table, decide, tabulate, tally_of
from recommender.content.situations import SOMETHING_ELSE, as_verdict, blends_as_one
from validity.cases import READINGS, Published, Reading
from validity.fitting import fit, with_points
from validity.research import Points

FOLDS = 10
RESAMPLES = 2_000
SEED = 20_261_128


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with the guide's outcome and certainty (None where nothing is scored) under these rules."""

    rules: RuleBase
    reading: Reading
    outcome: str
    certainty: str | None

    @property
    def verdict(self) -> str:
        """The author's verdict, with blends as one."""
        return blends_as_one(self.rules, self.reading.case.verdict)

    @property
    def said(self) -> str:
        """The outcome as a verdict, with blends as one. No author gives `either`."""
        return blends_as_one(self.rules, as_verdict(self.rules, self.outcome))

    @property
    def agrees(self) -> bool:
        return self.said == self.verdict


@dataclass(frozen=True, slots=True)
class Share:
    """A count, its total, and the 95 % bootstrap interval of the share, by resampling sites."""

    true: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.true / self.of if self.of else 0.0


def folds(sites: Sequence[str], count: int = FOLDS) -> list[frozenset[str]]:
    """A random partition of the sites with a fixed seed."""
    drawn = random.Random(SEED).sample(list(sites), len(sites))
    return [frozenset(drawn[number::count]) for number in range(count)]


def judge(table: Table, readings: Iterable[Reading]) -> list[Judged]:
    """The readings with the guide's results."""
    decided = ((reading, decide(table, tally_of(table, reading.sheet))) for reading in readings)
    return [Judged(table.rules, reading, decision.outcome, decision.certainty) for reading, decision in decided]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """The rules with points that were fitted without some sites."""

    sites: frozenset[str]
    table: Table


def held_out(rules: RuleBase, research: Points, published: Published, *, count: int = FOLDS) -> list[HeldOut]:
    """The rules fitted without each group of sites in turn, from the first reader's sheets."""
    found = []
    for sites in folds(published.sites, count):
        kept = {name: [r for r in published.readings(name) if r.case.site not in sites] for name in READINGS}
        found.append(HeldOut(sites, tabulate(with_points(rules, fit(rules, research, kept).points))))
    return found


def cross_validated(fitted: Sequence[HeldOut], published: Published, reader: str) -> dict[str, list[Judged]]:
    """All cases of a reader by reading, each judged with points that were fitted without its site."""
    return {
        name: [
            one
            for group in fitted
            for one in judge(group.table, (r for r in published.readings(name, reader) if r.case.site in group.sites))
        ]
        for name in READINGS
    }


def share(judged: Sequence[Judged], of: Callable[[Judged], bool], true: Callable[[Judged], bool]) -> Share:
    """The share of those in `of` for which `true` holds, with its interval."""
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
    rng, shares = random.Random(SEED), []
    for _ in range(RESAMPLES):
        drawn = rng.choices(by_site, k=len(by_site))
        shares.append(sum(hits for hits, _ in drawn) / sum(cases for _, cases in drawn))
    shares.sort()
    return shares[round(0.025 * RESAMPLES)], shares[round(0.975 * RESAMPLES) - 1]


def found_first(judged: Judged) -> bool:
    """Whether the author says that something else comes first."""
    return judged.verdict == SOMETHING_ELSE


def says_first(judged: Judged) -> bool:
    """Whether the guide says that something else comes first."""
    return judged.said == SOMETHING_ELSE

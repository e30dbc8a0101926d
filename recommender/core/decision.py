"""The decision: from the sum of a sheet's tallies to an outcome and its certainty.

The order of precedence is fixed: a gate (something else comes first), then the first pattern with an outcome that
holds, then the band of the lead.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from recommender.core.errors import InvalidAnswer
from recommender.core.model import CERTAINTIES, AnswerSheet, RuleBase
from recommender.core.outcomes import BOTH, EITHER
from recommender.core.tally import Table, tally_of

AHEAD = 2
"""The least ratio of one side's points to the other's at which a close lead still names that side."""


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit on the certainty, and its reason: a pattern's id, `unanswered`, `against` or `provisional`."""

    reason: str
    most: str


@dataclass(frozen=True, slots=True)
class Approach:
    """What the answers point to, without screening. `pattern` gives the outcome, or, where it is None, the band does.

    `points` are the totals of the two approaches. `lead` is the first less the second, and `band` is its size: clear,
    leaning or close. `certainty` has the `caps` applied.
    """

    outcome: str
    certainty: str
    band: str
    caps: tuple[Cap, ...]
    pattern: str | None
    points: tuple[int, int]
    unanswered: int

    @property
    def lead(self) -> int:
        return self.points[0] - self.points[1]


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of a sheet. `gates` are those flagged, or, if any stop, only these; `patterns` are all that hold.

    Where a gate stops, nothing is scored and there is no approach. A provisional gate gives the outcome, and keeps the
    approach that would follow, at the lowest certainty.
    """

    outcome: str
    approach: Approach | None
    gates: tuple[str, ...]
    patterns: tuple[str, ...]

    @property
    def certainty(self) -> str | None:
        """One of CERTAINTIES, or None where nothing was scored."""
        return self.approach.certainty if self.approach else None

    @property
    def provisional(self) -> bool:
        """Whether there is a result that waits for something else."""
        return bool(self.gates) and self.approach is not None


def decide(table: Table, tally: int) -> Decision:
    """The decision for the sum of a sheet's tallies."""
    flagged = [gate for gate, mask in zip(table.rules.gates, table.gates, strict=True) if mask.holds(tally)]
    stops = [gate for gate in flagged if gate.stops]
    if stops:
        return Decision(stops[0].outcome, None, tuple(gate.id for gate in stops), ())
    approach = approach_of(table, tally)
    held = tuple(mask.id for mask in table.patterns if mask.holds(tally))
    if not flagged:
        return Decision(approach.outcome, approach, (), held)
    on_hold = replace(approach, certainty="provisional", caps=(*approach.caps, Cap("provisional", "provisional")))
    return Decision(flagged[0].outcome, on_hold, tuple(gate.id for gate in flagged), held)


def decision_if_accepted(table: Table, sheet: AnswerSheet) -> Decision | None:
    """The decision on a sheet, or None where these rules do not accept its answers."""
    try:
        return decide(table, tally_of(table, sheet))
    except InvalidAnswer:
        return None


def approach_of(table: Table, tally: int) -> Approach:
    """What the answers point to, without screening: the fast path for one sheet, and for many variants of it."""
    missing, decisive = ~tally, None
    for line, number in table.deciding:
        if not line & missing:
            decisive = number
            break
    return _settled(table, decisive, tally & table.settling)


@lru_cache(maxsize=1 << 16)
def _settled(table: Table, decisive: int | None, tally: int) -> Approach:
    capping = tuple(dict.fromkeys(number for line, number in table.capping if tally & line == line))
    return settle(table, decisive, capping, table.points_of(tally), table.unanswered.of(tally))


@lru_cache(maxsize=1 << 16)
def settle(
    table: Table, decisive: int | None, capping: tuple[int, ...], points: tuple[int, int], unanswered: int
) -> Approach:
    """The approach for these totals, where the pattern `decisive` gives the outcome and those in `capping` hold.

    Patterns are given by their index in the rules.
    """
    rules, bands, patterns = table.rules, table.rules.bands, table.rules.patterns
    outcome, band = band_of(rules, *points)
    from_points = band
    caps = [Cap(patterns[number].id, patterns[number].cap or "clear") for number in capping]
    if decisive is not None:
        pattern = patterns[decisive]
        outcome = pattern.outcome or outcome
        caps.append(Cap(pattern.id, pattern.certainty or "clear"))
        if outcome not in rules.approaches:
            from_points = "clear"  # the points are neither for nor against it
        elif _lead_of(rules, outcome, points) < bands.leaning:
            caps.append(Cap("against", "close"))
    caps += [Cap("unanswered", cap.cap) for cap in bands.unanswered if unanswered >= cap.count]
    certainty = min([from_points, *(cap.most for cap in caps)], key=CERTAINTIES.index)
    decided_by = None if decisive is None else patterns[decisive].id
    binding = _binding(caps, from_points)
    return Approach(outcome, certainty, band, binding, decided_by, points, unanswered)


def _binding(caps: list[Cap], certainty: str) -> tuple[Cap, ...]:
    """The caps below the certainty without any cap; of each reason, only the tightest."""
    tightest = {cap.reason: cap for cap in sorted(caps, key=lambda cap: -CERTAINTIES.index(cap.most))}
    return tuple(cap for cap in tightest.values() if CERTAINTIES.index(cap.most) < CERTAINTIES.index(certainty))


def _lead_of(rules: RuleBase, approach: str, points: tuple[int, int]) -> int:
    """How far this approach is ahead of the other."""
    lead = points[0] - points[1]
    return lead if approach == rules.approaches[0] else -lead


def band_of(rules: RuleBase, first: int, second: int) -> tuple[str, str]:
    """The outcome and the band that the points alone give, from the totals of the first and the second approach.

    A close lead still names the side ahead where that has at least AHEAD times the points of the other, and at least
    AHEAD points, so that a few answers that agree are not a draw.
    """
    lead, bands = first - second, rules.bands
    ahead = rules.approaches[lead <= 0]
    if abs(lead) >= bands.leaning:
        return ahead, "clear" if abs(lead) >= bands.clear else "leaning"
    less, more = sorted((first, second))
    if more >= AHEAD * max(less, 1):
        return ahead, "close"
    return (BOTH if less >= bands.strong else EITHER), "close"

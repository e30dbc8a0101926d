"""The decision: from the sum of a sheet's tallies to an outcome and how sure one can be of it.

The order is the same for everybody: a gate (something else comes first), then the first pattern with an outcome that
holds, then the band of the lead.
"""

from dataclasses import dataclass

from recommender.model import CERTAINTIES, Gate, Pattern
from recommender.tally import Table

_SIDE = {"coaching": 1, "mentoring": -1}


@dataclass(frozen=True, slots=True)
class Cap:
    """What keeps a result from being surer, and the most it allows.

    The reason is a pattern's id, or `unanswered`, `against` or `provisional`.
    """

    reason: str
    most: str


@dataclass(frozen=True, slots=True)
class Approach:
    """What the answers point to, screening left aside. `pattern` gave the outcome; where it is None, the band did.

    `lead` is the coaching total less the mentoring total, and `band` what the rules call a lead of that size: clear,
    leaning or close. `certainty` has the `caps` applied already.
    """

    outcome: str
    certainty: str
    band: str
    caps: tuple[Cap, ...]
    pattern: str | None
    coaching: int
    mentoring: int
    unanswered: int

    @property
    def lead(self) -> int:
        return self.coaching - self.mentoring


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of a sheet. `gates` are those ticked, or, where some stop, only those; `patterns` all that hold.

    A gate that stops leaves no approach: nothing is scored. A provisional gate gives the outcome, and keeps the
    approach that would follow, at the lowest certainty.
    """

    outcome: str
    approach: Approach | None
    gates: tuple[str, ...]
    patterns: tuple[str, ...]

    @property
    def certainty(self) -> str | None:
        """How sure: one of CERTAINTIES, or None where nothing was scored."""
        return self.approach.certainty if self.approach else None

    @property
    def provisional(self) -> bool:
        """Whether there is a result that has to wait for something else."""
        return bool(self.gates) and self.approach is not None


def decide(table: Table, tally: int) -> Decision:
    """The decision for the sum of a sheet's tallies."""
    ticked = [gate for gate, mask in zip(table.rules.gates, table.gates, strict=True) if mask.holds(tally)]
    stops = _that_stop(ticked)
    if stops:
        return Decision(stops[0].outcome, None, tuple(gate.id for gate in stops), ())
    held = tuple(p for p, mask in zip(table.rules.patterns, table.patterns, strict=True) if mask.holds(tally))
    approach = _approach(table, tally, held, waits=bool(ticked))
    outcome = ticked[0].outcome if ticked else approach.outcome
    return Decision(outcome, approach, tuple(gate.id for gate in ticked), tuple(pattern.id for pattern in held))


def _that_stop(ticked: list[Gate]) -> list[Gate]:
    """The gates that stop. Beside one that is ticked for safety or health, agreement is not the thing to talk of."""
    stops = [gate for gate in ticked if gate.stops]
    return [gate for gate in stops if not gate.agreement] or stops


def approach_outcome(table: Table, tally: int) -> str:
    """The outcome alone, screening left aside: the quick way, for trying many sheets."""
    for pattern, mask in zip(table.rules.patterns, table.patterns, strict=True):
        if pattern.outcome and mask.holds(tally):
            return pattern.outcome
    return _band(table, table.coaching.of(tally), table.mentoring.of(tally))[0]


def _approach(table: Table, tally: int, held: tuple[Pattern, ...], *, waits: bool) -> Approach:
    coaching, mentoring, unanswered = (f.of(tally) for f in (table.coaching, table.mentoring, table.unanswered))
    outcome, band = _band(table, coaching, mentoring)
    decisive = next((pattern for pattern in held if pattern.outcome), None)
    outcome = decisive.outcome if decisive and decisive.outcome else outcome
    from_points = band if decisive is None or outcome in _SIDE else "clear"
    caps = [Cap(pattern.id, pattern.cap) for pattern in held if pattern.cap]
    if decisive and decisive.certainty:
        caps.append(Cap(decisive.id, decisive.certainty))
        if outcome in _SIDE and (coaching - mentoring) * _SIDE[outcome] < table.rules.bands.leaning:
            caps.append(Cap("against", "close"))
    caps += [Cap("unanswered", cap.cap) for cap in table.rules.bands.unanswered if unanswered >= cap.count]
    caps += [Cap("provisional", "provisional")] if waits else []
    certainty = min([from_points, *(cap.most for cap in caps)], key=CERTAINTIES.index)
    pattern = decisive.id if decisive else None
    return Approach(outcome, certainty, band, _that_bind(caps, from_points), pattern, coaching, mentoring, unanswered)


def _that_bind(caps: list[Cap], certainty: str) -> tuple[Cap, ...]:
    """The caps that say something: lower than what the result would be without any, the tightest of each reason."""
    tightest = {cap.reason: cap for cap in sorted(caps, key=lambda cap: -CERTAINTIES.index(cap.most))}
    return tuple(cap for cap in tightest.values() if CERTAINTIES.index(cap.most) < CERTAINTIES.index(certainty))


def _band(table: Table, coaching: int, mentoring: int) -> tuple[str, str]:
    bands, lead = table.rules.bands, coaching - mentoring
    if abs(lead) >= bands.leaning:
        return "coaching" if lead > 0 else "mentoring", "clear" if abs(lead) >= bands.clear else "leaning"
    return ("both" if min(coaching, mentoring) >= bands.strong else "either"), "close"

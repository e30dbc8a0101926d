"""Finding how many sessions a server carries: doubled until it is too many, then halved towards the limit."""

from dataclasses import dataclass, field

LIMIT_MS = 300.0
"""A server carries a crowd whose 95th percentile of clicks stays below this."""

_CLOSE_ENOUGH = 0.12


@dataclass(slots=True)
class Step:
    """What one crowd saw. `wrong` is how many pages were not the ones that had to come."""

    sessions: int
    clicks: int
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    visits: int
    resident_bytes: int
    bytes_a_click: float
    wrong: tuple[str, ...] = ()

    @property
    def is_carried(self) -> bool:
        return not self.wrong and self.p95_ms < LIMIT_MS


@dataclass(slots=True)
class Search:
    """The steps so far, and how many sessions to try next. What was too many is tried twice: machines hiccup."""

    first: int
    most: int
    steps: list[Step] = field(default_factory=list)
    carried: int = 0
    too_many: int | None = None
    _failed: int = 0

    @property
    def following(self) -> int | None:
        """How many sessions to try next, or None where the limit is found."""
        if self._failed:
            return self._failed
        if self.too_many is None:
            doubled = min(self.carried * 2, self.most) if self.carried else self.first
            return doubled if doubled > self.carried else None
        gap = self.too_many - self.carried
        return self.carried + gap // 2 if gap > max(4, self.too_many * _CLOSE_ENOUGH) else None

    def note(self, step: Step) -> None:
        """Take in what a crowd saw."""
        self.steps.append(step)
        if step.is_carried:
            self.carried, self._failed = step.sessions, 0
        elif self._failed:
            self.too_many, self._failed = step.sessions, 0
        else:
            self._failed = step.sessions

    @property
    def best(self) -> Step | None:
        """The largest crowd that was carried."""
        return max((step for step in self.steps if step.is_carried), key=lambda step: step.sessions, default=None)

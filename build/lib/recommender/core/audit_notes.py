"""What a rule base says of its own audit."""

from dataclasses import dataclass, field

from recommender.core.errors import SourceLocation


@dataclass(frozen=True, slots=True)
class Share:
    """The range in percent that the share of an outcome among all possible answer sheets should be in."""

    outcome: str
    least: int
    most: int
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class Explained:
    """An intended warning of the audit: which finding, the ids that it is about, and why it may stay."""

    finding: str
    at: tuple[str, ...]
    because: str
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class AuditNotes:
    """The declared shares and the explained warnings. They change no result."""

    shares: tuple[Share, ...] = ()
    explained: tuple[Explained, ...] = ()

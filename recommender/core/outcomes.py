"""The outcomes that a rule base names, and the colours of its two approaches."""

from dataclasses import dataclass, field

from recommender.core.errors import SourceLocation

BOTH, EITHER = "both", "either"
"""The outcomes of a close lead: both approaches together, or either of them alone."""

MOST_OUTCOMES = 31
"""The most outcomes that there can be: with its certainty, one fits a byte with a sign."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome that only patterns and gates give: something else first, or the two approaches `in_turn`."""

    id: str
    in_turn: tuple[str, ...]
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class Colours:
    """The colour of an approach in light and in dark mode, each as #rrggbb."""

    light: str
    dark: str

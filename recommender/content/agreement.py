"""How often the rules agree with published authors, as `make validity` has measured it for one rule base."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

FIRST_READER = "first"
"""The reader who read every case."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A count, its total, and the 95 % interval of the share in whole per cent."""

    true: int
    of: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Agreeing:
    """One figure: which, on what reading of the cases, by which reader."""

    id: str
    reading: str
    reader: str
    share: Measured


@dataclass(frozen=True, slots=True)
class Corrected:
    """Agreement beyond chance, as Cohen's kappa in hundredths, over so many cases."""

    reading: str
    reader: str
    kappa: int
    cases: int


@dataclass(frozen=True, slots=True)
class Missed:
    """Cases in which the guide says something else than their author: one kind of verdict, one outcome of ours.

    `kind` says what comes first where the author's verdict is something else, or is "".
    """

    verdict: str
    kind: str
    outcome: str
    cases: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """All of it. `second_read` is how many of the cases a second reader read as well.

    `readers` has, by question, how well the two readers agree. `practice` counts, for each part of the rules by its
    name (recommender.core.parts), the cases in which it applies by their authors' verdicts, with blends as one.
    """

    digest: str
    day: datetime.date
    cases: int
    sites: int
    contested: int
    second_read: int
    figures: tuple[Agreeing, ...]
    corrected: tuple[Corrected, ...]
    readers: Mapping[str, Corrected]
    missed: tuple[Missed, ...]
    practice: Mapping[str, Mapping[str, int]]

    @property
    def headline(self) -> Agreeing | None:
        """The figure that stands for all: the first of the first reader's."""
        return next((figure for figure in self.figures if figure.reader == FIRST_READER), None)

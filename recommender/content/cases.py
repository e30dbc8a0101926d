"""Cases that a rule base is held to: people's answers, what should come of them, and the claims that they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from recommender.core.errors import SourceLocation
from recommender.core.model import NOT_SURE, AnswerSheet


@dataclass(frozen=True, slots=True)
class Case:
    """A sheet with a sentence as its name, and what is expected of it.

    It expects an `outcome`, or `never` another one; perhaps a `certainty`; `patterns` that hold, and patterns that it
    goes `without`. `claim` is the id of the claim for one of whose sides it stands. `says` and `never_says` are words
    that the document for these answers has and has not.
    """

    name: str
    sheet: AnswerSheet
    outcome: str | None
    never: str | None
    certainty: str | None
    patterns: tuple[str, ...]
    without: tuple[str, ...]
    claim: str | None
    says: tuple[str, ...]
    never_says: tuple[str, ...]
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """A distinction between the approaches that a source draws.

    `sides` has, for each approach, the answers that the source links with it. A pair of cases stands for the claim:
    alike but for these answers, and each ends in its side's approach. Where the rules do not draw the distinction,
    `not_drawn` says why, and there are no sides.
    """

    id: str
    source: str
    text: str
    sides: Mapping[str, Mapping[str, str]]
    not_drawn: str
    location: SourceLocation = field(compare=False)

    def has(self, approach: str, sheet: AnswerSheet) -> bool:
        """Whether a sheet has the answers of this side."""
        return all(sheet.answers.get(asked, NOT_SURE) == answer for asked, answer in self.sides[approach].items())


@dataclass(frozen=True, slots=True)
class CaseBook:
    """All cases of a folder, in the order of its files, and the claims that pairs of them stand for."""

    cases: tuple[Case, ...]
    claims: tuple[Claim, ...] = ()

"""A finding of the audit."""

from dataclasses import dataclass

from recommender.core.errors import SourceLocation
from recommender.core.model import AnswerSheet

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its kind, the ids that it is about, its location in the rules, and a message.

    `example` is a sheet that shows it, if there is one. `because` is the explanation that the rules give for a warning.
    """

    severity: str
    kind: str
    at: tuple[str, ...]
    location: SourceLocation
    message: str
    example: AnswerSheet | None = None
    because: str = ""

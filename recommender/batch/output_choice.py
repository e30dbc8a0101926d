"""What is asked for: which of the columns that came in go out again, and whether the reasons are added."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.core.errors import InvalidTable
from recommender.core.hints import did_you_mean
from recommender.core.model import RESULTS


@dataclass(frozen=True, slots=True)
class Wanted:
    """Names of the columns to keep, or None for all of them; and whether there are to be reasons."""

    keep: tuple[str, ...] | None = None
    reasons: bool = True

    @property
    def results(self) -> tuple[str, ...]:
        """The names of the columns that are added."""
        return RESULTS if self.reasons else tuple(name for name in RESULTS if name != "reasons")

    def kept(self, names: Sequence[str]) -> list[str]:
        """Those of the names that go out again, in their order. Raises InvalidTable for an unknown one to keep."""
        if self.keep is None:
            return list(names)
        for name in self.keep:
            if name not in names:
                raise InvalidTable(f"There is no column '{name}' to keep ({did_you_mean(name, names)}).")
        return [name for name in names if name in self.keep]

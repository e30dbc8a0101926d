"""The columns of the output: those of the input that are kept, and the results that are added.

Outcome, certainty and reasons are categories; the totals, the lead and the count of answers are small whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recommender.batch.row_reasons import NO_REASONS, RowReasons
from recommender.batch.score_rows import ScoredRows
from recommender.core.errors import InvalidTable
from recommender.core.hints import did_you_mean
from recommender.core.model import CERTAINTIES, RuleBase

Codes = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class OutputColumns:
    """Which columns are kept, by name, or None for all of them; and whether the reasons are among the results."""

    keep: tuple[str, ...] | None = None
    reasons: bool = True

    def kept(self, names: Sequence[str]) -> list[int]:
        """The positions of the columns that are kept. Raises InvalidTable for a name that is not there."""
        for name in self.keep or ():
            if name not in names:
                raise InvalidTable(f"There is no column '{name}' to keep ({did_you_mean(name, names)}).")
        return [position for position, name in enumerate(names) if self.keep is None or name in self.keep]


@dataclass(frozen=True, slots=True, eq=False)
class Category:
    """A column of categories: each code is a place in `words`, from 0; one below zero is a missing cell."""

    codes: Codes
    words: tuple[str, ...]
    ordered: bool = False

    def as_arrow(self, *, unsigned: bool = False) -> pa.DictionaryArray:
        """The column as an arrow dictionary, its indices of the codes' own type or of the unsigned one as wide."""
        kind = self.codes.dtype.str.replace("i", "u") if unsigned else self.codes.dtype
        codes = _as_arrow(self.codes.view(kind), self.codes < 0)
        return pa.DictionaryArray.from_arrays(codes, pa.array(self.words, pa.string()), ordered=self.ordered)


@dataclass(frozen=True, slots=True, eq=False)
class Integers:
    """A column of whole numbers, some of them missing."""

    numbers: Codes
    missing: npt.NDArray[np.bool_]

    def as_arrow(self) -> pa.Array:
        """The column as an arrow array."""
        return _as_arrow(self.numbers, self.missing)


def _as_arrow(numbers: Codes, missing: npt.NDArray[np.bool_]) -> pa.Array:
    return pa.array(numbers, mask=missing if missing.any() else None)  # with a mask, it is a copy


def result_columns(rules: RuleBase, scored: ScoredRows, kept: Sequence[str]) -> dict[str, Category | Integers]:
    """The result columns by name, in order; without the reasons, where they were not asked for.

    Beside a kept column of the same name, a result has "scored-" before its own.
    """
    scores = scored.scores
    without = scores.certainty < 0
    columns: list[Category | Integers] = [
        Category(scores.outcome, rules.outcomes),
        Category(scores.certainty, CERTAINTIES, ordered=True),
        *(Integers(some, without) for some in (*scores.points, scores.lead, scores.answered)),
    ]
    if scored.reasons:
        columns.append(_reasons(scored.reasons))
    return {free_name(name, kept): column for name, column in zip(rules.result_columns, columns, strict=False)}


def free_name(name: str, taken: Sequence[str]) -> str:
    """The name of a result, with "scored-" before it as often as it is taken."""
    return free_name(f"scored-{name}", taken) if name in taken else name


def _reasons(reasons: RowReasons) -> Category:
    """The reasons: one text for each set of reasons that occurs, and not for each row."""
    encoded = pa.array(reasons.numbers).dictionary_encode()
    texts = [reasons.text(number) for number in encoded.dictionary.to_pylist()]
    words = tuple(dict.fromkeys(text for text in texts if text is not None))
    place = {word: number for number, word in enumerate(words)}
    codes = np.array([NO_REASONS if text is None else place[text] for text in texts], np.int32)
    return Category(codes.take(encoded.indices.to_numpy()), words)

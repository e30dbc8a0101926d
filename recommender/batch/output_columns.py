"""Scores as columns: categories for the outcome, the certainty and the reasons, small whole numbers for the rest."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recommender.batch.row_reasons import NO_REASONS, Told
from recommender.batch.score_rows import Scored
from recommender.core.model import CERTAINTIES, OUTCOMES, RESULTS

Codes = npt.NDArray[np.integer[Any]]


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
class Whole:
    """A column of whole numbers, some of them missing."""

    numbers: Codes
    missing: npt.NDArray[np.bool_]

    def as_arrow(self) -> pa.Array:
        """The column as an arrow array."""
        return _as_arrow(self.numbers, self.missing)


def _as_arrow(numbers: Codes, missing: npt.NDArray[np.bool_]) -> pa.Array:
    return pa.array(numbers, mask=missing if missing.any() else None)  # with a mask, it is a copy


def results_of(scored: Scored) -> dict[str, Category | Whole]:
    """The columns of RESULTS, in order; without the reasons, where they were not asked for."""
    scores = scored.scores
    without = scores.certainty < 0
    columns: list[Category | Whole] = [
        Category(scores.outcome, OUTCOMES),
        Category(scores.certainty, CERTAINTIES, ordered=True),
        Whole(scores.coaching, without),
        Whole(scores.mentoring, without),
        Whole(scores.lead, without),
    ]
    if scored.told:
        columns.append(_reasons(scored.told))
    return dict(zip(RESULTS, columns, strict=False))


def _reasons(told: Told) -> Category:
    """The reasons: a text is made for each that there is, and not for each row."""
    encoded = pa.array(told.numbers).dictionary_encode()
    texts = [told.text(number) for number in encoded.dictionary.to_pylist()]
    words = tuple(dict.fromkeys(text for text in texts if text is not None))
    place = {word: number for number, word in enumerate(words)}
    codes = np.array([NO_REASONS if text is None else place[text] for text in texts], np.int32)
    return Category(codes.take(encoded.indices.to_numpy()), words)

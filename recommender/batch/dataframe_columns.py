"""A dataframe's column as pieces of codes and words, of pandas, polars and pyarrow alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recommender.batch.encoded_columns import InputColumn, Piece, Words
from recommender.batch.short_words import ShortWords, is_text, keys_of
from recommender.core.errors import InvalidTable

WINDOW = 1 << 15
"""Cells of text that are read together."""

Series = nw.Series[Any]
Codes = npt.NDArray[np.integer[Any]]


def column_of(native: Any) -> InputColumn:
    """The cells of a pandas or polars series, or of an arrow chunked array."""
    series: Series = nw.from_native(native, series_only=True)
    if not isinstance(series.dtype, nw.Categorical | nw.Enum):
        return Texts(series)
    if series.implementation.is_pandas():
        categories = series.to_native().array
        return Categories(categories.codes, tuple(map(str, categories.categories)))
    return _polars_categories(series.to_native()) if series.implementation.is_polars() else Texts(series)


@dataclass(frozen=True, slots=True, eq=False)
class Categories:
    """Codes of categories as a NumPy array. A code below zero is an empty cell."""

    codes: Codes
    categories: Words
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        empties = self.codes.min(initial=0) < 0
        object.__setattr__(self, "words", (*self.categories, "") if empties else self.categories)

    def pieces(self, rows: slice) -> Iterable[Piece]:
        codes, empty = self.codes[rows], len(self.categories)
        if self.words is self.categories:
            yield codes, self.words
        elif codes.itemsize == 1:  # a code below zero is above 127 without its sign, and found faster
            yield np.minimum(codes.view(np.uint8), np.uint8(empty)), self.words
        else:
            yield np.where(codes < 0, empty, codes), self.words


@dataclass(frozen=True, slots=True, eq=False)
class PolarsCategories:
    """The numbers behind a polars Enum or Categorical, each the place of a word in `places`, if given."""

    physical: Any
    words: Words
    places: Codes | None

    def pieces(self, rows: slice) -> Iterable[Piece]:
        some = self.physical[rows]
        if some.null_count():  # filling runs a whole query in polars
            some = some.fill_null(len(self.words if self.places is None else self.places) - 1)
        numbers = some.to_numpy()
        yield numbers if self.places is None else self.places.take(numbers), self.words


def _polars_categories(series: Any) -> InputColumn:
    if hasattr(series.dtype, "categories") and hasattr(series.dtype.categories, "to_list"):  # an Enum
        physical, words = series.to_physical(), tuple(series.dtype.categories.to_list())
        if not physical.null_count() and physical.n_chunks() == 1:
            return Categories(physical.to_numpy(), words)
        return PolarsCategories(physical, (*words, ""), None)
    distinct = series.unique().drop_nulls()
    numbers = distinct.to_physical().to_numpy()
    places = np.full(int(numbers.max(initial=0)) + 2, len(distinct))  # the last one is for empty cells
    places[numbers] = np.arange(len(distinct))
    return PolarsCategories(series.to_physical(), (*distinct.to_list(), ""), places)


class Texts:
    """Text, or anything that can be cast to text; arrow dictionaries among them."""

    def __init__(self, series: Series) -> None:
        self.series = series
        self._last: tuple[pa.Array, Words] | None = None
        self._short = ShortWords()
        self.words = self._of_all()

    def pieces(self, rows: slice) -> Iterator[Piece]:
        array = _as_arrow(self.series[rows])
        for chunk in array.chunks if isinstance(array, pa.ChunkedArray) else [array]:
            step = WINDOW if is_text(chunk.type) else len(chunk)
            for start in range(0, len(chunk), step or 1):
                yield self._piece(chunk[start : start + step])

    def _piece(self, cells: pa.Array) -> Piece:
        short = self._short.piece(keys_of(cells)) if is_text(cells.type) else None
        return short or self._of_any_words(cells)

    def _of_any_words(self, texts: pa.Array) -> Piece:
        encoded = _encoded(texts)
        words = self._words(encoded.dictionary)
        indices = encoded.indices.fill_null(len(words) - 1) if encoded.indices.null_count else encoded.indices
        return indices.to_numpy(zero_copy_only=False), words

    def _of_all(self) -> Words | None:
        """The words of every piece, where all chunks of an arrow dictionary have the same."""
        native = self.series.to_native()
        if not isinstance(native, pa.ChunkedArray) or not pa.types.is_dictionary(native.type) or not native.num_chunks:
            return None
        first, *others = (_encoded(chunk).dictionary for chunk in native.chunks)
        return self._words(first) if all(first.equals(other) for other in others) else None

    def _words(self, dictionary: pa.Array) -> Words:
        """The words of a dictionary, and "" for an empty cell: the same object for the same words."""
        last = self._last
        if last is not None and dictionary.equals(last[0]):
            return last[1]
        words = (*(word or "" for word in dictionary.to_pylist()), "")
        self._last = dictionary, words
        return words


def _as_arrow(series: Series) -> Any:
    try:
        if series.implementation.is_polars():  # as views, which is how it keeps text: others would be copies
            import polars as pl

            return series.to_native().to_arrow(compat_level=pl.CompatLevel.newest())
        return series.to_native() if series.implementation.is_pyarrow() else series.to_arrow()
    except pa.ArrowException:  # cells of several kinds in one column
        return pa.array([None if cell is None or cell != cell else str(cell) for cell in series.to_list()], pa.string())


def _encoded(array: pa.Array) -> pa.DictionaryArray:
    """An array as a dictionary of text."""
    try:
        if pa.types.is_dictionary(array.type):
            if pa.types.is_string(array.type.value_type) or pa.types.is_large_string(array.type.value_type):
                return array
            return pa.DictionaryArray.from_arrays(array.indices, array.dictionary.cast(pa.string()))
        return array.cast(pa.large_string()).dictionary_encode()
    except pa.ArrowException as error:
        kind = f"A column of answers holds {array.type}, which is not text."
        raise InvalidTable(f"{kind} Convert it to text or categories.") from error

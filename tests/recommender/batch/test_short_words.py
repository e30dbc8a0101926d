"""Short words are found by their keys alone: any words, in any kind of array, or none of them."""

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.batch.short_words import AFTER, BEFORE, MOST_WORDS, ShortWords, keys_at, keys_of

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(lambda word: len(word.encode()) <= 12)
columns = st.lists(words, max_size=MOST_WORDS - 1, unique=True).flatmap(
    lambda some: st.lists(st.sampled_from([*some, None]), max_size=60)
)


def read(known: ShortWords, texts: pa.Array) -> list[str] | None:
    piece = known.piece(keys_of(texts))
    return None if piece is None else [piece[1][code] for code in piece[0]]


@given(cells=columns, kind=st.sampled_from([pa.string(), pa.large_string(), pa.string_view()]), start=st.integers(0, 9))
def test_every_cell_is_its_word(cells: list[str | None], kind: pa.DataType, start: int) -> None:
    known, expected = ShortWords(), [cell or "" for cell in cells][start:]
    texts = pa.array(cells, kind)[start:]
    assert read(known, texts) == expected
    assert read(known, texts) == expected


@given(cells=columns.map(lambda cells: [cell or "" for cell in cells]))
def test_cells_in_a_text_have_the_keys_that_they_have_in_an_array(cells: list[str]) -> None:
    encoded = [cell.encode() for cell in cells]
    ends = np.cumsum([0, *map(len, encoded)])[1:] + BEFORE + np.arange(len(cells))
    starts = ends - list(map(len, encoded))
    text = np.frombuffer(bytes(BEFORE) + b",".join(encoded) + bytes(AFTER), np.uint8)
    keys = keys_at(text, starts.astype(np.int64), ends.astype(np.int64))
    assert keys is not None
    assert np.array_equal(keys, keys_of(pa.array(cells, pa.string())))


@pytest.mark.parametrize("cells", [["a word of 13 b"], [f"{number}" for number in range(MOST_WORDS)]])
def test_words_that_are_too_long_or_too_many_are_left_to_others(cells: list[str]) -> None:
    known = ShortWords()
    assert read(known, pa.array(["a", "b"])) == ["a", "b"]
    assert read(known, pa.array(["a", *cells])) is None
    assert read(known, pa.array(["b", "a"])) == ["b", "a"]


def test_a_word_that_comes_late_is_learned() -> None:
    known = ShortWords()
    cells = ["a"] * 1000 + ["b"] * 1000 + ["c"]
    assert read(known, pa.array(cells)) == cells


def test_words_of_one_beginning_and_length_are_told_apart() -> None:
    cells = [f"same{number:02}" for number in range(MOST_WORDS - 1)]
    assert read(ShortWords(), pa.array(cells)) == cells


def test_a_polars_column_is_read_where_it_lies() -> None:
    cells = ["twelve bytes", None, "me", ""]
    texts = pl.Series(cells)[1:].to_arrow(compat_level=pl.CompatLevel.newest())
    assert read(ShortWords(), texts) == ["", "me", ""]

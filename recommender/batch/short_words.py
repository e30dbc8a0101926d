"""Cells of few different words as numbers, where the words are short: no string is hashed or created for a row.

Arrow's "string view" of a cell is a key of 16 bytes: its length, and all of a text of up to 12 bytes. The key times two
factors names a place in a small table; the place names the word that it must be, and a comparison with that word's key
says whether it is. The factors are chosen for the words that occur, so that each has a place of its own.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recommender.batch.encoded_columns import Piece
from recommender.batch.mixed_radix import Bytes

MOST_WORDS = 32
"""Of one column: few enough that factors are soon found."""

_PLACES_BITS = 10
_LONGEST = 12
_KEY = np.dtype("V16")
_FACTORS = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
_SAMPLE = 1 << 8
"""Unknown cells that are looked at together: in a column of few words, most of the words are among them."""

BEFORE, AFTER = 4, _LONGEST
"""Bytes of a key that are before a cell's text, and the most that are behind its beginning."""

_OWN = np.frombuffer(b"".join((bytes(BEFORE) + b"\xff" * some).ljust(16, b"\0") for some in range(AFTER + 1)), _KEY)
"""For each length of a text, which bytes of its key are the text."""

Keys = npt.NDArray[np.uint64]
"""A row of two numbers, which are 16 bytes, for each cell."""


def is_text(kind: pa.DataType) -> bool:
    """Whether arrays of this kind have keys."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def keys_of(texts: pa.Array) -> Keys:
    """The keys of an arrow array of text; an empty cell has that of an empty text."""
    if not pa.types.is_string_view(texts.type):  # a part's views would be as many as the whole array before it has
        texts = pa.concat_arrays([texts]).cast(pa.string_view())
    keys = np.frombuffer(texts.buffers()[1], np.uint64, 2 * len(texts), _KEY.itemsize * texts.offset).reshape(-1, 2)
    return keys * texts.is_valid().to_numpy(zero_copy_only=False)[:, None] if texts.null_count else keys


def keys_at(text: Bytes, starts: npt.NDArray[np.integer[Any]], ends: npt.NDArray[np.integer[Any]]) -> Keys | None:
    """The keys of the cells at these places of a text; None where one is too long to have a key of its own.

    The text has BEFORE more bytes before the first cell, and AFTER behind the last.
    """
    lengths = ends - starts
    if lengths.max(initial=0) > _LONGEST:
        return None
    anywhere = np.ndarray(len(text) - _KEY.itemsize + 1, _KEY, text, strides=(1,))
    keys: Keys = anywhere[starts - BEFORE].view(np.uint64)
    keys &= _OWN.take(lengths, mode="wrap").view(np.uint64)
    keys.view(np.uint32)[::4] = lengths
    return keys.reshape(-1, 2)


class ShortWords:
    """The words of one column, learned as they occur. An empty cell is one of them."""

    def __init__(self) -> None:
        self._known = _tabulated([bytes(_KEY.itemsize)])

    def piece(self, keys: Keys) -> Piece | None:
        """The cells with these keys; None where they have too many words, or too long ones."""
        known = self._known
        while True:
            codes = known.codes.take(_places(keys, known.factors), mode="wrap")
            equal = known.keys.take(codes, mode="wrap").view(np.uint64).reshape(-1, 2) == keys
            if equal.all():
                self._known = known  # threads that learn at once go on with what one of them has learned
                return codes, known.words
            unknown = {key.tobytes() for key in keys[~equal.all(axis=1)][:_SAMPLE]}
            if len(known.words) + len(unknown) > MOST_WORDS or any(_length(key) > _LONGEST for key in unknown):
                return None
            known = _tabulated([*map(bytes, known.keys), *sorted(unknown)])


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """Words and their keys, the factors, and for each place the code of the word that may be there."""

    words: tuple[str, ...]
    keys: npt.NDArray[np.void]
    factors: tuple[int, int]
    codes: Bytes


def _tabulated(keys: Sequence[bytes]) -> _Known:
    joined = np.frombuffer(b"".join(keys), _KEY)
    pairs = joined.view(np.uint64).reshape(-1, 2)
    factors = next(some for some in map(_factors, count()) if len({*_places(pairs, some).tolist()}) == len(keys))
    codes = np.zeros(1 << _PLACES_BITS, np.uint8)
    codes[_places(pairs, factors)] = np.arange(len(keys))
    return _Known(tuple(key[4 : 4 + _length(key)].decode() for key in keys), joined, factors, codes)


def _factors(attempt: int) -> tuple[int, int]:
    """The second is 0, and takes no time, where the first number, a length and four bytes, may tell words apart."""
    first, second = (pow(factor, attempt + 1, 1 << 64) for factor in _FACTORS)
    return first, second if attempt % 2 else 0


def _length(key: bytes) -> int:
    return int.from_bytes(key[:4], sys.byteorder)


def _places(keys: Keys, factors: tuple[int, int]) -> npt.NDArray[np.int64]:
    places = keys[:, 0] * np.uint64(factors[0])
    if factors[1]:
        places += keys[:, 1] * np.uint64(factors[1])
    places >>= np.uint64(64 - _PLACES_BITS)
    return places.view(np.int64)

"""Columns of cells as codes: the cells of a view or question become bytes, those of the screening sums of bits.

A column comes in pieces, each of them codes with the words that they stand for. A piece's words are looked up once,
and no string is created for each row.
"""

from collections.abc import Callable, Iterable, Sequence
from threading import local
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.input_tables import MOST_LABELS, MOST_VIEWS, Labels, in_order
from recommender.batch.mixed_radix import Bytes
from recommender.core.model import VIEW, VIEWS

Words = Sequence[str]
Piece = tuple[npt.NDArray[np.integer[Any]], Words]
"""Codes and their words; an empty cell's word is ""."""

UNKNOWN = 0xFF
"""A byte that no column has as a code."""


class InputColumn(Protocol):
    """A column of cells. `words` are those of all its pieces, if they all have the same."""

    @property
    def words(self) -> Words | None: ...

    def pieces(self, rows: slice) -> Iterable[Piece]:
        """The cells of these rows, in order."""
        ...


class _LastRead(local):
    """The pieces of a column that a thread read last: it asks for those of the view and the screening again."""

    rows: slice | None = None
    pieces: Sequence[Piece] = ()

    def of(self, cells: InputColumn, rows: slice) -> Sequence[Piece]:
        if self.rows != rows:
            self.rows, self.pieces = rows, tuple(cells.pieces(rows))
        return self.pieces


class EncodedColumn:
    """A view's or a question's column as bytes, encoded on demand; `labels` is what they stand for.

    Where a column has few words, they are the labels, and each code is a place among them already.
    """

    def __init__(self, cells: InputColumn, name: str, texts: AnswerTexts) -> None:
        self.cells, self._name, self._texts = cells, name, texts
        words = cells.words
        self._as_they_are = words is not None and 0 < len(words) <= (MOST_VIEWS if name == VIEW else MOST_LABELS)
        self.labels: Labels = (
            tuple(texts.answer(name, word) for word in words or ())
            if self._as_they_are
            else (*in_order(texts.table)[name], "")
        )
        self._last: tuple[Words, Bytes] = ((), np.empty(0, np.uint8))
        self._read = _LastRead()

    def __getitem__(self, rows: slice) -> Bytes:
        parts = [self._bytes(*piece) for piece in self._read.of(self.cells, rows)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _bytes(self, codes: npt.NDArray[np.integer[Any]], words: Words) -> Bytes:
        if not self._as_they_are:
            return self._places(words).take(codes)
        return codes.view(np.uint8) if codes.itemsize == 1 else codes.astype(np.uint8)

    def _places(self, words: Words) -> Bytes:
        last, places = self._last
        if last is not words:
            place = {label: number for number, label in enumerate(self.labels)}
            places = np.array([place.get(self._texts.answer(self._name, word), UNKNOWN) for word in words], np.uint8)
            self._last = words, places
        return places


class FlagSums:
    """The screening column as sums of gates' bits, computed on demand; -1 where a flag is not known."""

    def __init__(self, cells: InputColumn, views: EncodedColumn, texts: AnswerTexts) -> None:
        self.cells, self.texts, self._views = cells, texts, views
        self._of_view = np.full(256, len(VIEWS))
        self._of_view[: len(views.labels)] = [(*VIEWS, label).index(label) for label in views.labels]
        self._last: tuple[Words, npt.NDArray[np.int64]] = ((), np.empty((0, 0), np.int64))
        self._read = _LastRead()

    def __getitem__(self, rows: slice) -> npt.NDArray[np.int64]:
        return self._looked_up(rows, self._sums)

    def views(self, rows: slice) -> npt.NDArray[np.intp]:
        """Each row's view as its place in VIEWS; one more than the last for a view that is not known."""
        return self._of_view.take(self._views[rows])

    def unknown(self, rows: slice) -> npt.NDArray[np.int64]:
        """How many of each row's flags are not known in its view."""
        return self._looked_up(rows, lambda words: self._of_words(words, self._unknown))

    def empty(self, rows: slice) -> npt.NDArray[np.int64]:
        """1 for each row in a known view whose cell says nothing."""
        return self._looked_up(rows, lambda words: self._of_words(words, lambda word, view: not word.strip()))

    def _looked_up(self, rows: slice, table_of: Callable[[Words], npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
        views, start, parts = None, 0, []
        for codes, words in self._read.of(self.cells, rows):
            table = table_of(words)
            if not table.any():
                parts.append(np.zeros(len(codes), np.int64))
            else:
                views = self.views(rows) if views is None else views
                parts.append(table.take(views[start : start + len(codes)] * len(words) + codes))
            start += len(codes)
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _sums(self, words: Words) -> npt.NDArray[np.int64]:
        last, sums = self._last
        if last is not words:
            sums = self._of_words(words, self._sum)
            self._last = words, sums
        return sums

    def _of_words(self, words: Words, number: Callable[[str, str], int]) -> npt.NDArray[np.int64]:
        """A number for each view and word; 0 for a view that is not known."""
        return np.array([*([number(word, view) for word in words] for view in VIEWS), [0] * len(words)], np.int64)

    def _sum(self, word: str, view: str) -> int:
        flags = self.texts.table.flags
        return -1 if self._unknown(word, view) else sum(flags[flag] for flag in self.texts.flags(word))

    def _unknown(self, word: str, view: str) -> int:
        return len({*self.texts.flags(word)} - {gate.id for gate in self.texts.table.rules.gates_for(view)})

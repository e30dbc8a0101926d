"""What can be worked out from figures by adding and subtracting them.

A cell is the people who are alike in all that is counted, and a figure is the sum of some cells. A set of cells can be
worked out where its row, with 1 for each cell in it and 0 for each other, is a sum of the figures' rows, each with some
weight. Only cells with people have a column: that is as if everyone knew which are empty, and so it covers what follows
from no count being below zero.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

FEW = 4
"""The most people in a set that must not be worked out, and so the most cells of such a set."""

_NEAR = 1e-8
_ZERO = 1e-6


class Derivation:
    """All that follows from some figures. `figures` has a row for each cell with people: the numbers of the figures
    that count it, from 0, where `count` stands for none. `people` are the people of each cell. Weights of figures have
    one entry more, for none, which is zero."""

    def __init__(self, figures: Places, people: Places, count: int) -> None:
        self._figures, self._people = figures, people
        products = _products(figures, count)
        self._inverse, sums = _inverse(products)
        self._relations = np.eye(count + 1)[sums] - products[sums] @ self._inverse

    def few(self) -> list[Floats]:
        """For each set of at most FEW people that can be worked out, the weight of each figure in it.

        Of these sets, only those of the fewest cells, as the others may be made of them.
        """
        small = np.flatnonzero(self._people <= FEW)
        known, unknown = self._known(small), self._unknown()[small]
        for size in range(1, FEW + 1):
            some = (known > 1 / size - _ZERO) & (self._people[small] <= FEW + 1 - size)
            sets = (small[some][list(places)] for places in _sets_of_zero(unknown[some], size))
            found = [self._weights(cells) for cells in sets if self._people[cells].sum() <= FEW]
            if said := [weights for weights in found if weights is not None]:
                return said
        return []

    def excluding(self, cells: Places) -> list[Floats]:
        """For some cells without people, given like those with people: what tells that there is nobody in any of them.

        That is the weights of each sum of figures that would not be zero with somebody in the first. Where there could
        be somebody in one of them, as far as the figures say, there is nothing.
        """
        excluded = np.abs(self._relations[:, cells].sum(axis=2)) > _ZERO
        return list(self._relations[excluded[:, 0]]) if excluded.any(axis=0).all() else []

    def _known(self, cells: Places) -> Floats:
        """How much the figures say of each cell, from 0 to 1. In a set of n cells that can be worked out, they say at
        least 1/n of each, as the set's row is a sum of theirs."""
        said = np.zeros(len(cells))
        for one, other in product(self._figures[cells].T, repeat=2):
            said += self._inverse[one, other]
        return said

    def _unknown(self) -> Floats:
        """What the figures do not say of a number for each cell: over a set that can be worked out, these sum to zero.

        The numbers are sines of whole numbers: no sum of them with rational weights is zero (Lindemann, Weierstrass).
        """
        numbers = np.sin(np.arange(1.0, len(self._people) + 1) ** 2)
        left: Floats = numbers - self._said(self._inverse @ self._sum(numbers))
        return left

    def _weights(self, cells: Places) -> Floats | None:
        """The weight of each figure in the sum of these cells, or None where they cannot be worked out."""
        wanted = np.zeros(len(self._people))
        wanted[cells] = 1
        weights: Floats = self._inverse @ self._sum(wanted)
        return weights if np.abs(self._said(weights) - wanted).max() < _ZERO else None

    def _sum(self, numbers: Floats) -> Floats:
        """The sum of each figure over a number for each cell."""
        width = self._figures.shape[1]
        repeated: Floats = np.repeat(numbers, width)
        return np.bincount(self._figures.ravel(), repeated, len(self._inverse)).astype(np.float64, copy=False)

    def _said(self, weights: Floats) -> Floats:
        """The sum for each cell over a weight for each figure, of which the last one, for no figure, is zero."""
        said: Floats = weights[self._figures].sum(axis=1)
        return said


def _products(figures: Places, count: int) -> Floats:
    """How many cells each two figures have in common. For none, which comes last, zero."""
    size = count + 1
    products = np.zeros((size, size))
    for place in range(figures.shape[1]):
        pairs = figures[:, place : place + 1] * size + figures[:, place + 1 :]
        products += np.bincount(pairs.ravel(), minlength=size * size).reshape(size, size)
    products += products.T + np.diag(np.bincount(figures.ravel(), minlength=size))
    products[count], products[:, count] = 0, 0
    return products


def _inverse(products: Floats) -> tuple[Floats, list[int]]:
    """A generalised inverse of the products of rows, and the rows that are sums of those above them: there it is zero.

    The last row, which stands for no figure, is zero as it is.
    """
    inverse, sums = products.copy(), []
    for place in range(len(products) - 1):
        pivot = inverse[place, place]
        if pivot < _ZERO:
            inverse[place], inverse[:, place] = 0, 0
            sums.append(place)
            continue
        row, column = inverse[place] / pivot, inverse[:, place].copy()
        inverse -= np.outer(column, row)
        inverse[place], inverse[:, place] = row, -column / pivot
        inverse[place, place] = 1 / pivot
    return inverse, sums


def _sets_of_zero(values: Floats, size: int) -> set[tuple[int, ...]]:
    """The sets of `size` places whose values sum to zero."""
    if size == 1:
        return {(int(place),) for place in np.flatnonzero(np.abs(values) < _NEAR)}
    first, second = np.triu_indices(len(values), 1)
    pairs = values[first] + values[second]
    if size == 2:
        return {(int(first[pair]), int(second[pair])) for pair in np.flatnonzero(np.abs(pairs) < _NEAR)}
    left = np.stack([first, second], axis=1)
    right, sums = (np.arange(len(values))[:, None], values) if size == 3 else (left, pairs)
    found = (sorted({*left[a].tolist(), *right[b].tolist()}) for a, b in _opposite(pairs, sums))
    return {tuple(places) for places in found if len(places) == size}


def _opposite(left: Floats, right: Floats) -> Iterator[tuple[int, int]]:
    """The places of one number of each array whose sum is zero."""
    order = np.argsort(right)
    start, stop = (np.searchsorted(right[order], -left + by) for by in (-_NEAR, _NEAR))
    for a in np.flatnonzero(stop > start).tolist():
        yield from ((a, b) for b in order[start[a] : stop[a]].tolist())

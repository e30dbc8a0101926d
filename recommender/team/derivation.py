"""What can be worked out from figures by adding and subtracting them.

Figures are sums over cells, where a cell is the people who are alike in all that is counted. A set of cells can be
worked out where its row of 0 and 1 is a sum of the figures' rows, each with some weight. Only cells with people in them
have a column: that is as if everyone knew which are empty, so it covers what follows from no count being below zero.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

FEW = 4
"""The most people in a set that must not be worked out, and so the most cells of such a set."""

_NEAR = 1e-8
_ZERO = 1e-6


class Derivation:
    """All that follows from some figures: a row for each of them, and a column for each cell with people in it."""

    def __init__(self, figures: Floats, people: Places) -> None:
        self._figures, self._people = figures, people
        self._inverse = _inverse(figures @ figures.T)

    def few(self) -> list[Floats]:
        """For each set of at most FEW people that can be worked out, the weights of the figures in it.

        Of these sets, only those of the fewest cells, as the others may be made of them.
        """
        small = np.flatnonzero(self._people <= FEW)
        known, unknown = self._leverage(small), self._unknown(small)
        for size in range(1, FEW + 1):
            some = (known > 1 / size - _ZERO) & (self._people[small] <= FEW + 1 - size)
            sets = (small[some][list(places)] for places in _zero_sums(unknown[some], size))
            found = [self._weights(cells) for cells in sets if self._people[cells].sum() <= FEW]
            if said := [weights for weights in found if weights is not None]:
                return said
        return []

    def excluded(self, cells: Floats) -> Floats:
        """For each of some cells without people, a column of its figures: weights of a sum of figures that is zero
        only where nobody is in the cell. All weights are zero where somebody could be."""
        weights: Floats = cells - self._figures @ (self._figures.T @ (self._inverse @ cells))
        return np.where(np.abs(weights).max(axis=0) < _ZERO, 0, weights)

    def _leverage(self, cells: Places) -> Floats:
        """How much the figures say of each cell, from 0 to 1. In a set that can be worked out, of each of n cells they
        say at least 1/n, as the set's row is a sum of theirs."""
        of_these = self._figures[:, cells]
        said: Floats = (of_these * (self._inverse @ of_these)).sum(axis=0)
        return said

    def _unknown(self, cells: Places) -> Floats:
        """What the figures do not say of a number for each cell: over a set that can be worked out, these sum to zero.

        The numbers are sines of whole numbers: no sum of them with rational weights is zero (Lindemann, Weierstrass).
        """
        numbers = np.sin(np.arange(1.0, len(self._people) + 1) ** 2)
        left: Floats = numbers[cells] - (self._inverse @ (self._figures @ numbers)) @ self._figures[:, cells]
        return left

    def _weights(self, cells: Places) -> Floats | None:
        """The weight of each figure in the sum of these cells, or None where they cannot be worked out."""
        wanted = np.zeros(len(self._people))
        wanted[cells] = 1
        weights: Floats = self._inverse @ (self._figures @ wanted)
        return weights if np.abs(weights @ self._figures - wanted).max() < _ZERO else None


def _inverse(products: Floats) -> Floats:
    """A generalised inverse of the products of rows. Those that are sums of rows above them get zeros."""
    for place in range(len(products)):
        pivot = products[place, place]
        if pivot < _ZERO:
            products[place], products[:, place] = 0, 0
            continue
        row, column = products[place] / pivot, products[:, place].copy()
        products -= np.outer(column, row)
        products[place], products[:, place] = row, -column / pivot
        products[place, place] = 1 / pivot
    return products


def _zero_sums(values: Floats, size: int) -> set[tuple[int, ...]]:
    """The sets of `size` places whose values sum to zero."""
    if size == 1:
        return {(int(place),) for place in np.flatnonzero(np.abs(values) < _NEAR)}
    first, second = np.triu_indices(len(values), 1)
    pairs = values[first] + values[second]
    if size == 2:
        near = np.flatnonzero(np.abs(pairs) < _NEAR)
        return {(int(first[pair]), int(second[pair])) for pair in near}
    left = np.stack([first, second], axis=1)
    right, sums = (np.arange(len(values))[:, None], values) if size == 3 else (left, pairs)
    found = (sorted({*left[a].tolist(), *right[b].tolist()}) for a, b in _opposite(pairs, sums))
    return {tuple(places) for places in found if len(places) == size}


def _opposite(left: Floats, right: Floats) -> list[tuple[int, int]]:
    """The places of one number of each array whose sum is zero."""
    order = np.argsort(right)
    ranked = right[order]
    start, stop = np.searchsorted(ranked, -left - _NEAR), np.searchsorted(ranked, -left + _NEAR)
    return [(int(a), int(order[b])) for a in np.flatnonzero(stop > start) for b in range(start[a], stop[a])]

"""A shape: as what the loader has read the values at one place of a file, and which keys and words it allows there."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """As what a value is read."""

    TEXT = auto()
    WORD = auto()
    ID = auto()
    NUMBER = auto()
    FLAG = auto()
    DAY = auto()
    LIST = auto()
    KEYS = auto()
    """A mapping whose keys are known."""
    ENTRIES = auto()
    """A mapping with any keys, or with those that `names` allows."""


@dataclass(slots=True)
class Shape:
    """All that was asked of the values at one place. Where two readings differ, it allows what either does.

    `needed` are the keys that every reading needs, and None before the first one.
    """

    kinds: set[Kind] = field(default_factory=set)
    words: dict[str, None] = field(default_factory=dict)
    lowest: int = 0
    highest: int = 0
    keys: dict[str, "Shape"] = field(default_factory=dict)
    needed: set[str] | None = None
    tried: set[str] = field(default_factory=set)
    parts: dict[str, "Shape"] = field(default_factory=dict)
    may_be_empty: bool = False
    each_once: bool = False

    def read_as(self, kind: Kind) -> None:
        """Keep a kind."""
        self.kinds.add(kind)

    def read_as_word(self, allowed: Collection[str]) -> None:
        """Keep words that are allowed. An id that is empty stands for one that is still to be written."""
        self.read_as(Kind.WORD)
        self.words.update((word, None) for word in allowed if word)

    def read_as_number(self, low: int, high: int) -> None:
        """Keep bounds."""
        first = Kind.NUMBER not in self.kinds
        self.lowest, self.highest = (low, high) if first else (min(low, self.lowest), max(high, self.highest))
        self.read_as(Kind.NUMBER)

    def read_as_keys(self, needed: Collection[str], optional: Collection[str]) -> None:
        """Keep keys, and which of them must be there."""
        self.read_as(Kind.KEYS)
        self.needed = set(needed) if self.needed is None else self.needed & set(needed)
        for name in filter(None, (*needed, *optional)):
            self.keys.setdefault(name, Shape())

    def read_as_list(self, *, at_least_one: bool) -> None:
        """Keep that it is a list."""
        self.read_as(Kind.LIST)
        self.may_be_empty |= not at_least_one

    def part(self, name: str) -> "Shape":
        """The shape of an `item` of a list, or of the `names` or the `values` of entries."""
        return self.parts.setdefault(name, Shape())

    def at(self, key: str) -> "Shape":
        """The shape under a key. That under an empty id is of no use, and is not kept."""
        return self.keys.get(key) or Shape()

    def untried(self, among: Collection[str]) -> str | None:
        """The first of these keys that is known and was never read, nor tried."""
        return next((name for name in among if not self.at(name).kinds and name not in self.tried), None)

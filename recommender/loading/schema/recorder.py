"""Values that keep what the loader asks of them, and lead it through what it would read in other files.

The loader is the only description of the files. So it is run over the files there are, and each value keeps as what it
is read. What a file leaves out is explored: the loader is given values that are not written, with keys put in or left
out, and the next word in place of the one that stands there. What comes out of such a run is thrown away.
"""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto

import yaml

from recommender.core.errors import SourceLocation
from recommender.core.model import VIEWS
from recommender.loading.schema.shape import Kind, Shape
from recommender.loading.source_node import KEYS, SaidOfKeys, SourceFile, SourceNode


class Optional(Enum):
    """Which optional keys the loader finds."""

    AS_WRITTEN = auto()
    NONE = auto()
    ALL = auto()
    ONE_UNREAD = auto()
    """Of each mapping one that was never read, beside no other."""


@dataclass(slots=True)
class Way:
    """One way of going through files: which optional keys there are, and how many words further each choice is.

    `tried` counts the unread keys that were put in.
    """

    optional: Optional
    further: int = 0
    tried: int = 0


class _NoFaults(SourceFile):
    """A file whose faults are not kept: it has none of its own, and those of what is explored mean nothing."""

    def fault(self, location: SourceLocation, message: str, hint: str = "") -> None:
        pass


@dataclass(frozen=True)
class Recorder(SourceNode):
    """A value that keeps in its shape as what it is read. One that is not written has an empty mapping as its node."""

    shape: Shape
    way: Way

    def pairs(self) -> list[tuple[SourceNode, SourceNode]]:
        self.shape.read_as(Kind.ENTRIES)
        written = SourceNode.pairs(self) or [(self._unwritten(), self._unwritten())]
        names, values = self.shape.part("names"), self.shape.part("values")
        return [(self._as(key, names), self._as(value, values)) for key, value in written]

    def fields(
        self, required: Collection[str], optional: Collection[str] = (), said: SaidOfKeys = KEYS
    ) -> dict[str, SourceNode]:
        self.shape.read_as_keys(required, optional)
        written = {str(key.node.value): value for key, value in SourceNode.pairs(self)}
        found = [*required, *self._explored(optional, written)]
        return {name: self._as(written.get(name) or self._unwritten(), self.shape.at(name)) for name in found}

    def _explored(self, optional: Collection[str], written: Collection[str]) -> list[str]:
        if self.way.optional is not Optional.ONE_UNREAD:
            return [name for name in optional if self._finds(name, name in written)]
        untried = self.shape.untried(optional)
        if untried is None:
            return []
        self.shape.tried.add(untried)
        self.way.tried += 1
        return [untried]

    def _finds(self, name: str, written: bool) -> bool:
        return {Optional.AS_WRITTEN: written, Optional.ALL: True}.get(self.way.optional, False)

    def has(self, key: str) -> bool:
        return self._finds(key, SourceNode.has(self, key))

    def items(self, at_least_one: str = "") -> list[SourceNode]:
        self.shape.read_as_list(at_least_one=bool(at_least_one))
        written = SourceNode.items(self) or [self._unwritten()]
        return [self._as(item, self.shape.part("item")) for item in written]

    def text(self) -> str:
        self.shape.read_as(Kind.TEXT)
        return SourceNode.text(self)

    def id(self) -> str:
        self.shape.read_as(Kind.ID)
        return SourceNode.id(self)

    def choice(self, allowed: Collection[str], what: str) -> str:
        self.shape.read_as_word(allowed)
        words, written = [*allowed], SourceNode.choice(self, allowed, what)
        place = words.index(written) if written in words else 0
        return words[(place + self.way.further) % len(words)] if words else written

    def choices(self, allowed: Collection[str], what: str) -> tuple[str, ...]:
        self.shape.each_once = True
        return SourceNode.choices(self, allowed, what)

    def integer(self, low: int, high: int) -> int:
        self.shape.read_as_number(low, high)
        return SourceNode.integer(self, low, high)

    def flag(self) -> bool:
        self.shape.read_as(Kind.FLAG)
        return SourceNode.flag(self)

    def date(self) -> datetime.date:
        self.shape.read_as(Kind.DAY)
        return SourceNode.date(self)

    def _as(self, value: SourceNode, shape: Shape) -> "Recorder":
        return Recorder(value.node, self.file, shape, self.way)

    def _unwritten(self) -> SourceNode:
        mark = yaml.Mark(self.file.path, 0, 0, 0, None, 0)
        return SourceNode(yaml.MappingNode("tag:yaml.org,2002:map", [], mark, mark), self.file)


def go_every_way(go: Callable[[Way], object]) -> None:
    """Go through files in every way. The loader takes different paths for no word but the views."""
    go(Way(Optional.AS_WRITTEN))
    for keys in (Optional.NONE, Optional.ALL):
        for further in range(len(VIEWS)):
            go(Way(keys, further))
    rest = 1
    while rest:
        way = Way(Optional.ONE_UNREAD)
        go(way)
        rest = way.tried


def recorder(root: SourceNode, shape: Shape, way: Way) -> Recorder:
    """The root of a file as a value that keeps what is asked of it."""
    return Recorder(root.node, _NoFaults(root.file.path, root.file.lines), shape, way)

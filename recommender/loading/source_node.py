"""YAML values with source locations, where every fault is kept and not just the first."""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass, field

import yaml

from recommender.core.errors import Fault, SourceLocation
from recommender.core.hints import did_you_mean

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STRING, _INTEGER, _BOOLEAN = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "bool"))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The displayed path of a file, its lines, and the faults found in it so far."""

    path: str
    lines: list[str]
    faults: list[Fault] = field(default_factory=list)

    def location(self, line: int, column: int) -> SourceLocation:
        """A location in this file, by line and column from 1."""
        return SourceLocation(self.path, line, column, self.lines[line - 1] if 0 < line <= len(self.lines) else "")

    def fault(self, location: SourceLocation, message: str, hint: str = "") -> None:
        """Keep a fault at a location in this file."""
        self.faults.append(Fault(location, message, hint))


@dataclass(frozen=True, slots=True)
class SaidOfKeys:
    """What is said of a key that is not known, of one that is missing, and of how to add it; {} is the key."""

    unknown: str = "unknown key '{}'"
    missing: str = "'{}' is missing here"
    add: str = "add a line '{}: ...'"


KEYS = SaidOfKeys()


@dataclass(frozen=True, slots=True)
class SourceNode:
    """One value of a YAML file. Read as the wrong type, it keeps a fault and returns an empty value of that type."""

    node: yaml.Node
    file: SourceFile

    @property
    def location(self) -> SourceLocation:
        return self.file.location(self.node.start_mark.line + 1, self.node.start_mark.column + 1)

    def fault(self, message: str, hint: str = "") -> None:
        """Keep a fault at this value's location."""
        self.file.fault(self.location, message, hint)

    @property
    def _is_nothing(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and not self.node.value

    def _expected(self, wanted: str, hint: str = "") -> None:
        self.fault(f"expected {wanted}, found {self._kind()}", hint)

    def _kind(self) -> str:
        if isinstance(self.node, yaml.MappingNode):
            return "keys with values"
        if isinstance(self.node, yaml.SequenceNode):
            return "a list"
        if self._is_nothing:
            return "nothing"
        kinds = {_INTEGER: "a whole number", _BOOLEAN: "true or false", _STRING: "text"}
        return f"{kinds.get(self.node.tag, 'something else')} ({self.node.value})"

    @property
    def is_text(self) -> bool:
        """Whether this is one single value."""
        return isinstance(self.node, yaml.ScalarNode)

    @property
    def is_list(self) -> bool:
        """Whether this is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_empty(self) -> bool:
        """Whether this is an empty list or mapping."""
        return isinstance(self.node, yaml.CollectionNode) and not self.node.value

    def has(self, key: str) -> bool:
        """Whether this is a mapping with this key."""
        return isinstance(self.node, yaml.MappingNode) and any(name.value == key for name, _ in self.node.value)

    def pairs(self) -> list[tuple["SourceNode", "SourceNode"]]:
        """A mapping's keys and values, each key once."""
        if not isinstance(self.node, yaml.MappingNode):
            self._expected("keys with values", "write each on a line of its own below, after more spaces: 'key: value'")
            return []
        kept: dict[str, tuple[SourceNode, SourceNode]] = {}
        for key_node, value_node in self.node.value:
            key = SourceNode(key_node, self.file)
            name = str(key_node.value)
            if name in kept:
                first = kept[name][0].location.line
                key.fault(f"'{name}' is written twice", f"it is on line {first} already: keep one")
                continue
            kept[name] = (key, SourceNode(value_node, self.file))
        return list(kept.values())

    def fields(
        self, required: Collection[str], optional: Collection[str] = (), said: SaidOfKeys = KEYS
    ) -> dict[str, "SourceNode"]:
        """A mapping with known keys. Unknown keys and missing required keys are faults.

        A required key that is missing gives an empty value, which keeps its faults to itself.
        """
        known = [*required, *optional]
        found: dict[str, SourceNode] = {}
        for key, value in self.pairs():
            name = key.text()
            if name in known:
                found[name] = value
            elif name:
                cut = " " in name and value._is_nothing
                hint = "a comma ends a text in braces: put the whole text in quotes" if cut else ""
                key.fault(said.unknown.format(name), hint or did_you_mean(name, known))
        for name in required:
            if name not in found:
                if isinstance(self.node, yaml.MappingNode):
                    self.fault(said.missing.format(name), said.add.format(name))
                found[name] = empty(self.file.path)
        return found

    def items(self, at_least_one: str = "") -> list["SourceNode"]:
        """The values of a list. Where it must have `at_least_one` of something, an empty list is a fault."""
        if not isinstance(self.node, yaml.SequenceNode):
            self._expected("a list", f"write it in brackets: [{self.node.value}]" if self.is_text else "")
            return []
        if at_least_one and not self.node.value:
            self.fault(f"expected at least one {at_least_one}, found an empty list")
        return [SourceNode(node, self.file) for node in self.node.value]

    def text(self) -> str:
        """Text that is not empty. `no`, `yes`, `on` and `off` without quotes are not text in YAML."""
        return self._text()

    def _text(self, hint: str = "") -> str:
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != _STRING:
            quoted = f'put it in quotes: "{self.node.value}"' if self.is_text and not self._is_nothing else ""
            self._expected("text", hint or quoted)
            return ""
        if not self.node.value.strip():
            self.fault("expected text, found nothing", hint)
        return str(self.node.value).strip()

    def id(self) -> str:
        """An id: lower-case words joined by hyphens."""
        found = self._text()
        if found and not ID.fullmatch(found):
            self.fault(f"'{found}' cannot be an id", "use lower-case letters, digits and single hyphens: 'one-task'")
        return found

    def choice(self, allowed: Collection[str], what: str) -> str:
        """One of the words allowed."""
        found = self._text("" if str(self.node.value) in allowed else f"allowed: {', '.join(allowed)}")
        if found and found not in allowed:
            self.fault(f"unknown {what} '{found}'", did_you_mean(found, allowed))
        return found

    def choices(self, allowed: Collection[str], what: str) -> tuple[str, ...]:
        """A list of one or more of the words allowed, each once."""
        found: list[str] = []
        for item in self.items(at_least_one=what):
            word = item.choice(allowed, what)
            if word and word in found:
                item.fault(f"'{word}' is listed twice", "keep one")
            found.append(word)
        return tuple(found)

    def integer(self, low: int, high: int) -> int:
        """A whole number between two bounds, both allowed."""
        plain = isinstance(self.node, yaml.ScalarNode) and self.node.tag == _INTEGER
        if not plain or not re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", self.node.value):
            self._expected("a whole number", f"write it in digits alone, from {low} to {high}")
            return low
        number = int(self.node.value)
        if not low <= number <= high:
            self.fault(f"{number} is out of range", f"allowed: {low} to {high}")
        return number

    def flag(self) -> bool:
        """true or false."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != _BOOLEAN:
            self._expected("true or false")
            return False
        return self.node.value.lower() in {"true", "yes", "on"}

    def date(self) -> datetime.date:
        """A day, written 2026-11-30."""
        written = str(self.node.value)
        try:
            if _DAY.fullmatch(written):
                return datetime.date.fromisoformat(written)
        except ValueError:
            pass
        self._expected("a day such as 2026-11-30")
        return datetime.date.min


def empty(shown: str) -> SourceNode:
    """An empty value in place of one that is missing, so that checking can go on. Its own faults are not kept."""
    return SourceNode(
        yaml.MappingNode("tag:yaml.org,2002:map", [], yaml.Mark(shown, 0, 0, 0, None, 0)), SourceFile(shown, [])
    )

"""A YAML file read as placed values: each knows its line and column, and every fault is kept, not just the first."""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from recommender.core.errors import Fault, FaultyFiles, SourceLocation
from recommender.core.hints import did_you_mean

MOST_DEPTH = 20
"""How deep lists and keys may be nested: several times what any file of ours needs."""

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STRING, _INTEGER, _BOOLEAN = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "bool"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's shown path, its lines, and the faults found in it so far."""

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
class SourceNode:
    """One value of a YAML file. Asked for a kind it is not, it keeps a fault and answers with an empty one."""

    node: yaml.Node
    file: SourceFile

    @property
    def location(self) -> SourceLocation:
        return self.file.location(self.node.start_mark.line + 1, self.node.start_mark.column + 1)

    def fault(self, message: str, hint: str = "") -> None:
        """Keep a fault at this value's place."""
        self.file.fault(self.location, message, hint)

    def _expected(self, wanted: str) -> None:
        hint = ""
        if isinstance(self.node, yaml.ScalarNode) and wanted.startswith("text"):
            hint = f'put it in quotes: "{self.node.value}"'
        self.fault(f"expected {wanted}, found {self._kind()}", hint)

    def _kind(self) -> str:
        if isinstance(self.node, yaml.MappingNode):
            return "keys with values"
        if isinstance(self.node, yaml.SequenceNode):
            return "a list"
        kinds = {_INTEGER: "a whole number", _BOOLEAN: "true or false", _STRING: "text"}
        return f"{kinds.get(self.node.tag, 'something else')} ({self.node.value or 'nothing'})"

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
        """Whether this is a list or mapping with nothing in it."""
        return isinstance(self.node, yaml.CollectionNode) and not self.node.value

    def has(self, key: str) -> bool:
        """Whether this is a mapping with this key."""
        return isinstance(self.node, yaml.MappingNode) and any(name.value == key for name, _ in self.node.value)

    def pairs(self) -> list[tuple["SourceNode", "SourceNode"]]:
        """A mapping's keys and values, each key once."""
        if not isinstance(self.node, yaml.MappingNode):
            self._expected("keys with values")
            return []
        kept: dict[str, tuple[SourceNode, SourceNode]] = {}
        for key_node, value_node in self.node.value:
            key = SourceNode(key_node, self.file)
            name = str(key_node.value)
            if name in kept:
                first = kept[name][0].location.line
                key.fault(f"'{name}' is written twice", f"it stands on line {first} already: keep one")
                continue
            kept[name] = (key, SourceNode(value_node, self.file))
        return list(kept.values())

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "SourceNode"]:
        """A mapping with fixed keys. Unknown and missing keys are faults; what is there and known is returned."""
        known = [*required, *optional]
        found: dict[str, SourceNode] = {}
        for key, value in self.pairs():
            name = key.text()
            if name in known:
                found[name] = value
            elif name:
                key.fault(f"unknown key '{name}'", did_you_mean(name, known))
        if isinstance(self.node, yaml.MappingNode):
            for name in required:
                if name not in found:
                    self.fault(f"'{name}' is missing here", f"add a line '{name}: ...'")
        return found

    def items(self) -> list["SourceNode"]:
        """The values of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self._expected("a list")
            return []
        return [SourceNode(node, self.file) for node in self.node.value]

    def text(self) -> str:
        """Text that is not empty. `no`, `yes`, `on` and `off` without quotes are not text in YAML."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != _STRING:
            self._expected("text")
            return ""
        if not self.node.value.strip():
            self.fault("expected text, found nothing")
        return str(self.node.value).strip()

    def id(self) -> str:
        """An id: lower-case words joined by hyphens."""
        found = self.text()
        if found and not ID.fullmatch(found):
            self.fault(f"'{found}' cannot be an id", "use lower-case letters, digits and single hyphens: 'one-task'")
        return found

    def choice(self, allowed: Collection[str], what: str) -> str:
        """One of the words allowed."""
        found = self.text()
        if found and found not in allowed:
            self.fault(f"unknown {what} '{found}'", did_you_mean(found, allowed))
        return found

    def choices(self, allowed: Collection[str], what: str) -> tuple[str, ...]:
        """A list of one or more of the words allowed, each once."""
        found: list[str] = []
        for item in self.items():
            word = item.choice(allowed, what)
            if word and word in found:
                item.fault(f"'{word}' is listed twice", "keep one")
            found.append(word)
        if self.is_empty:
            self.fault(f"expected at least one {what}, found an empty list")
        return tuple(found)

    def integer(self, low: int, high: int) -> int:
        """A whole number between two bounds, both allowed."""
        plain = isinstance(self.node, yaml.ScalarNode) and self.node.tag == _INTEGER
        if not plain or not re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", self.node.value):
            self._expected("a whole number")
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


def read(path: Path) -> SourceNode:
    """Read a YAML file. Its faults name it as seen from the working directory, where it lies below that.

    Raises FaultyFiles where the file cannot be opened or is not YAML: then there is nothing else to check.
    """
    here, path = Path.cwd(), path.resolve()
    shown = str(path.relative_to(here) if path.is_relative_to(here) else path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "cannot be opened"
        raise FaultyFiles([Fault(SourceLocation(shown, 1, 1), f"the file {reason}")]) from error
    file = SourceFile(shown, text.splitlines())
    if forbidden := yaml.reader.Reader.NON_PRINTABLE.search(text):
        before = text[: forbidden.start()].split("\n")
        message = f"this is not YAML: the character {forbidden[0]!r} is not allowed"
        raise FaultyFiles([Fault(file.location(len(before), len(before[-1]) + 1), message, "take it out")])
    try:
        _check_depth(text, file)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise FaultyFiles([_not_yaml(error, file)]) from error
    if node is None:
        raise FaultyFiles([Fault(SourceLocation(shown, 1, 1), "the file is empty")])
    return SourceNode(node, file)


def _check_depth(text: str, file: SourceFile) -> None:
    """Refuse what is nested so deep that composing it would end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH and event.start_mark:
            location = file.location(event.start_mark.line + 1, event.start_mark.column + 1)
            raise FaultyFiles([Fault(location, f"lists and keys are nested more than {MOST_DEPTH} deep")])


def empty(shown: str) -> SourceNode:
    """An empty mapping, to go on checking with where a file cannot be read. Its own faults say nothing."""
    return SourceNode(
        yaml.MappingNode("tag:yaml.org,2002:map", [], yaml.Mark(shown, 0, 0, 0, None, 0)), SourceFile(shown, [])
    )


def _not_yaml(error: yaml.YAMLError, file: SourceFile) -> Fault:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "it cannot be read"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    hint = "look at the indent, the colons, the quotes and the brackets"
    return Fault(file.location(line, column), f"this is not YAML: {what}", hint)

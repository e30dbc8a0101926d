"""Reading a YAML file as values with source locations."""

import os
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

import yaml

from recommender.core.errors import Fault, FaultyFiles, SourceLocation
from recommender.loading.source_node import SourceFile, SourceNode
from recommender.loading.yaml_errors import fault_of

T = TypeVar("T")

AS_ROOT: ContextVar[Callable[[Path, SourceNode], SourceNode]] = ContextVar("AS_ROOT", default=lambda _, root: root)
"""What the root of a file that is read is given on as: itself, or something that keeps what is asked of it."""

MOST_DEPTH = 20
"""The most levels of lists and keys: several times what any of our files needs."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(path: Path, parse: Callable[[SourceNode], T]) -> T:
    """The value of a YAML file. Raises FaultyFiles with all that is wrong in it."""
    return _parsed(read(path), parse)


def load_text(text: str, shown: str, parse: Callable[[SourceNode], T]) -> T:
    """The value of a YAML text, which faults call `shown`. Raises FaultyFiles with all that is wrong in it."""
    return _parsed(read_yaml(text, shown), parse)


def _parsed(root: SourceNode, parse: Callable[[SourceNode], T]) -> T:
    value = parse(root)
    if root.file.faults:
        raise FaultyFiles(root.file.faults)
    return value


def read(path: Path) -> SourceNode:
    """The root of a YAML file. Faults name a file below the working directory by its relative path.

    Raises FaultyFiles where the file cannot be opened or is not YAML.
    """
    here, path = Path.cwd(), Path(os.path.realpath(path))  # a loop of links is an error only when it is opened
    shown = str(path.relative_to(here) if path.is_relative_to(here) else path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what, hint = "cannot be opened", "look at its name, and at that of its folder"
        if isinstance(error, UnicodeDecodeError):
            what, hint = "is not UTF-8 text", "choose UTF-8 when you save it in your editor"
        raise FaultyFiles([Fault(SourceLocation(shown, 1, 1), f"the file {what}", hint)]) from error
    return AS_ROOT.get()(path, read_yaml(text, shown))


def read_yaml(text: str, shown: str) -> SourceNode:
    """The root of a YAML text, which faults call `shown`. Raises FaultyFiles where it is not YAML."""
    file = SourceFile(shown, text.splitlines())
    if forbidden := yaml.reader.Reader.NON_PRINTABLE.search(text):
        before = text[: forbidden.start()].split("\n")
        message = f"this is not YAML: the character {forbidden[0]!r} is not allowed"
        raise FaultyFiles([Fault(file.location(len(before), len(before[-1]) + 1), message, "remove it")])
    try:
        _check_depth(text, file)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise FaultyFiles([fault_of(error, file)]) from error
    if node is None:
        raise FaultyFiles([Fault(SourceLocation(shown, 1, 1), "the file is empty")])
    return SourceNode(node, file)


def _check_depth(text: str, file: SourceFile) -> None:
    """Reject nesting so deep that composing it would crash the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH and event.start_mark:
            location = file.location(event.start_mark.line + 1, event.start_mark.column + 1)
            raise FaultyFiles([Fault(location, f"lists and keys are nested more than {MOST_DEPTH} deep")])

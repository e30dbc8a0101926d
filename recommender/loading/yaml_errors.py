"""What the YAML reader objects to, in words for someone who has never heard of a scalar or a mapping."""

from typing import NamedTuple

import yaml

from recommender.core.errors import Fault
from recommender.loading.source_node import SourceFile

_UNCLOSED = ("while parsing a flow ", "while scanning a quoted scalar", "while scanning a simple key")
"""What the reader was in the middle of when the fault is where that began, and not where it noticed."""


class _Said(NamedTuple):
    what: str
    hint: str


_GENERAL = "look at the indent, the colons, the quotes and the brackets"
_QUOTE = "put the whole text in quotes"
_LEVEL = "begin it exactly below its neighbours, with the same number of spaces"
_SAID = {
    "found a tab character": _Said("a tab stands here", "use spaces"),
    "mapping values are not allowed": _Said(
        "a colon stands where none can", f"{_QUOTE} if it has a colon in it; if not, look at the spaces here and above"
    ),
    "could not find expected ':'": _Said(
        "this line has no colon with a space after it", "write 'name: value', or begin each item of a list with '- '"
    ),
    "did not find expected '-' indicator": _Said("this line does not fit below the list above it", _LEVEL),
    "did not find expected key": _Said(
        "this does not fit what stands before it", f"{_LEVEL}; if only a part of a text is in quotes, {_QUOTE}"
    ),
    "did not find expected ',' or '}'": _Said(
        "a comma or a closing } is missing", "look for it, for a quote that is not closed, and for a # without quotes"
    ),
    "did not find expected ',' or ']'": _Said(
        "a comma or a closing ] is missing", "look for it, and for a quote that is not closed"
    ),
    "found unexpected end of stream": _Said(
        "this quote is never closed", "close it; a text that begins with an apostrophe goes in double quotes"
    ),
    "block sequence entries are not allowed": _Said("a list cannot begin here", f"{_QUOTE}, or begin it on a new line"),
    "mapping keys are not allowed": _Said("a text cannot begin with this sign", _QUOTE),
    "found character that cannot start any token": _Said("a text cannot begin with this sign", _QUOTE),
    "did not find expected alphabetic or numeric character": _Said("a text cannot begin with & or *", _QUOTE),
    "did not find expected comment or line break": _Said("a text cannot begin with | or >", _QUOTE),
    "did not find expected node content": _Said("a bracket stands where none can", f"take it away, or {_QUOTE}"),
}


def fault_of(error: yaml.YAMLError, file: SourceFile) -> Fault:
    """The fault in a text that cannot be read as YAML, at the place where it begins."""
    problem, begun = getattr(error, "problem", None) or "it cannot be read", getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or yaml.Mark("", 0, 0, 0, None, 0)
    if begun and begun.line < mark.line and error.context.startswith(_UNCLOSED):  # type: ignore[attr-defined]
        mark = begun
    place = file.location(mark.line + 1, mark.column + 1)
    if place.source_line[mark.column :].startswith("\t"):
        problem = "found a tab character"
    said = next((said for start, said in _SAID.items() if problem.startswith(start)), _Said(problem, _GENERAL))
    return Fault(place, f"this is not YAML: {said.what}", said.hint)

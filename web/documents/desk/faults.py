"""The faults of a changed text, and of what is beside it, each with its line as it stands there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recommender import Fault
from web.guide.edition import TemplateValues

RULES = "rulebase.yaml"
"""What faults call the text in the editor. Any other path is that of a file."""

MOST_SHOWN = 12
_MOST_BEFORE = 32
_WORD = re.compile(r"[^\s,:{}\[\]]+|.?")
"""What is marked: as much as a fault can be about without more being known of it."""


@dataclass(frozen=True, slots=True)
class FaultShown:
    """A fault: its file ("" for the text in the editor), its line by number, what stands there, and what to do."""

    file: str
    line: int
    before: str
    marked: str
    after: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class DeskFaults(TemplateValues):
    """The first faults, and how many more there are."""

    template = "desk-faults.html"
    faults: Sequence[FaultShown]
    more: int


def faults_shown(faults: Sequence[Fault]) -> DeskFaults:
    """The faults that the loader found, in this order."""
    return DeskFaults([_shown(fault) for fault in faults[:MOST_SHOWN]], max(0, len(faults) - MOST_SHOWN))


def _shown(fault: Fault) -> FaultShown:
    where = fault.location
    line, at = where.source_line, where.column - 1
    found = _WORD.match(line, at)
    end = found.end() if found else at
    before = line[:at].lstrip()
    if len(before) > _MOST_BEFORE:
        before = f"…{before[-_MOST_BEFORE:]}"
    file = "" if where.path == RULES else where.path
    return FaultShown(file, where.line, before, line[at:end], line[end:], fault.message, fault.hint)

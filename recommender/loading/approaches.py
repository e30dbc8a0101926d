"""Reading what a rule base chooses between: its two approaches and their colours, its outcomes, and its themes."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from recommender.core.errors import FaultyFiles
from recommender.core.model import RESERVED
from recommender.core.outcomes import BOTH, EITHER, MOST_OUTCOMES, Colours, Outcome
from recommender.loading.entries import entries
from recommender.loading.source_node import SourceNode

REQUIRED = ("approaches",)
OPTIONAL = ("colours", "outcomes", "themes")
"""The keys of a rule base that are read here."""

_BESIDE_POINTS = (
    *("id", "views", "evidence", "grade", "question", "option", "band", "caps", "pattern", "level", "sides", "words"),
    *("alike", "not-answered"),
)
"""What stands beside the points of an approach under its id, in a rule base or in JSON, or is a side as it is."""

_ENDS = (BOTH, EITHER, "other", "nothing", "something-else", "both-or-either", "something-else-first")
"""What stands beside outcomes by their ids: the outcomes of a close lead, options, verdicts and classes."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_COLOURS = (Colours("#0e5a61", "#3f9fa1"), Colours("#f2ab35", "#ffd384"))
"""The colours where a rule base names none: a dark and a light one, so that they differ in lightness as well."""


class Alternatives(NamedTuple):
    """What a rule base chooses between."""

    approaches: tuple[str, str]
    colours: tuple[Colours, Colours]
    others: tuple[Outcome, ...]
    themes: tuple[str, ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The ids of all outcomes."""
        return (*self.approaches, BOTH, EITHER, *(outcome.id for outcome in self.others))


def alternatives_in(root: SourceNode, fields: Mapping[str, SourceNode]) -> Alternatives:
    """The choice that these fields of a rule base name. Its faults are kept with the file.

    Raises FaultyFiles where there are not two approaches: all else would be faulty for this one reason.
    """
    approaches = _approaches(fields["approaches"])
    if approaches is None:
        raise FaultyFiles(root.file.faults)
    colours = _colours(fields["colours"], approaches) if "colours" in fields else _COLOURS
    others = _others(fields["outcomes"], approaches) if "outcomes" in fields else ()
    themes = _themes(fields["themes"]) if "themes" in fields else ()
    return Alternatives(approaches, colours, others, themes)


def unreserved_id(value: SourceNode, taken: tuple[str, ...]) -> str:
    """An id that is not taken, and not in use for something else, such as the name of a column."""
    found = value.id()
    if found in (*RESERVED, *taken):
        value.fault(f"'{found}' is in use for something else", "choose another id")
    return found


def _approaches(value: SourceNode) -> tuple[str, str] | None:
    found = [unreserved_id(item, (*_ENDS, *_BESIDE_POINTS)) for item in value.items()]
    if len(found) == 2 and all(found) and found[0] != found[1]:
        return found[0], found[1]
    if value.is_list and all(found):
        value.fault("a rule base chooses between two approaches", "write two ids, such as [rent, buy]")
    return None


def _colours(value: SourceNode, approaches: tuple[str, str]) -> tuple[Colours, Colours]:
    fields = value.fields(approaches)
    first, second = (_of_approach(fields[approach]) for approach in approaches)
    return first, second


def _of_approach(value: SourceNode) -> Colours:
    fields = value.fields(("light", "dark"))
    return Colours(_colour(fields["light"]), _colour(fields["dark"]))


def _colour(value: SourceNode) -> str:
    found = value.text()
    if found and not _COLOUR.fullmatch(found):
        value.fault(f"'{found}' is not a colour", 'write six digits from 0 to f, such as "#0e5a61"')
    return found


def _others(value: SourceNode, approaches: tuple[str, str]) -> tuple[Outcome, ...]:
    others = entries(value, lambda item: _outcome(item, approaches), "outcome")
    if len(others) + len((*approaches, BOTH, EITHER)) > MOST_OUTCOMES:
        value.fault(f"there can be no more than {MOST_OUTCOMES} outcomes", "let some gates or patterns share one")
    return others


def _outcome(value: SourceNode, approaches: tuple[str, str]) -> Outcome:
    fields = value.fields(("id",), ("in-turn",))
    in_turn = fields["in-turn"].choices(approaches, "approach") if "in-turn" in fields else ()
    if len(in_turn) == 1:
        fields["in-turn"].fault("both approaches come in turn", "write the first of them, and then the other")
    return Outcome(unreserved_id(fields["id"], (*approaches, *_ENDS)), in_turn, value.location)


def _themes(value: SourceNode) -> tuple[str, ...]:
    found: list[str] = []
    for item in value.items():
        theme = item.id()
        if theme in found:
            item.fault(f"'{theme}' is listed twice", "keep one")
        found.append(theme)
    return tuple(found)

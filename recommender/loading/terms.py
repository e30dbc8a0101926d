"""Terms that the guide does not use: where a text has one, that is a fault, with what to write instead."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recommender.core.errors import Fault, SourceLocation
from recommender.loading.content import languages_in
from recommender.loading.prose import prose
from recommender.loading.shipped import or_shipped
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import load, read

MOST_TIMES = 9


@dataclass(frozen=True, slots=True)
class Term:
    """What the texts of a language do not say, or at most so many times, and what to write instead."""

    pattern: re.Pattern[str]
    instead: str
    most: int


def load_terms(path: Path, languages: Sequence[str]) -> dict[str, tuple[Term, ...]]:
    """The terms in this file, for each of these languages that has any. Raises FaultyFiles with all that is wrong."""
    return load(path, lambda root: _terms(root, languages))


def faults_of_terms(folder: Path) -> list[Fault]:
    """A fault for each term that stands in a text and should not, in every language of a content folder."""
    terms = load_terms(or_shipped(folder, "terms.yaml"), languages_in(folder))
    return [fault for code, refused in terms.items() for fault in _faults(folder / code, refused)]


def _terms(root: SourceNode, languages: Sequence[str]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for key, value in root.pairs():
        code = key.choice(languages, "language")
        found[code] = tuple(_term(item) for item in value.items())
    return found


def _term(value: SourceNode) -> Term:
    fields = value.fields(("not", "write"), ("most",))
    most = fields["most"].integer(1, MOST_TIMES) if "most" in fields else 0
    try:
        pattern = re.compile(rf"(?<!\w)(?:{fields['not'].text()})(?!\w)", re.IGNORECASE)
    except re.error as error:
        fields["not"].fault(f"this is not a regular expression: {error}")
        pattern = re.compile(r"(?!)")
    return Term(pattern, fields["write"].text(), most)


def _faults(folder: Path, terms: Sequence[Term]) -> list[Fault]:
    """The faults in one language. Where a term may stand a few times, only those after them are faults."""
    faults: list[Fault] = []
    times: Counter[Term] = Counter()
    for file in sorted(folder.glob("*.yaml")):
        for where, value in prose(read(file)):
            for term in terms:
                for found in term.pattern.finditer(value.text()):
                    times[term] += 1
                    if times[term] > term.most:
                        faults.append(_fault(found[0], where, value, term))
    return faults


def _fault(said: str, where: str, value: SourceNode, term: Term) -> Fault:
    often = f" more than {term.most} times in all" if term.most else ""
    return Fault(_location(said, value), f"'{where}' says '{said}'{often}", f"write '{term.instead}'")


def _location(said: str, value: SourceNode) -> SourceLocation:
    """The place of these words in the lines of a text; where a line ends within them, that of the text."""
    first, last = value.node.start_mark.line, value.node.end_mark.line
    for number in range(first, min(last + 1, len(value.file.lines))):
        column = value.file.lines[number].find(said)
        if column >= 0:
            return value.file.location(number + 1, column + 1)
    return value.location

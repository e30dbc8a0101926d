"""Readability: how old a reader of our English has to be, and which sentences are the hardest.

The Flesch-Kincaid grade counts words a sentence and syllables a word; with five added, it is about the age at which
English schools reach it. It is rough, and flatters short lines: use it to find what to look at.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recommender.core.errors import SourceLocation
from recommender.loading.prose import prose
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import read

YEARS_ABOVE_GRADE = 5
FEWEST_WORDS = 6
"""A shorter sentence, such as a label, is measured as a part of its file and not by itself."""

_ENDS = re.compile(r"(?<=[.?!])[”\"']?\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the words, and the location of its text."""

    location: SourceLocation
    text: str

    @property
    def age(self) -> float:
        """The reading age that it asks for."""
        return reading_age([self.text])


def reading_age(texts: Iterable[str]) -> float:
    """The reading age that these texts ask for, taken together."""
    import textstat

    whole = " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in texts)
    return YEARS_ABOVE_GRADE + float(textstat.flesch_kincaid_grade(whole))


def sentences_in(folder: Path) -> dict[str, list[Sentence]]:
    """The sentences of each file of one language."""
    return {path.name: list(_sentences(read(path))) for path in sorted(folder.glob("*.yaml"))}


def hardest(sentences: Iterable[Sentence], count: int) -> list[Sentence]:
    """Those that ask for the oldest reader, the hardest first."""
    long_enough = (sentence for sentence in sentences if len(sentence.text.split()) >= FEWEST_WORDS)
    return sorted(long_enough, key=lambda sentence: -sentence.age)[:count]


def _sentences(value: SourceNode) -> Iterator[Sentence]:
    for _, text in prose(value):
        yield from (Sentence(text.location, part) for part in _ENDS.split(text.text()) if part)

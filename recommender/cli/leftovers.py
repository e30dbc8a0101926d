"""Texts of a guide of one's own that are still those of the example from which `new` laid it out."""

from collections.abc import Iterator
from pathlib import Path

from recommender.cli.new import START
from recommender.core.errors import SourceLocation
from recommender.loading.prose import prose
from recommender.loading.shipped import shipped_files
from recommender.loading.yaml_source import read

FEWEST_WORDS = 4
"""A shorter text, such as a label, may well be the same by chance."""


def leftovers(folder: Path) -> list[tuple[SourceLocation, str]]:
    """The texts of one language that equal one of the example, with their places.

    What the shipped guide says too holds for any choice, and is left out. So is all of the example itself.
    """
    example = shipped_files() / START / "content" / "en"
    if folder.resolve() == example.resolve():
        return []
    shown_there = {text for _, text in _texts(example)}
    if not (same := [found for found in _texts(folder) if found[1] in shown_there]):
        return []
    general = {text for _, text in _texts(shipped_files() / "content" / "en")}
    return [(place, text) for place, text in same if text not in general]


def _texts(folder: Path) -> Iterator[tuple[SourceLocation, str]]:
    for path in sorted(folder.glob("*.yaml")):
        for _, value in prose(read(path)):
            words = value.text().split()
            if len(words) >= FEWEST_WORDS:
                yield value.location, " ".join(words)

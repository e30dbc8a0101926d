"""Reading what stands behind the rules, and its words, with every fault at once, each with its location."""

from collections.abc import Collection, Mapping
from pathlib import Path

from recommender.content.background import (
    Background,
    BackgroundWords,
    Choice,
    ChoiceWords,
    Dissent,
    Unknown,
)
from recommender.core.errors import SourceLocation
from recommender.core.model import RuleBase
from recommender.core.parts import parts_of
from recommender.loading.entries import entries, keys_of
from recommender.loading.source_node import SourceNode
from recommender.loading.word_files import by_id, texts
from recommender.loading.yaml_source import load

BACKGROUND = "background.yaml"
"""The name of the file beside the rules, and of the one with its words in the folder of each language."""


def load_background(path: Path, rules: RuleBase) -> Background:
    """What stands behind these rules, from this file, or nothing where there is none. Raises FaultyFiles."""
    return load(path, lambda root: _background(root, parts_of(rules))) if path.exists() else Background()


def load_background_words(folder: Path, background: Background) -> BackgroundWords:
    """The words in this folder for it, or none where there is nothing to say. Raises FaultyFiles."""
    if background == Background():
        return BackgroundWords()
    return load(folder / BACKGROUND, lambda root: _words(root, background))


def sources_in(background: Background) -> list[tuple[str, SourceLocation]]:
    """The keys of sources that it names, each with its location."""
    items: list[Choice | Dissent | Unknown] = [*background.choices, *background.dissents, *background.unknowns]
    return [(key, item.location) for item in items for key in item.sources]


def _background(root: SourceNode, parts: Collection[str]) -> Background:
    fields = root.fields(("decisions", "disagreements", "unknown"))
    return Background(
        entries(fields["decisions"], _choice, "decision"),
        entries(fields["disagreements"], lambda item: _dissent(item, parts), "disagreement"),
        entries(fields["unknown"], _unknown, "thing that is not known"),
    )


def _choice(value: SourceNode) -> Choice:
    fields = value.fields(("id", "date", "by"), ("evidence",))
    return Choice(fields["id"].id(), fields["date"].date(), fields["by"].id(), _sources(fields), value.location)


def _dissent(value: SourceNode, parts: Collection[str]) -> Dissent:
    fields = value.fields(("id", "at", "evidence"))
    at = fields["at"].choices(parts, "part of the rules")
    return Dissent(fields["id"].id(), at, _sources(fields), value.location)


def _unknown(value: SourceNode) -> Unknown:
    fields = value.fields(("id",), ("evidence",))
    return Unknown(fields["id"].id(), _sources(fields), value.location)


def _sources(fields: Mapping[str, SourceNode]) -> tuple[str, ...]:
    return keys_of(fields["evidence"]) if "evidence" in fields else ()


def _words(root: SourceNode, background: Background) -> BackgroundWords:
    fields = root.fields(("roles", "decisions", "disagreements", "unknown"))
    roles = dict.fromkeys(choice.by for choice in background.choices)
    choices, dissents, unknowns = (
        [item.id for item in items] for items in (background.choices, background.dissents, background.unknowns)
    )
    return BackgroundWords(
        by_id(fields["roles"], roles, lambda _, value: value.text()),
        by_id(fields["decisions"], choices, lambda _, value: ChoiceWords(**texts(value, ("title", "why")))),
        by_id(fields["disagreements"], dissents, lambda _, value: value.text()),
        by_id(fields["unknown"], unknowns, lambda _, value: value.text()),
    )

"""The shapes of all files of a guide: the loader is run over them, and each value keeps what is asked of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from recommender.core.model import RuleBase
from recommender.loading.background import BACKGROUND, load_background, load_background_words
from recommender.loading.capacity import load_capacity
from recommender.loading.cases import CLAIMS, load_cases
from recommender.loading.content import Content, languages_in, load_content
from recommender.loading.guidance import load_contacts, load_guidance, load_guidance_words, load_situations
from recommender.loading.rules import load_rules
from recommender.loading.schema.recorder import Way, go_every_way, recorder
from recommender.loading.schema.shape import Shape
from recommender.loading.shipped import or_shipped
from recommender.loading.source_node import SourceNode
from recommender.loading.terms import load_terms
from recommender.loading.words import load_wording
from recommender.loading.yaml_source import AS_ROOT

CASES = "cases"
WORDS = "words"
"""Before the names of files that each language has: the words of the guidance are not the guidance."""


@dataclass(frozen=True, slots=True)
class Guide:
    """Where a guide's files are: its rules, the guidance, the folder with all languages, and its cases, if any."""

    rules: Path
    guidance: Path
    content: Path
    cases: Path | None


@dataclass(frozen=True, slots=True)
class Recording:
    """The shapes by the name of their schema, and for each file that was read this name, and its lines."""

    guide: Guide
    shapes: dict[str, Shape] = field(default_factory=dict)
    files: dict[Path, tuple[str, list[str]]] = field(default_factory=dict)

    def run(self, load: Callable[[], object], way: Way) -> None:
        """Read files in one way, and keep what is asked of their values."""
        before = AS_ROOT.set(partial(self._root, way))
        try:
            load()
        finally:
            AS_ROOT.reset(before)

    def _root(self, way: Way, path: Path, root: SourceNode) -> SourceNode:
        name, _ = self.files.setdefault(path, (self._name(path), root.file.lines))
        return recorder(root, self.shapes.setdefault(name, Shape()), way)

    def _name(self, path: Path) -> str:
        if path.parent.name in languages_in(self.guide.content):
            return f"{WORDS}/{path.stem}"
        in_cases = self.guide.cases and path.parent == self.guide.cases.resolve()
        return CASES if in_cases and path.name != CLAIMS else path.stem


def record(guide: Guide) -> Recording:
    """All that the loader asks of a guide's files. Raises FaultyFiles where these cannot be used as they are."""
    recording = Recording(guide)
    rules = load_rules(guide.rules)
    content = load_content(guide.guidance, guide.content, rules)
    for load in _loaders(guide, rules, content):
        go_every_way(partial(recording.run, load))
    return recording


def _loaders(guide: Guide, rules: RuleBase, content: Content) -> Iterator[Callable[[], object]]:
    """What loads each file or folder, given what the others hold as they are written."""
    folder = guide.content
    register = next(iter(content.languages.values())).wording.evidence
    yield partial(load_rules, guide.rules)
    yield partial(load_guidance, guide.guidance, rules)
    yield partial(load_background, guide.guidance.with_name(BACKGROUND), rules)
    yield partial(load_situations, folder / "situations.yaml", rules)
    yield partial(load_contacts, or_shipped(folder, "contacts.yaml"))
    yield partial(load_capacity, folder / "capacity.yaml", rules.approaches, register)
    yield partial(load_terms, or_shipped(folder, "terms.yaml"), [*content.languages])
    for code in content.languages:
        yield partial(load_wording, folder / code, rules)
        yield partial(load_guidance_words, folder / code, rules, content.guidance, content.situations)
        yield partial(load_background_words, folder / code, content.background)
    if guide.cases:
        yield partial(load_cases, guide.cases, rules)

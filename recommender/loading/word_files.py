"""Parts that all files of words share: texts by id and by view, texts with names in braces, several files at once."""

from collections.abc import Callable, Collection
from pathlib import Path
from string import Formatter
from typing import TypeVar

from recommender.content.guidance import PLACES
from recommender.content.words import ByView, Steps
from recommender.core.errors import Fault, FaultyFiles
from recommender.core.hints import did_you_mean
from recommender.core.model import VIEWS
from recommender.loading.shipped import or_shipped
from recommender.loading.source_node import SaidOfKeys, SourceNode, empty
from recommender.loading.yaml_source import read

T = TypeVar("T")


GENERAL = ("pages.yaml", "certainty.yaml", "../page-texts.yaml")
"""Files that say nothing of what a guide chooses between: a rule base of one's own may leave them to ours."""

WORDS_OF = SaidOfKeys("'{}' is not in the rules", "the words for '{}' are missing here", "add an entry '{}:'")


class WordFiles:
    """The files of one folder that are read together, and the faults in all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self._roots: list[SourceNode] = []

    def read(self, name: str) -> SourceNode:
        """The root of a file, or an empty value where it cannot be read. Of GENERAL, the shipped one may stand in."""
        path = self.folder / name
        try:
            root = read(or_shipped(self.folder.parent, f"{self.folder.name}/{name}") if name in GENERAL else path)
        except FaultyFiles as error:
            self.faults.extend(error.faults)
            return empty(name)
        self._roots.append(root)
        return root

    def close(self) -> None:
        """Raise FaultyFiles if there is any fault."""
        faults = self.faults + [fault for root in self._roots for fault in root.file.faults]
        if faults:
            raise FaultyFiles(faults)


def by_id(
    value: SourceNode,
    ids: Collection[str] | None,
    parse: Callable[[str, SourceNode], T],
    said: SaidOfKeys = WORDS_OF,
) -> dict[str, T]:
    """The parsed entries of a mapping by id: each of `ids` and no other, or, where `ids` is None, at least one."""
    if ids is not None:
        return {name: parse(name, entry) for name, entry in value.fields(ids, said=said).items()}
    found = {key.text(): parse(key.text(), entry) for key, entry in value.pairs()}
    if not found:
        value.fault("expected at least one entry, found nothing")
    return found


def texts(value: SourceNode, keys: Collection[str]) -> dict[str, str]:
    """The texts under these keys, which are all required. Other keys are faults."""
    return {key: field.text() for key, field in value.fields(keys).items()}


def lists_by_view(value: SourceNode, views: Collection[str]) -> Steps:
    """A list of at least one text for each view."""
    return {
        view: tuple(item.text() for item in items.items(at_least_one="step"))
        for view, items in value.fields(views).items()
    }


def placed_by_view(value: SourceNode, views: Collection[str]) -> Steps:
    """A list of texts for each view: one for each of PLACES."""
    found = lists_by_view(value, views)
    for view, items in value.pairs():
        texts = found.get(view.text(), ())
        if texts and len(texts) != len(PLACES):
            items.fault(f"there are {len(texts)} steps here", f"write {len(PLACES)}, one each for: {', '.join(PLACES)}")
    return found


def template(value: SourceNode, names: Collection[str]) -> str:
    """A text with names in braces, which must be among these."""
    text = value.text()
    try:
        used = _names_in(text)
    except ValueError:
        value.fault("a brace is left open or closed alone", "write {{ or }} for a brace that is only a brace")
        return text
    for name in used:
        if name not in names:
            value.fault(f"unknown name {{{name}}}", did_you_mean(name, names) if names else "remove the braces")
    return text


def templates_by_view(value: SourceNode, names: Collection[str]) -> ByView:
    """A text for each view, with these names in braces."""
    return {view: template(text, names) for view, text in value.fields(VIEWS).items()}


def _names_in(text: str) -> list[str]:
    """What is between braces, with the conversion and the format that should not be there."""
    parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    return [f"{name}{'!' if how else ''}{how or ''}{':' if form else ''}{form or ''}" for name, form, how in parts]

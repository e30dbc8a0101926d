"""Reading all content beside the rules: the guidance, the published situations, and the words of every language."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from recommender.content.background import Background, BackgroundWords
from recommender.content.capacity import Efforts
from recommender.content.contacts import Contact
from recommender.content.guidance import Guidance
from recommender.content.guidance_words import GuidanceWords
from recommender.content.situations import Situation
from recommender.content.words import Wording
from recommender.core.errors import Fault, FaultyFiles, SourceLocation
from recommender.core.hints import did_you_mean
from recommender.core.model import RuleBase
from recommender.loading.background import BACKGROUND, load_background, load_background_words, sources_in
from recommender.loading.capacity import load_capacity
from recommender.loading.guidance import cited_in, load_contacts, load_guidance, load_guidance_words, load_situations
from recommender.loading.shipped import or_shipped
from recommender.loading.words import load_wording

T = TypeVar("T")

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""A language code of BCP 47: a language, and optionally a script and a region."""


@dataclass(frozen=True, slots=True)
class Language:
    """Every word of one language: those bound to the rules, those of the guidance, and those of the background."""

    wording: Wording
    advice: GuidanceWords
    background: BackgroundWords


@dataclass(frozen=True, slots=True)
class Content:
    """Guidance, published situations, contacts, what each approach takes, the background, and languages by code."""

    guidance: Guidance
    background: Background
    situations: tuple[Situation, ...]
    contacts: tuple[Contact, ...]
    efforts: Efforts
    languages: Mapping[str, Language]


def languages_in(folder: Path) -> tuple[str, ...]:
    """The codes of the languages in a content folder. Each language is a folder with YAML files."""
    return tuple(sorted({file.parent.name for file in folder.glob("*/*.yaml")}))


def wordings_in(folder: Path, rules: RuleBase) -> tuple[Wording, ...]:
    """The words of every language in a content folder. Raises FaultyFiles."""
    return tuple(load_wording(folder / code, rules) for code in languages_in(folder))


def load_content(guidance_file: Path, folder: Path, rules: RuleBase) -> Content:
    """All content for these rules. Raises FaultyFiles with all that is wrong in it.

    Words of the guidance and of the background are not read while these, or the situations, have faults.
    """
    faults = _faults_of_languages(folder)
    guidance = _tried(partial(load_guidance, guidance_file, rules), faults)
    situations = _tried(partial(load_situations, folder / "situations.yaml", rules), faults)
    contacts = _tried(partial(load_contacts, or_shipped(folder, "contacts.yaml")), faults)
    background = _tried(partial(load_background, guidance_file.with_name(BACKGROUND), rules), faults)
    cited = [*(cited_in(guidance_file) if guidance else []), *sources_in(background or Background())]
    languages = {}
    for code in languages_in(folder):
        wording = _tried(partial(load_wording, folder / code, rules), faults)
        if guidance is None or situations is None or background is None:
            continue
        advice = _tried(partial(load_guidance_words, folder / code, rules, guidance, situations), faults)
        behind = _tried(partial(load_background_words, folder / code, background), faults)
        if wording and advice and behind:
            faults += _not_registered(cited, wording.evidence)
            languages[code] = Language(wording, advice, behind)
    register = {key for language in languages.values() for key in language.wording.evidence}
    load_efforts = partial(load_capacity, folder / "capacity.yaml", rules.approaches, register)
    efforts = _tried(load_efforts, faults) if languages else None
    if faults or guidance is None or background is None or situations is None or contacts is None or efforts is None:
        raise FaultyFiles(faults)
    return Content(guidance, background, situations, contacts, efforts, languages)


def _faults_of_languages(folder: Path) -> list[Fault]:
    codes = languages_in(folder)
    if not codes:
        return [Fault(SourceLocation(str(folder), 1, 1), "there is no language here", "add a folder such as 'en'")]
    return [
        Fault(SourceLocation(str(folder / code), 1, 1), f"'{code}' is not a language code", "write 'fr' or 'pt-BR'")
        for code in codes
        if not _LANGUAGE.fullmatch(code)
    ]


def _not_registered(cited: Sequence[tuple[str, SourceLocation]], register: Collection[str]) -> list[Fault]:
    """A fault for each key that is cited and that this register of sources does not have."""
    return [
        Fault(location, f"'{key}' is not in the register of sources", did_you_mean(key, register))
        for key, location in cited
        if key not in register
    ]


def _tried(load: Callable[[], T], faults: list[Fault]) -> T | None:
    """What is loaded, or None where it has faults, which are kept."""
    try:
        return load()
    except FaultyFiles as error:
        faults.extend(error.faults)
        return None

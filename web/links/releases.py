"""Finding the edition that a link was created under: today's, or a release.

A release keeps the rules of its version, and the words that name an answer, a pattern or an outcome. All else that a
document needs (templates, drawings, guidance, situations) is today's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from recommender import RuleBase, tabulate
from recommender.core.errors import GuideError, UnknownRules
from recommender.loading import released_versions
from recommender.loading.releases import Release, in_released_words, read_release
from recommender.loading.versions import is_version
from web.guide.edition import Edition
from web.guide.edition_id import HEADER_BYTES, edition_id, version_in
from web.guide.languages import FIRST

RELEASED = Path("rules", released_versions.RELEASED)
"""The folder of the releases, within a project."""


class AlreadyReleased(GuideError):
    """A version that was released with other rules or words."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"Version {version} is released already, with other rules or words. "
            "Raise `version` in rules/rulebase.yaml, and release again."
        )


class BelowAnother(GuideError):
    """A version that is not released yet, and is below one that is."""

    def __init__(self, version: str, higher: str) -> None:
        super().__init__(
            f"Version {version} is below {higher}, which is released already. "
            "Raise `version` in rules/rulebase.yaml, and release again."
        )


@dataclass(frozen=True, slots=True)
class FoundEdition:
    """The edition that a link was created under. Not `exact`: the rules are the same, and some words have changed."""

    edition: Edition
    exact: bool


def find_edition(today: Edition, wanted: bytes) -> FoundEdition:
    """The edition with this id: today's, a released one, or one with the same rules. Raises UnknownRules."""
    known = [today]
    if wanted != today.id and (released := released_editions(today).get(version_in(wanted))):
        known.append(released)
    for edition in known:
        if edition.id == wanted:
            return FoundEdition(edition, exact=True)
    for edition in known:
        if edition.id[:HEADER_BYTES] == wanted[:HEADER_BYTES]:
            return FoundEdition(edition, exact=False)
    raise UnknownRules(version_in(wanted))


def check_places(today: Edition) -> None:
    """Raise AlreadyReleased where these rules were released with their outcomes or approaches in another order.

    The digest is the same in any order, and links have places: one that was created before would show another outcome.
    """
    file = release_file(today.folder, today.rules.version)
    if file.is_file():
        released = _release(file).rules
        if released.digest == today.rules.digest and released.outcomes != today.rules.outcomes:
            raise AlreadyReleased(today.rules.version)


def rules_of(today: Edition, wanted: bytes) -> RuleBase:
    """The rules of the edition with this id. Raises UnknownRules."""
    return find_edition(today, wanted).edition.rules


def release_file(project: Path, version: str) -> Path:
    """Where the release of a version is kept."""
    return project / RELEASED / f"{version}.json"


@lru_cache(maxsize=16)
def released_editions(today: Edition) -> Mapping[str, Edition]:
    """The editions of all releases, by version, in today's language if they had that one. They are read once."""
    files = sorted((today.folder / RELEASED).glob("*.json"))
    return {file.stem: released_edition(today, file) for file in files if is_version(file.stem)}


@lru_cache(maxsize=64)
def released_edition(today: Edition, file: Path) -> Edition:
    """The edition of a release, in today's language if it had that one."""
    release = _release(file)
    words = release.words.get(today.language, release.words[FIRST])
    return replace(
        today,
        table=tabulate(release.rules),
        wording=in_released_words(today.wording, words),
        id=edition_id(release.rules, release.words),
    )


@lru_cache(maxsize=64)
def _release(file: Path) -> Release:
    return read_release(file)

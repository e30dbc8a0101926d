"""Editions: the rules and words that a link was made under, so that it shows the same document for good.

An edition is a folder with `rules` and `content` in it: the project itself holds today's, and `rules/released` one for
each version that was released. A link names its edition by a mark: version, start of the rules' digest, and start of
the digest of all words and templates that a result document is made from.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from recommender import RuleBase
from recommender.core.errors import UnknownRules
from recommender.loading.yaml_source import read
from web.guide.edition import Guide, load_folder
from web.guide.languages import FIRST
from web.links.codec import DIGEST_BYTES, HEADER_BYTES, pack_rules, version_in

DOCUMENT_FILES = (
    "rules/guidance.yaml",
    "content/situations.yaml",
    "content/*/[!p]*.yaml",
    "content/*/patterns.yaml",
    "content/templates/result.html",
    "content/templates/parts.html",
)
"""What a result document is made from, beside the rules themselves and some of the texts of the pages."""

DOCUMENT_TEXTS = (
    "agreement.",
    "approach.",
    "drawing.",
    "finding.",
    "helper.",
    "language",
    "quoted",
    "titled",
    "makers.",
    "own.shown",
    "ready.",
    "result.",
    "review.",
    "side.",
    "situations.",
    "sure.",
    "tension.",
)
"""What the ids of those texts begin with. A test holds that a document uses no other."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The guide as it was when a link was made. Not `exact`: the rules are the same, and some words have changed."""

    guide: Guide
    exact: bool


def mark_of(guide: Guide) -> bytes:
    """The mark of the edition that this guide is."""
    return pack_rules(guide.rules) + words_digest(guide.folder)[:DIGEST_BYTES]


def find_edition(guide: Guide, mark: bytes) -> Edition:
    """The edition with this mark: today's, a released one, or one with the same rules. Raises UnknownRules."""
    known = [guide]
    if mark != mark_of(guide) and (folder := guide.sharing.released / version_in(mark)).is_dir():
        known.append(_released(guide, folder))
    for edition in known:
        if mark == mark_of(edition):
            return Edition(edition, exact=True)
    for edition in known:
        if mark[:HEADER_BYTES] == pack_rules(edition.rules):
            return Edition(edition, exact=False)
    raise UnknownRules(version_in(mark))


def rules_of(guide: Guide, mark: bytes) -> RuleBase:
    """The rules of the edition with this mark. Raises UnknownRules."""
    return find_edition(guide, mark).guide.rules


def _released(guide: Guide, folder: Path) -> Guide:
    """The guide of a released folder, in the same language if it was there then."""
    by_language = _load(folder, guide.sealer, guide.address, guide.sharing)
    return by_language.get(guide.language, by_language[FIRST])


_load = lru_cache(maxsize=64)(load_folder)


@lru_cache(maxsize=64)
def words_digest(folder: Path) -> bytes:
    """The SHA-256 of the words and templates in a folder that a result document is made from."""
    digest = hashlib.sha256()
    for file in _document_files(folder):
        digest.update(f"{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes() + b"\0")
    for pages in sorted(folder.glob("content/*/pages.yaml")):
        texts = {key.text(): value.text() for key, value in read(pages).pairs()}
        used = {key: text for key, text in sorted(texts.items()) if key.startswith(DOCUMENT_TEXTS)}
        digest.update(json.dumps([pages.parent.name, used]).encode())
    return digest.digest()


def _document_files(folder: Path) -> Iterator[Path]:
    found = {file for pattern in DOCUMENT_FILES for file in folder.glob(pattern) if file.is_file()}
    return iter(sorted(found))

"""Releasing: freezing today's rules and words for good, with some links that must replay the same ever after.

`make release` does it. A version is released once: what is frozen under it is never changed.
"""

import datetime
import hashlib
import json
import secrets
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from recommender import VIEWS, AnswerSheet
from recommender.core.errors import GuideError
from web.documents.link_pages import content_document
from web.documents.pictures import PICTURES, every_picture
from web.guide.edition import PROJECT, Guide, load_folder
from web.links.disclosure import LEVELS, at_level
from web.links.link import Link, Result, make_link, open_link
from web.links.releases import Edition, find_edition, mark_of, rules_of
from web.services.sealing import KEY_BYTES, Sealer
from web.services.services import RELEASED, open_sharing

FROZEN = (
    "rules/*.yaml",
    "content/*.yaml",
    "content/*/*.yaml",
    "content/templates/result.html",
    "content/templates/parts.html",
)
"""What a result document needs, and so what is kept of a release."""

REPLAY = "replay.json"
"""The links of a release that must replay, the key that sealed them, and the digest of each document by language."""


class ReleasedAlready(GuideError):
    """A version that was released with other rules or words. `files` are those that differ."""

    def __init__(self, version: str, files: list[str]) -> None:
        self.files = tuple(files)
        super().__init__(
            f"Version {version} is released already, and not with these files: {', '.join(files)}. "
            "Raise `version` in rules/rulebase.yaml, and release again."
        )


def release(project: Path, released: Path) -> Path:
    """Freeze what is in the project, and return its folder. Raises ReleasedAlready for a version that is taken."""
    guides = load_folder(project, Sealer([secrets.token_bytes(KEY_BYTES)]), "", open_sharing({}, project / "var"))
    version = next(iter(guides.values())).rules.version
    folder = released / version
    if folder.exists():
        if different := differing(project, folder):
            raise ReleasedAlready(version, different)
        return folder
    draft = released / f".{version}"
    shutil.rmtree(draft, ignore_errors=True)
    for name in _frozen(project):
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project / name, draft / name)
    replay = json.dumps(_replay(guides), indent=1) + "\n"
    (draft / REPLAY).write_text(replay, encoding="utf-8")
    pictures = {language: every_picture(guide) for language, guide in guides.items()}
    (draft / PICTURES).write_text(json.dumps(pictures, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    return draft.rename(folder)


def differing(project: Path, folder: Path) -> list[str]:
    """The files that a release has not in common with the project."""
    names = sorted({*_frozen(project), *_frozen(folder)})
    return [name for name in names if _content(project / name) != _content(folder / name)]


def replayed(guides: dict[str, Guide], folder: Path) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Each link of a release: its token, the digests that its documents had, and those that they have now."""
    written = json.loads((folder / REPLAY).read_text(encoding="utf-8"))
    sealer = Sealer([bytes.fromhex(written["key"])])
    for kept in written["links"]:
        token, was = kept["token"], kept["documents"]
        yield token, was, {language: _digest(replace(guides[language], sealer=sealer), token) for language in was}


def _frozen(project: Path) -> list[str]:
    found = {file for pattern in FROZEN for file in project.glob(pattern) if file.is_file()}
    return sorted(file.relative_to(project).as_posix() for file in found)


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _replay(guides: dict[str, Guide]) -> dict[str, Any]:
    """Links that between them have each answer in each view, and each level; and the documents that they show today."""
    key = secrets.token_bytes(KEY_BYTES)
    sealed = {language: replace(guide, sealer=Sealer([key])) for language, guide in guides.items()}
    first = next(iter(sealed.values()))
    tokens = [_token(first, sheet, level) for sheet, level in _sheets(first)]
    links = [
        {"token": token, "documents": {language: _digest(guide, token) for language, guide in sealed.items()}}
        for token in tokens
    ]
    return {"about": "A key for these links alone: it seals nothing else.", "key": key.hex(), "links": links}


def _sheets(guide: Guide) -> Iterator[tuple[AnswerSheet, str]]:
    most = max(len(question.options) for question in guide.rules.questions)
    for view in VIEWS:
        for turn in range(most):
            offered = {question.id: question.options_for(view) for question in guide.rules.questions_for(view)}
            answers = {question: options[turn % len(options)].id for question, options in offered.items()}
            yield AnswerSheet(view, answers), "answers"
            yield AnswerSheet(view, dict(list(answers.items())[turn:])), LEVELS[turn % len(LEVELS)]


def _token(guide: Guide, sheet: AnswerSheet, level: str) -> str:
    result = Result(at_level(guide.table, sheet, level), guide.rules.date, mark_of(guide))
    return make_link(guide.sealer, lambda _: guide.rules, Link((result,), None))


def _digest(guide: Guide, token: str) -> str:
    """The SHA-256 of the document that a link shows."""
    link = open_link(guide.sealer, lambda mark: rules_of(guide, mark), token, today=datetime.date.max)
    result = link.results[0]
    edition: Edition = find_edition(guide, result.mark)
    return hashlib.sha256(content_document(edition, result, root="../").encode()).hexdigest()


def main() -> int:
    """What `make release` runs."""
    try:
        folder = release(PROJECT, RELEASED)
    except GuideError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"Released: {folder.relative_to(PROJECT)}. Put the folder into version control.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

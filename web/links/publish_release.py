"""Publishing a release: today's rules and naming words as one JSON file, with links that replay the same ever after.

`make release` does it. A version is released once: what a release holds is never changed.
"""

import datetime
import json
import secrets
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from recommender import VIEWS, AnswerSheet, decide, tally_of
from recommender.core.errors import GuideError
from recommender.loading.released_versions import higher_release
from recommender.loading.releases import released_words, words_as_data
from web.guide.edition import Edition, load_editions
from web.guide.languages import FIRST
from web.guide.project import served_folder
from web.links.disclosure import DISCLOSURE_LEVELS, Weighing, disclose, disclosure_of
from web.links.link import Link, Result, open_link, seal_link
from web.links.releases import AlreadyReleased, BelowAnother, find_edition, release_file, rules_of
from web.services.sealing import KEY_BYTES, Sealer

_NO_EFFECT = ("audit", "colours", "obstacle", "themes")
"""The parts of a rule base that change no result, and are in no release."""


def publish_release(project: Path) -> Path:
    """Write the release of a project's version, and return its file.

    Raises AlreadyReleased for a version taken, and BelowAnother for a new one that is not the highest.
    A version that is released already is left as it is. It may have been released with sources checked on other days.
    """
    editions = load_editions(project)
    rules = editions[FIRST].rules
    file = release_file(project, rules.version)
    written = yaml.safe_load((project / "rules" / "rulebase.yaml").read_text(encoding="utf-8"))
    for part in _NO_EFFECT:
        written.pop(part, None)
    for question in written["questions"]:
        question.pop("theme", None)
    words = {language: words_as_data(released_words(rules, edition.wording)) for language, edition in editions.items()}
    frozen = json.loads(json.dumps({"rules": written, "words": words}, default=_plain))
    if file.exists():
        released = json.loads(file.read_text(encoding="utf-8"))
        if released["rules"] != frozen["rules"] or _undated(released["words"]) != _undated(frozen["words"]):
            raise AlreadyReleased(rules.version)
        return file
    if higher := higher_release(file.parent, rules.version):
        raise BelowAnother(rules.version, higher)
    draft = file.with_suffix(".draft")
    draft.parent.mkdir(parents=True, exist_ok=True)
    release = {**frozen, **_links(editions)}
    draft.write_text(json.dumps(release, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return draft.rename(file)


def replays(editions: Mapping[str, Edition], file: Path) -> Iterator[tuple[str, Any, Any]]:
    """Each link of a release: its token, what it showed when it was released, and what it shows now."""
    release = json.loads(file.read_text(encoding="utf-8"))
    sealer = Sealer([bytes.fromhex(release["key"])])
    for link in release["links"]:
        yield link["token"], link["shows"], _shown(editions, sealer, link["token"])


def _undated(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of all languages without the days on which sources were checked: a new check changes no words."""
    return {
        language: {
            **parts,
            "evidence": {key: {**source, "checked": ""} for key, source in parts["evidence"].items()},
        }
        for language, parts in words.items()
    }


def _plain(value: Any) -> str:
    assert isinstance(value, datetime.date), "YAML gives dates beside what JSON knows"
    return value.isoformat()


def _links(editions: Mapping[str, Edition]) -> dict[str, Any]:
    """Links that between them have each answer and each level, and what they show. The key seals no other link."""
    key = secrets.token_bytes(KEY_BYTES)
    sealer, edition = Sealer([key]), editions[FIRST]
    tokens = [_token(sealer, edition, sheet, level) for sheet, level in _sheets(edition)]
    return {
        "key": key.hex(),
        "links": [{"token": token, "shows": _shown(editions, sealer, token)} for token in tokens],
    }


def _sheets(edition: Edition) -> Iterator[tuple[AnswerSheet, str]]:
    most = max(len(question.options) for question in edition.rules.questions)
    for view in VIEWS:
        for turn in range(most):
            offered = {question.id: question.options_for(view) for question in edition.rules.questions_for(view)}
            answers = {question: options[turn % len(options)].id for question, options in offered.items()}
            level = DISCLOSURE_LEVELS[turn % len(DISCLOSURE_LEVELS)]
            yield AnswerSheet(view, answers), "answers"
            yield AnswerSheet(view, dict(list(answers.items())[turn:])), level


def _token(sealer: Sealer, edition: Edition, sheet: AnswerSheet, level: str) -> str:
    result = Result(disclose(edition.table, sheet, level), edition.rules.date, edition.id)
    return seal_link(sealer, lambda _: edition.rules, Link((result,), None))


def _shown(editions: Mapping[str, Edition], sealer: Sealer, token: str) -> dict[str, Any]:
    """The decision, points, reasons and answers of a link, and their words in each language."""
    today = editions[FIRST]
    link = open_link(sealer, lambda wanted: rules_of(today, wanted), token, today=datetime.date.max)
    result = link.results[0]
    found = find_edition(today, result.edition_id).edition
    content = result.content
    verdict: dict[str, Any] = {"level": disclosure_of(content), "view": content.view}
    if isinstance(content, AnswerSheet):
        decision = decide(found.table, tally_of(found.table, content))
        approach = decision.approach
        assert approach is not None, "a link holds no screening flags"
        verdict |= {"outcome": approach.outcome, "certainty": approach.certainty, "pattern": approach.pattern}
        verdict |= zip(found.table.rules.approaches, approach.points, strict=True)
        verdict["answers"] = dict(content.answers)
    elif isinstance(content, Weighing):
        verdict |= {"outcome": content.verdict.outcome, "certainty": content.verdict.certainty}
        verdict |= zip(found.table.rules.approaches, content.points, strict=True)
        verdict["sides"] = dict(content.sides)
    else:
        verdict |= {"outcome": content.outcome, "certainty": content.certainty}
    words = {
        language: _words(find_edition(edition, result.edition_id).edition, verdict)
        for language, edition in editions.items()
    }
    return {**verdict, "words": words}


def _words(edition: Edition, verdict: Mapping[str, Any]) -> dict[str, Any]:
    view, wording = verdict["view"], edition.wording
    answers = {
        wording.questions[question].topic: wording.questions[question].options[option].text[view]
        for question, option in verdict.get("answers", {}).items()
    }
    return {"headline": wording.outcomes[verdict["outcome"]].headline[view], "answers": answers}


def main() -> int:
    """What `make release` runs."""
    try:
        file = publish_release(served_folder())
    except GuideError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
    sys.stdout.write(f"Released: {shown}. Put the file into version control.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

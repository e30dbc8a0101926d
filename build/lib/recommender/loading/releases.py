"""A release: the rules of one version, and the words that name its answers, patterns and outcomes, in one JSON file."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from recommender.content.words import (
    EvidenceSource,
    OptionWords,
    OutcomeWords,
    PatternWords,
    QuestionWords,
    Wording,
)
from recommender.core.errors import FaultyFiles, SourceLocation
from recommender.core.model import RuleBase
from recommender.loading.rules import rule_base_in
from recommender.loading.yaml_source import read


@dataclass(frozen=True, slots=True)
class ReleasedWords:
    """The words of one language that a release keeps. What does not name an answer, a pattern or an outcome is empty.

    `evidence` are the entries that the rules cite.
    """

    questions: Mapping[str, QuestionWords]
    patterns: Mapping[str, PatternWords]
    outcomes: Mapping[str, OutcomeWords]
    evidence: Mapping[str, EvidenceSource]


@dataclass(frozen=True, slots=True)
class Release:
    """The rules of a version, and the words that named what they give, by language."""

    rules: RuleBase
    words: Mapping[str, ReleasedWords]


def released_words(rules: RuleBase, wording: Wording) -> ReleasedWords:
    """The words that a release of these rules keeps."""
    cited = {key for pattern in rules.patterns if pattern.evidence for key in pattern.evidence.keys}
    cited |= {
        key
        for question in rules.questions
        for option in question.options
        if option.evidence
        for key in option.evidence.keys
    }
    return ReleasedWords(
        {name: _named_question(words) for name, words in wording.questions.items()},
        wording.patterns,
        {name: replace(words, steps={}) for name, words in wording.outcomes.items()},
        {key: source for key, source in wording.evidence.items() if key in cited},
    )


def in_released_words(wording: Wording, words: ReleasedWords) -> Wording:
    """Today's words, with those of a release where it has some."""
    outcomes = {
        name: replace(words.outcomes.get(name, today), steps=today.steps) for name, today in wording.outcomes.items()
    }
    return replace(
        wording,
        questions={**wording.questions, **words.questions},
        patterns={**wording.patterns, **words.patterns},
        outcomes=outcomes,
        evidence={**wording.evidence, **words.evidence},
    )


def read_release(path: Path) -> Release:
    """The release in a file. Raises FaultyFiles where its rules cannot be used."""
    root = read(path)
    fields = root.fields(("rules", "words", "key", "links"))
    rules = rule_base_in(fields["rules"]) if "rules" in fields else None
    if root.file.faults or rules is None:
        raise FaultyFiles(root.file.faults)
    words: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["words"]
    return Release(rules, {language: _words(found, path) for language, found in words.items()})


def words_as_data(words: ReleasedWords) -> dict[str, Any]:
    """The words as plain data, for JSON."""
    return {
        "questions": {
            name: {
                "topic": question.topic,
                "options": {
                    option: {"text": dict(found.text), "because": found.because}
                    for option, found in question.options.items()
                },
            }
            for name, question in words.questions.items()
        },
        "patterns": {
            name: {"title": pattern.title, "text": dict(pattern.text)} for name, pattern in words.patterns.items()
        },
        "outcomes": {
            name: {"name": outcome.name, "headline": dict(outcome.headline), "meaning": dict(outcome.meaning)}
            for name, outcome in words.outcomes.items()
        },
        "evidence": {
            key: {
                "cite": source.cite,
                "url": source.url,
                "seen": source.seen,
                "says": source.says,
                "checked": source.checked.isoformat(),
            }
            for key, source in words.evidence.items()
        },
    }


def _named_question(words: QuestionWords) -> QuestionWords:
    options = {name: OptionWords(option.text, option.because) for name, option in words.options.items()}
    return QuestionWords(words.topic, "", {}, {}, options)


def _words(data: dict[str, Any], path: Path) -> ReleasedWords:
    location = SourceLocation(str(path), 1, 1)
    return ReleasedWords(
        {
            name: QuestionWords(
                found["topic"], "", {}, {}, {option: OptionWords(**text) for option, text in found["options"].items()}
            )
            for name, found in data["questions"].items()
        },
        {name: PatternWords(**found) for name, found in data["patterns"].items()},
        {name: OutcomeWords(**found, steps={}) for name, found in data["outcomes"].items()},
        {
            key: EvidenceSource(
                **{**found, "checked": datetime.date.fromisoformat(found["checked"])}, location=location
            )
            for key, found in data["evidence"].items()
        },
    )

"""A release: the rules of one version, and the words that name its answers, patterns and outcomes, in one JSON file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from recommender.content.words import (
    EvidenceSource,
    OptionWords,
    OutcomeWords,
    PatternWords,
    QuestionWords,
    Wording,
)
from recommender.core.errors import FaultyFiles
from recommender.core.model import RuleBase
from recommender.loading.rules import rule_base_in
from recommender.loading.source_node import SourceNode
from recommender.loading.yaml_source import load

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReleasedWords:
    """The words of one language that a release keeps. What does not name an answer, a pattern or an outcome is empty.

    `evidence` are the entries that the rules cite. A release has no review dates: the days checked stand there.
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
    options = (option for question in rules.questions for option in question.options)
    evidence = (*(pattern.evidence for pattern in rules.patterns), *(option.evidence for option in options))
    cited = {key for found in evidence if found for key in found.keys}
    return ReleasedWords(
        {name: _named_question(words) for name, words in wording.questions.items()},
        wording.patterns,
        {name: _named_outcome(words) for name, words in wording.outcomes.items()},
        {key: _unreviewed(source) for key, source in wording.evidence.items() if key in cited},
    )


def in_released_words(wording: Wording, words: ReleasedWords) -> Wording:
    """Today's words, with those of a release where it has some.

    A source's review date is today's. One that the register no longer has is due since it was checked.
    """
    reviewed = {
        key: replace(source, review_by=wording.evidence[key].review_by) if key in wording.evidence else source
        for key, source in words.evidence.items()
    }
    outcomes = {name: _as_released(today, words.outcomes.get(name)) for name, today in wording.outcomes.items()}
    return replace(
        wording,
        questions={**wording.questions, **words.questions},
        patterns={**wording.patterns, **words.patterns},
        outcomes=outcomes,
        evidence={**wording.evidence, **reviewed},
    )


def read_release(path: Path) -> Release:
    """The release in a file. Raises FaultyFiles where it cannot be used."""
    return load(path, _release)


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


def _unreviewed(source: EvidenceSource) -> EvidenceSource:
    return replace(source, review_by=source.checked)


def _named_question(words: QuestionWords) -> QuestionWords:
    options = {name: OptionWords(option.text, option.because) for name, option in words.options.items()}
    return QuestionWords(words.topic, "", {}, {}, options)


def _named_outcome(words: OutcomeWords) -> OutcomeWords:
    return OutcomeWords(words.name, words.headline, words.meaning, steps={})


def _as_released(today: OutcomeWords, released: OutcomeWords | None) -> OutcomeWords:
    if released is None:
        return today
    return replace(today, name=released.name, headline=released.headline, meaning=released.meaning)


def _release(root: SourceNode) -> Release:
    fields = root.fields(("rules", "words"), ("key", "links"))
    if root.file.faults:
        raise FaultyFiles(root.file.faults)
    return Release(rule_base_in(fields["rules"]), _by_id(fields["words"], _words))


def _words(value: SourceNode) -> ReleasedWords:
    fields = value.fields(("questions", "patterns", "outcomes", "evidence"))
    return ReleasedWords(
        _by_id(fields["questions"], _question),
        _by_id(fields["patterns"], _pattern),
        _by_id(fields["outcomes"], _outcome),
        _by_id(fields["evidence"], _source),
    )


def _by_id(value: SourceNode, parse: Callable[[SourceNode], T]) -> dict[str, T]:
    return {key.text(): parse(found) for key, found in value.pairs()}


def _question(value: SourceNode) -> QuestionWords:
    fields = value.fields(("topic", "options"))
    return QuestionWords(fields["topic"].text(), "", {}, {}, _by_id(fields["options"], _option))


def _option(value: SourceNode) -> OptionWords:
    fields = value.fields(("text", "because"))
    return OptionWords(_by_id(fields["text"], SourceNode.text), fields["because"].text())


def _pattern(value: SourceNode) -> PatternWords:
    fields = value.fields(("title", "text"))
    return PatternWords(fields["title"].text(), _by_id(fields["text"], SourceNode.text))


def _outcome(value: SourceNode) -> OutcomeWords:
    fields = value.fields(("name", "headline", "meaning"))
    headline, meaning = (_by_id(fields[name], SourceNode.text) for name in ("headline", "meaning"))
    return OutcomeWords(fields["name"].text(), headline, meaning, steps={})


def _source(value: SourceNode) -> EvidenceSource:
    fields = value.fields(("cite", "url", "seen", "says", "checked"))
    cite, url, seen, says = (fields[name].text() for name in ("cite", "url", "seen", "says"))
    checked = fields["checked"].date()
    return EvidenceSource(cite, url, seen, says, checked, checked, value.location)

"""What is said beside a result: the help that comes first, notes on patterns, and caveats."""

from collections.abc import Collection, Iterable

from recommender.content.words import GateWords, PatternWords, Wording
from recommender.core.decision import Approach, Cap
from recommender.core.model import Pattern, RuleBase
from recommender.explanation.recommend import Recommendation


def help_first(wording: Wording, view: str, gates: Iterable[str]) -> tuple[GateWords, ...]:
    """The words of these gates, each once, as several gates may lead to the same help."""
    distinct: dict[tuple[str, str, tuple[str, ...]], GateWords] = {}
    for words in map(wording.gates.__getitem__, gates):
        distinct.setdefault((words.title, words.say[view], words.steps[view]), words)
    return tuple(distinct.values())


def patterns_held(rules: RuleBase, recommendation: Recommendation) -> tuple[Pattern, ...]:
    """The patterns that hold for a recommendation, in the rules' order."""
    return tuple(pattern for pattern in rules.patterns if pattern.id in recommendation.decision.patterns)


def notes(
    rules: RuleBase, wording: Wording, recommendation: Recommendation, *, apart_from: Collection[str] = ()
) -> tuple[PatternWords, ...]:
    """The notes on patterns that hold, except those that are caveats and those in `apart_from`."""
    held = (pattern for pattern in patterns_held(rules, recommendation) if not pattern.cap)
    return tuple(wording.patterns[pattern.id] for pattern in held if pattern.id not in apart_from)


def caveats(rules: RuleBase, wording: Wording, recommendation: Recommendation) -> tuple[str, ...]:
    """The reasons against more certainty, as sentences: the lead, binding caps, missing answers, and capping patterns.

    Capping patterns and missing answers are caveats even where they do not lower the certainty.
    """
    approach, view = recommendation.decision.approach, recommendation.sheet.view
    if approach is None:
        return ()
    capping = [pattern.id for pattern in patterns_held(rules, recommendation) if pattern.cap]
    binding = [cap for cap in approach.caps if cap.most == approach.certainty and cap.reason not in capping]
    return (
        *_lead(rules, wording, approach),
        *(_sentence(wording, view, cap) for cap in binding if cap.reason != "unanswered"),
        *_missing(rules, wording, recommendation),
        *(wording.patterns[pattern].text[view] for pattern in capping),
    )


def _lead(rules: RuleBase, wording: Wording, approach: Approach) -> tuple[str, ...]:
    """That the lead is not clear, where the result depends on it."""
    depends_on_points = approach.pattern is None or approach.outcome in rules.approaches
    if depends_on_points and approach.band == approach.certainty and approach.band in wording.certainty.lead:
        return (wording.certainty.lead[approach.band],)
    return ()


def _missing(rules: RuleBase, wording: Wording, recommendation: Recommendation) -> tuple[str, ...]:
    count, caps = len(recommendation.unanswered), rules.bands.unanswered
    if not caps or count < caps[0].count:
        return ()
    sentence = wording.certainty.unanswered[recommendation.sheet.view]
    return (sentence.format(count=count, total=sum(question.counts for question in rules.questions)),)


def _sentence(wording: Wording, view: str, cap: Cap) -> str:
    certainty = wording.certainty
    if cap.reason == "against":
        return certainty.against[view]
    if cap.reason == "provisional":
        return certainty.provisional[view]
    return certainty.pattern[view].format(title=wording.patterns[cap.reason].title, name=certainty.name[cap.most])

"""What is said beside a result: the help that comes first, the patterns that hold, and why one cannot be surer."""

from collections.abc import Collection, Iterable

from recommender.content.words import GateWords, PatternWords, Wording
from recommender.core.decision import Approach, Cap
from recommender.core.model import APPROACHES, Pattern, RuleBase
from recommender.explanation.recommend import Recommendation


def help_first(wording: Wording, view: str, gates: Iterable[str]) -> tuple[GateWords, ...]:
    """The words of these gates, each once: several things that can be ticked may lead to the same help."""
    told: dict[tuple[str, str, tuple[str, ...]], GateWords] = {}
    for words in map(wording.gates.__getitem__, gates):
        told.setdefault((words.title, words.say[view], words.steps[view]), words)
    return tuple(told.values())


def patterns_held(rules: RuleBase, recommendation: Recommendation) -> tuple[Pattern, ...]:
    """The patterns that hold for a recommendation, in the rules' order."""
    return tuple(pattern for pattern in rules.patterns if pattern.id in recommendation.decision.patterns)


def notes(
    rules: RuleBase, wording: Wording, recommendation: Recommendation, *, apart_from: Collection[str] = ()
) -> tuple[PatternWords, ...]:
    """What the answers say together: every pattern that holds, but for those that are a doubt and those left apart."""
    held = (pattern for pattern in patterns_held(rules, recommendation) if not pattern.cap)
    return tuple(wording.patterns[pattern.id] for pattern in held if pattern.id not in apart_from)


def caveats(rules: RuleBase, wording: Wording, recommendation: Recommendation) -> tuple[str, ...]:
    """Why one cannot be surer, as sentences: the lead, what holds the result at its level, missing answers, and caps.

    A pattern with a cap is told even where the result would be no surer without it; so are many missing answers.
    """
    approach, view = recommendation.decision.approach, recommendation.sheet.view
    if approach is None:
        return ()
    capping = [pattern.id for pattern in patterns_held(rules, recommendation) if pattern.cap]
    holding = [cap for cap in approach.caps if cap.most == approach.certainty and cap.reason not in capping]
    return (
        *_lead(wording, approach),
        *(_sentence(wording, view, cap) for cap in holding if cap.reason != "unanswered"),
        *_missing(rules, wording, recommendation),
        *(wording.patterns[pattern].text[view] for pattern in capping),
    )


def _lead(wording: Wording, approach: Approach) -> tuple[str, ...]:
    """That the points are no clearer than this, where the result rests on them."""
    rests_on_points = approach.pattern is None or approach.outcome in APPROACHES
    if rests_on_points and approach.band == approach.certainty and approach.band in wording.certainty.lead:
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

"""Doubts: why a result is not surer, as sentences."""

from recommender.decide import Cap
from recommender.explain import Recommendation
from recommender.model import Pattern, RuleBase
from recommender.wording import Wording


def patterns_held(rules: RuleBase, recommendation: Recommendation) -> tuple[Pattern, ...]:
    """The patterns that hold for a recommendation, in the rules' order."""
    return tuple(pattern for pattern in rules.patterns if pattern.id in recommendation.decision.patterns)


def doubts(rules: RuleBase, wording: Wording, recommendation: Recommendation) -> tuple[str, ...]:
    """Why one cannot be surer: what keeps the result at its level, and every pattern that holds and has a cap."""
    approach, view = recommendation.decision.approach, recommendation.sheet.view
    if approach is None:
        return ()
    capping = [pattern for pattern in patterns_held(rules, recommendation) if pattern.cap]
    told = {pattern.id for pattern in capping}
    own = [cap for cap in approach.caps if cap.most == approach.certainty and cap.reason not in told]
    return (
        *(_sentence(rules, wording, recommendation, cap) for cap in own),
        *(wording.patterns[pattern.id].text[view] for pattern in capping),
    )


def _sentence(rules: RuleBase, wording: Wording, recommendation: Recommendation, cap: Cap) -> str:
    certainty, view = wording.certainty, recommendation.sheet.view
    if cap.reason == "unanswered":
        counts = {"count": len(recommendation.unanswered), "total": len(rules.questions)}
        return certainty.unanswered[view].format(**counts)
    if cap.reason == "against":
        return certainty.against[view]
    if cap.reason == "provisional":
        return certainty.provisional[view]
    return certainty.pattern[view].format(title=wording.patterns[cap.reason].title, name=certainty.name[cap.most])

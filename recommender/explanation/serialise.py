"""A recommendation and the questions as plain data, for JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from recommender.content.words import OptionWords, Wording
from recommender.core.model import NOT_SURE, Question, RuleBase
from recommender.explanation.recommend import Recommendation


def as_data(rules: RuleBase, recommendation: Recommendation) -> dict[str, Any]:
    """A recommendation by ids and numbers alone, with the version of its rules."""
    decision, approach, weight_sensitivity = (
        recommendation.decision,
        recommendation.decision.approach,
        recommendation.weight_sensitivity,
    )
    return {
        "rules": rules_as_data(rules),
        "view": recommendation.sheet.view,
        "outcome": decision.outcome,
        "certainty": decision.certainty,
        "provisional": decision.provisional,
        "gates": list(decision.gates),
        "patterns": list(decision.patterns),
        "approach": approach
        and {
            "outcome": approach.outcome,
            "decided_by": approach.pattern or "lead",
            **_by_approach(rules, approach.points),
            "lead": approach.lead,
            "band": approach.band,
            "caps": [{"reason": cap.reason, "most": cap.most} for cap in approach.caps],
        },
        "reasons": [
            {"question": reason.question, "option": reason.option, **_by_approach(rules, reason.points)}
            for reason in recommendation.reasons
        ],
        "unanswered": list(recommendation.unanswered),
        "counterfactuals": [
            {"changes": {change.question: change.option for change in found.changes}, "outcome": found.outcome}
            for found in recommendation.counterfactuals
        ],
        "reachable": list(recommendation.reachable),
        "weight_sensitivity": weight_sensitivity
        and {
            "radius": _fraction(weight_sensitivity.radius),
            "ranges": [
                {"question": found.question, "least": _fraction(found.least), "most": _fraction(found.most)}
                for found in weight_sensitivity.ranges
            ],
        },
    }


def rules_as_data(rules: RuleBase) -> dict[str, str]:
    """Which rules an answer rests on."""
    return {"version": rules.version, "digest": rules.digest}


def _by_approach(rules: RuleBase, points: tuple[int, int]) -> dict[str, int]:
    return dict(zip(rules.approaches, points, strict=True))


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def questions_as_data(
    rules: RuleBase, wording: Wording, view: str, answers: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """The screening flags and the questions of one view, by id, with their words.

    Where `answers` name what the help is for, the other questions refer to it.
    """
    return {
        "rules": rules_as_data(rules),
        "view": view,
        "screening": [{"id": gate.id, "text": wording.gates[gate.id].flag[view]} for gate in rules.gates_for(view)],
        "questions": [_question(question, wording, view, answers) for question in rules.questions_for(view)],
    }


def _question(question: Question, wording: Wording, view: str, answers: Mapping[str, str]) -> dict[str, Any]:
    words = wording.questions[question.id]
    data: dict[str, Any] = {
        "id": question.id,
        "ask": wording.ask(question.id, view, answers),
        "help": words.help[view],
        "why": words.why,
    }
    if question.second_of:
        data["second_of"] = question.second_of
    if words.groups:
        data["groups"] = [{"title": group.title, "options": list(group.options)} for group in words.groups]
    not_sure: dict[str, Any] = {"id": NOT_SURE, "text": wording.pages["question.not-sure"]}
    data["options"] = [
        *(_option(words.options[option.id], option.id, view) for option in question.options_for(view)),
        not_sure,
    ]
    return data


def _option(words: OptionWords, option: str, view: str) -> dict[str, Any]:
    this = words.this.get(view)
    return {"id": option, "text": words.text[view], **({"this": asdict(this)} if this else {})}

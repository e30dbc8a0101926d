"""A recommendation and the questions as plain data (for JSON) and as plain text (for a terminal)."""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from recommender.content.words import OptionWords, Wording
from recommender.core.model import NOT_SURE, Question, RuleBase
from recommender.explanation.caveats import caveats, help_first, notes
from recommender.explanation.counterfactuals import Counterfactual
from recommender.explanation.reasons import weightiest_first
from recommender.explanation.recommend import Recommendation

_WIDTH = 100
_FLIPS_TOLD = 3
_START = re.compile(r" *(- |\d+ +\d+ +|[a-z-]+ {2,})?")
"""What a line starts with: a dash, two columns of points, or an id with a gap after it."""


def as_data(rules: RuleBase, recommendation: Recommendation) -> dict[str, Any]:
    """A recommendation by ids and numbers alone, with the version of the rules that it was made under."""
    decision, approach, weight_sensitivity = (
        recommendation.decision,
        recommendation.decision.approach,
        recommendation.weight_sensitivity,
    )
    return {
        "rules": {"version": rules.version, "digest": rules.digest},
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
            "coaching": approach.coaching,
            "mentoring": approach.mentoring,
            "lead": approach.lead,
            "band": approach.band,
            "caps": [{"reason": cap.reason, "most": cap.most} for cap in approach.caps],
        },
        "reasons": [
            {"question": r.question, "option": r.option, "coaching": r.coaching, "mentoring": r.mentoring}
            for r in recommendation.reasons
        ],
        "unanswered": list(recommendation.unanswered),
        "counterfactuals": [
            {"changes": {change.question: change.option for change in flip.changes}, "outcome": flip.outcome}
            for flip in recommendation.counterfactuals
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


def as_text(rules: RuleBase, recommendation: Recommendation, wording: Wording) -> str:
    """A recommendation in words, for a terminal."""
    decision, view = recommendation.decision, recommendation.sheet.view
    lines = [wording.outcomes[decision.outcome].headline[view]]
    for words in help_first(wording, view, decision.gates):
        lines += ["", words.title, words.say[view], *(f"  - {step}" for step in words.steps[view])]
    if decision.approach is None:
        return _wrapped(lines)
    certainty = wording.certainty
    lines += [
        "",
        f"{certainty.name[decision.approach.certainty].capitalize()}. {certainty.means[decision.approach.certainty]}",
    ]
    lines += [f"- {doubt}" for doubt in caveats(rules, wording, recommendation)]
    if decision.provisional:
        lines += [f"{wording.pages['result.then']}: {wording.outcomes[decision.approach.outcome].name}"]
    lines += ["", *_sum(recommendation, wording), ""]
    lines += [f"{words.title}. {words.text[view]}" for words in notes(rules, wording, recommendation)]
    lines += ["", *_flips(recommendation, wording)]
    return _wrapped(lines)


def _sum(recommendation: Recommendation, wording: Wording) -> list[str]:
    approach = recommendation.decision.approach
    assert approach is not None
    rows = [
        f"{r.coaching:>10}{r.mentoring:>11}   {wording.questions[r.question].topic}: "
        f"{wording.questions[r.question].options[r.option].text[recommendation.sheet.view]}"
        for r in weightiest_first(recommendation.reasons)
    ]
    return ["  coaching  mentoring", *rows, f"{approach.coaching:>10}{approach.mentoring:>11}   in all"]


def _flips(recommendation: Recommendation, wording: Wording) -> list[str]:
    """The first few ways to each other outcome."""
    if not recommendation.counterfactuals:
        return [wording.pages["result.change-none"]]
    lines = [f"{wording.pages['result.change']}:"]
    for outcome in dict.fromkeys(flip.outcome for flip in recommendation.counterfactuals):
        flips = [flip for flip in recommendation.counterfactuals if flip.outcome == outcome]
        text = wording.pages[f"result.change-{len(flips[0].changes)}"]
        lines += [text.format(outcome=wording.outcomes[outcome].name)]
        lines += [f"  - {_changes(recommendation, wording, flip)}" for flip in flips[:_FLIPS_TOLD]]
        if len(flips) > _FLIPS_TOLD:
            lines += [f"    {wording.pages['result.change-more'].format(count=len(flips) - _FLIPS_TOLD)}"]
    return lines


def _changes(recommendation: Recommendation, wording: Wording, flip: Counterfactual) -> str:
    view = recommendation.sheet.view
    return f" {wording.pages['result.change-and']} ".join(
        f"{wording.questions[c.question].topic}: {wording.questions[c.question].options[c.option].text[view]}"
        for c in flip.changes
    )


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def questions_as_data(
    rules: RuleBase, wording: Wording, view: str, answers: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """The screening ticks and the questions of one view, by id, with their words.

    Once `answers` name what the help is for, the later questions speak of it.
    """
    return {
        "rules": {"version": rules.version, "digest": rules.digest},
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


def questions_as_text(
    rules: RuleBase, wording: Wording, view: str, answers: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The same for a terminal."""
    data = questions_as_data(rules, wording, view, answers)
    lines = ["screening (tick any that apply)"]
    lines += [f"    {tick['id']:<14} {tick['text']}" for tick in data["screening"]]
    for question in data["questions"]:
        lines += ["", f"{question['id']}: {question['ask']}"]
        lines += [f"    {option['id']:<14} {option['text']}" for option in question["options"]]
    return _wrapped(lines)


def _wrapped(lines: list[str]) -> str:
    """The lines, each broken at the width, and set in below the text that it starts with."""

    def wrap(line: str) -> str:
        start = _START.match(line)
        indent = " " * (start.end() if start else 0)
        return textwrap.fill(line, _WIDTH, subsequent_indent=indent) if line else ""

    return "\n".join(map(wrap, lines)) + "\n"

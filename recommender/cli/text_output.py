"""A recommendation and the questions as plain text, for a terminal."""

import re
import textwrap
from collections.abc import Mapping
from typing import Any

from recommender.content.words import Wording
from recommender.core.decision import Approach
from recommender.core.model import RuleBase
from recommender.explanation.caveats import caveats, help_first, notes
from recommender.explanation.counterfactuals import Counterfactual
from recommender.explanation.reasons import weightiest_first
from recommender.explanation.recommend import Recommendation

_WIDTH = 100
_COUNTERFACTUALS_SHOWN = 3
"""Of each outcome; the others are counted."""

_LEAD_IN = re.compile(r" *(- |\d+ +\d+ +|[a-z-]+ {2,})?")
"""What a line begins with: a dash, two columns of points, or an id followed by a gap."""


def recommendation_as_text(rules: RuleBase, recommendation: Recommendation, wording: Wording) -> str:
    """The outcome, how certain it is, the points, and what would change it."""
    decision, view = recommendation.decision, recommendation.sheet.view
    lines = [wording.outcomes[decision.outcome].headline[view]]
    for words in help_first(wording, view, decision.gates):
        lines += ["", words.title, words.say[view], *(f"  - {step}" for step in words.steps[view])]
    approach = decision.approach
    if approach is None:
        return _wrapped(lines)
    certainty = wording.certainty
    lines += ["", f"{certainty.name[approach.certainty].capitalize()}. {certainty.means[approach.certainty]}"]
    lines += [f"- {caveat}" for caveat in caveats(rules, wording, recommendation)]
    if decision.provisional:
        lines += [f"{wording.pages['result.then']}: {wording.outcomes[approach.outcome].name}"]
    lines += ["", *_points(rules, recommendation, approach, wording), ""]
    lines += [f"{words.title}. {words.text[view]}" for words in notes(rules, wording, recommendation)]
    lines += ["", *_counterfactuals(recommendation, wording)]
    return _wrapped(lines)


def questions_as_text(questions: Mapping[str, Any]) -> str:
    """The questions of one view, from what `questions_as_data` gives."""
    lines = ["screening flags (any that apply)"]
    lines += [f"    {flag['id']:<14} {flag['text']}" for flag in questions["screening"]]
    for question in questions["questions"]:
        lines += ["", f"{question['id']}: {question['ask']}"]
        lines += [f"    {option['id']:<14} {option['text']}" for option in question["options"]]
    return _wrapped(lines)


def _points(rules: RuleBase, recommendation: Recommendation, approach: Approach, wording: Wording) -> list[str]:
    def numbers(points: tuple[int, int]) -> str:
        return "".join(f"{number:>{len(name) + 2}}" for name, number in zip(rules.approaches, points, strict=True))

    rows = [
        f"{numbers(reason.points)}   {_answer(recommendation, wording, reason.question, reason.option)}"
        for reason in weightiest_first(recommendation.reasons)
    ]
    return ["".join(f"  {name}" for name in rules.approaches), *rows, f"{numbers(approach.points)}   in all"]


def _counterfactuals(recommendation: Recommendation, wording: Wording) -> list[str]:
    """The first few smallest changes that lead to each other outcome."""
    found = recommendation.counterfactuals
    if not found:
        return [wording.pages["result.change-none"]]
    lines = [f"{wording.pages['result.change']}:"]
    for outcome in dict.fromkeys(counterfactual.outcome for counterfactual in found):
        same = [counterfactual for counterfactual in found if counterfactual.outcome == outcome]
        text = wording.pages[f"result.change-{len(same[0].changes)}"]
        lines += [text.format(outcome=wording.outcomes[outcome].name)]
        lines += [f"  - {_changes(recommendation, wording, shown)}" for shown in same[:_COUNTERFACTUALS_SHOWN]]
        if len(same) > _COUNTERFACTUALS_SHOWN:
            lines += [f"    {wording.pages['result.change-more'].format(count=len(same) - _COUNTERFACTUALS_SHOWN)}"]
    return lines


def _changes(recommendation: Recommendation, wording: Wording, counterfactual: Counterfactual) -> str:
    return f" {wording.pages['result.change-and']} ".join(
        _answer(recommendation, wording, change.question, change.option) for change in counterfactual.changes
    )


def _answer(recommendation: Recommendation, wording: Wording, question: str, option: str) -> str:
    words = wording.questions[question]
    return f"{words.topic}: {words.options[option].text[recommendation.sheet.view]}"


def _wrapped(lines: list[str]) -> str:
    """The lines, each broken at the width and indented as far as its text."""

    def wrap(line: str) -> str:
        lead_in = _LEAD_IN.match(line)
        indent = " " * (lead_in.end() if lead_in else 0)
        return textwrap.fill(line, _WIDTH, subsequent_indent=indent) if line else ""

    return "\n".join(map(wrap, lines)) + "\n"

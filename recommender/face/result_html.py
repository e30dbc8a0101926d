"""A recommendation as a small report in HTML, for a notebook.

It has no script and asks no other host for anything. It has the notebook's own colours, in light and in dark.
"""

from collections.abc import Iterable, Iterator
from html import escape

from recommender.content.words import Wording
from recommender.core.decision import Approach
from recommender.core.model import RuleBase
from recommender.explanation.caveats import caveats, help_first, notes
from recommender.explanation.counterfactuals import Counterfactual
from recommender.explanation.reasons import weightiest_first
from recommender.explanation.recommend import Recommendation

_CHANGES_SHOWN = 3
"""Of each outcome; the others are counted."""

_TABLE = ' style="color: inherit"'
"""Without it, a page in quirks mode shows a table in black, whatever is behind it."""

_LEFT = ' style="text-align: left; font-weight: normal"'
"""Notebooks align the cells of tables to the right, as for numbers."""


def result_as_html(rules: RuleBase, recommendation: Recommendation, wording: Wording, language: str) -> str:
    """The headline, what comes first, the certainty, how the answers counted, and what would change the result."""
    decision, view = recommendation.decision, recommendation.sheet.view
    headline = wording.outcomes[decision.outcome].headline[view]
    parts = [_element("h3", headline)]
    for words in help_first(wording, view, decision.gates):
        say = words.say[view]
        parts += [_element("p", say) if words.title == headline else _told(words.title, say), _list(words.steps[view])]
    if decision.approach:
        certainty = wording.certainty
        level = decision.approach.certainty
        parts += [_told(certainty.name[level], certainty.means[level])]
        parts += [_list(caveats(rules, wording, recommendation))]
        if decision.provisional:
            follows = wording.outcomes[decision.approach.outcome].name
            parts += [_element("p", f"{wording.pages['result.then']}: {follows}")]
        parts += [_points(rules, recommendation, decision.approach, wording)]
        parts += [_told(words.title, words.text[view]) for words in notes(rules, wording, recommendation)]
        parts += [_element("h4", wording.pages["result.change"]), *_changes(recommendation, wording)]
    return f'<div lang="{escape(language)}">{"".join(parts)}</div>'


def _points(rules: RuleBase, recommendation: Recommendation, approach: Approach, wording: Wording) -> str:
    """A row for each answer, those first that move the lead most, and their total."""
    pages = wording.pages
    sides = "".join(f'<th scope="col">{escape(wording.approaches[side]["name"])}</th>' for side in rules.approaches)
    head = f'<tr><th scope="col"{_LEFT}>{escape(pages["result.answer"])}</th>{sides}</tr>'
    rows = [
        _row(_answer(recommendation, wording, reason.question, reason.option), reason.points)
        for reason in weightiest_first(recommendation.reasons)
    ]
    total = _row(pages["result.total"], approach.points)
    return (
        f"<table{_TABLE}>{_element('caption', pages['result.reasons'])}<thead>{head}</thead>"
        f"<tbody>{''.join(rows)}</tbody><tfoot>{total}</tfoot></table>"
    )


def _row(name: str, points: tuple[int, int]) -> str:
    cells = "".join(f"<td>{number}</td>" for number in points)
    return f'<tr><th scope="row"{_LEFT}>{escape(name)}</th>{cells}</tr>'


def _changes(recommendation: Recommendation, wording: Wording) -> Iterator[str]:
    """The first few smallest changes that lead to each other outcome."""
    found, pages = recommendation.counterfactuals, wording.pages
    if not found:
        yield _element("p", pages["result.change-none"])
    for outcome in dict.fromkeys(counterfactual.outcome for counterfactual in found):
        same = [counterfactual for counterfactual in found if counterfactual.outcome == outcome]
        name = wording.outcomes[outcome].name
        by = pages[f"result.change-{len(same[0].changes)}"].format(outcome=name)
        yield _element("p", by[:1].upper() + by[1:])
        shown = [_change(recommendation, wording, one) for one in same[:_CHANGES_SHOWN]]
        more = len(same) - _CHANGES_SHOWN
        yield _list([*shown, *([pages["result.change-more"].format(count=more)] if more > 0 else [])])


def _change(recommendation: Recommendation, wording: Wording, counterfactual: Counterfactual) -> str:
    answers = (_answer(recommendation, wording, change.question, change.option) for change in counterfactual.changes)
    return f" {wording.pages['result.change-and']} ".join(answers)


def _answer(recommendation: Recommendation, wording: Wording, question: str, option: str) -> str:
    words = wording.questions[question]
    return f"{words.topic}: {words.options[option].text[recommendation.sheet.view]}"


def _told(title: str, text: str) -> str:
    """A paragraph that begins with its title."""
    return f"<p><strong>{escape(title)}.</strong> {escape(text)}</p>"


def _list(texts: Iterable[str]) -> str:
    items = "".join(_element("li", text) for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"

"""A column of a file of people in words: what it is called, and what may stand in it."""

from collections.abc import Iterator, Mapping

from recommender.batch.answer_texts import NONE
from recommender.content.words import Wording
from recommender.core.model import NOT_SURE, SCREENING, VIEW, RuleBase


def column_ids(rules: RuleBase, view: str) -> tuple[str, ...]:
    """The columns that answers in this view need: the view, the screening, and each question that is asked in it."""
    return (VIEW, SCREENING, *(question.id for question in rules.questions_for(view)))


def heading(wording: Wording, column: str, view: str) -> str:
    """What a column is called: a question as it is asked in this view."""
    if column == VIEW:
        return wording.pages["team.who"]
    return wording.pages["screening.heading"] if column == SCREENING else wording.ask(column, view, {})


def entries(rules: RuleBase, wording: Wording, column: str, view: str) -> Mapping[str, str]:
    """What may stand in a column in this view: the words for each id, in the order of the rules."""
    return dict(_entries(rules, wording, column, view))


def _entries(rules: RuleBase, wording: Wording, column: str, view: str) -> Iterator[tuple[str, str]]:
    if column == VIEW:
        yield view, wording.pages[f"team.who.{view}"]
    elif column == SCREENING:
        yield NONE, wording.pages["screening.none"]
        yield from ((gate.id, wording.gates[gate.id].flag[view]) for gate in rules.gates_for(view))
    else:
        words = wording.questions[column].options
        yield from ((option.id, words[option.id].text[view]) for option in rules.question[column].options_for(view))
        yield NOT_SURE, wording.pages["question.not-sure"]

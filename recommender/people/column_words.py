"""A column of a file of people in words: what it is called, and what may stand in it."""

from collections.abc import Mapping

from recommender.batch.answer_texts import NONE
from recommender.content.words import Wording
from recommender.core.model import NOT_SURE, SCREENING, VIEW, VIEWS, RuleBase
from recommender.core.tally import offered


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
    ids = (view,) if column == VIEW else allowed(rules, column, view)
    return {entry: entry_in_words(wording, column, entry, view) for entry in ids}


def allowed(rules: RuleBase, column: str, view: str | None) -> tuple[str, ...]:
    """The ids that may stand in a column: in this view, or, where it is not known, in either."""
    if column == VIEW:
        return VIEWS
    if column == SCREENING:
        return (NONE, *(gate.id for gate in (rules.gates if view is None else rules.gates_for(view))))
    question = rules.question[column]
    return offered(question, view) if view else (*(option.id for option in question.options), NOT_SURE)


def entry_in_words(wording: Wording, column: str, entry: str, view: str | None = None) -> str:
    """What may stand in a cell, in words: an answer, a view or a flag; in the other view's, where this one has none."""
    if column == VIEW:
        return wording.pages[f"team.who.{entry}"]
    if column == SCREENING:
        if entry == NONE:
            return wording.pages["screening.none"]
        texts = wording.gates[entry].flag
    elif entry == NOT_SURE:
        return wording.pages["question.not-sure"]
    else:
        texts = wording.questions[column].options[entry].text
    return texts.get(view or VIEWS[-1]) or next(iter(texts.values()))

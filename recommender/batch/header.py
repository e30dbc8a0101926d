"""The names of a table's columns: which of them are answers, which are only passed through, and which are missing."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recommender.batch.answer_texts import AnswerTexts, simplified
from recommender.core.errors import InvalidTable
from recommender.core.model import SCREENING, VIEW, VIEWS


@dataclass(frozen=True, slots=True)
class Header:
    """`positions` has the place of the column for the view, for the screening, and for each question that has one.

    `missing` are the questions without a column, and `unused` the other columns, each with a question that its name is
    like, or "".
    """

    positions: Mapping[str, int]
    missing: tuple[str, ...]
    unused: Mapping[str, str]


def header_of(texts: AnswerTexts, names: Sequence[str]) -> Header:
    """The header with these names. Raises InvalidTable, with all that is wrong, where a table so named has no sense."""
    positions: dict[str, int] = {}
    faults: list[str] = []
    unused: list[str] = []
    for position, name in enumerate(names):
        column = texts.column(name)
        if column is None:
            unused.append(name)
        elif column in positions:
            faults.append(_twice(names[positions[column]], name, column))
        else:
            positions[column] = position
            if name != column:
                texts.matched.setdefault("", {})[name] = column
    missing = tuple(question.id for question in texts.table.rules.questions if question.id not in positions)
    faults += _missing(positions, missing)
    if faults:
        raise InvalidTable("\n".join(faults))
    return Header(positions, missing, {name: near_name(name, missing) for name in unused})


def _twice(first: str, second: str, column: str) -> str:
    if first == second:
        return f"Two columns are named '{first}'. Give one of them another name."
    return f"The columns '{first}' and '{second}' are both read as '{column}'. Give one of them another name."


def _missing(positions: Mapping[str, int], missing: Sequence[str]) -> list[str]:
    faults = []
    if VIEW not in positions:
        faults.append(f"There is no column '{VIEW}'. Add one, with {' or '.join(VIEWS)} for each person.")
    if SCREENING not in positions:
        faults.append(f"There is no column '{SCREENING}'. Add one, with the ids of the flags that apply, or nothing.")
    if not set(positions) - {VIEW, SCREENING}:
        faults.append(f"No column is named after a question. The questions are {', '.join(missing)}.")
    return faults


def near_name(name: str, questions: Sequence[str]) -> str:
    """The question, or other column, that a name is like, or ""."""
    by_text = {simplified(question): question for question in questions}
    near = difflib.get_close_matches(simplified(name), by_text, n=1)
    return by_text[near[0]] if near else ""

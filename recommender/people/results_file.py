"""The results of a file of people, as a file of their own: their columns, and what fits each person, in words.

Such a file travels. So it has nothing of the screening: where a flag decides, it says that something else comes first,
and neither what nor why.
"""

import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

import pandas as pd

from recommender.content.words import Wording
from recommender.core.model import SCREENING, RuleBase
from recommender.people.grid import distinct
from recommender.people.plain_cells import Cell, csv_bytes, separator_of, workbook, write_row
from recommender.people.score_people import ScoredPeople

_FIRST = "first: "
_ON_HOLD = "on hold: "
_PATTERN = "pattern: "
_ANSWER = re.compile(r"(?P<question>\S+)=(?P<option>\S+) (?P<approach>\S+) \+(?P<points>\d+)")
"""The parts of a row's reasons, as recommender/batch/row_reasons.py writes them."""


def csv_results(rules: RuleBase, wording: Wording, scored: ScoredPeople) -> bytes:
    """The results as CSV."""
    return csv_bytes([_header(rules, wording, scored), *_rows(rules, wording, scored)], separator_of(wording))


def excel_results(rules: RuleBase, wording: Wording, scored: ScoredPeople) -> bytes:
    """The results as an Excel workbook with one sheet."""
    target, header = io.BytesIO(), _header(rules, wording, scored)
    with workbook(target, rules) as book:
        sheet = book.add_worksheet(wording.pages["results.sheet"])
        write_row(sheet, 0, header, book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(scored.results), len(header) - 1)
        sheet.set_column(0, len(header) - 1, 24)
        for row, cells in enumerate(_rows(rules, wording, scored), start=1):
            write_row(sheet, row, cells)
    return target.getvalue()


def result_headings(rules: RuleBase, wording: Wording) -> dict[str, str]:
    """What the columns of results are called, by name and in order."""
    points = {approach: wording.approaches[approach]["points"] for approach in rules.approaches}
    lead = {"lead": wording.approaches[rules.approaches[0]]["lead"]}
    own = points | lead
    return {name: own.get(name) or wording.pages[f"team.column.{name}"] for name in rules.result_columns}


def outcome_in_words(wording: Wording, outcome: str, reasons: str) -> str:
    """What fits in this row. Where a screening flag decides, only that something else comes first, and what follows."""
    if not reasons.startswith(_FIRST):
        return wording.outcomes[outcome].name
    held = [part.removeprefix(_ON_HOLD) for part in reasons.split("; ") if part.startswith(_ON_HOLD)]
    if not held:
        return wording.pages["team.first"]
    return wording.pages["results.then"].format(outcome=wording.outcomes[held[0]].name)


def reasons_in_words(wording: Wording, view: str, reasons: str) -> str:
    """The answers that count most, and the pattern that decides. Nothing of the screening."""
    return " · ".join(_reasons(wording, view, reasons))


def _reasons(wording: Wording, view: str, reasons: str) -> Iterator[str]:
    say = wording.pages
    for part in reasons.split("; "):
        if part.startswith(_PATTERN):
            yield say["results.pattern"].format(title=wording.patterns[part.removeprefix(_PATTERN)].title)
        elif answer := _ANSWER.fullmatch(part):
            words = wording.questions[answer["question"]]
            yield say["results.reason"].format(
                topic=words.topic,
                answer=words.options[answer["option"]].text[view],
                points=answer["points"],
                approach=wording.outcomes[answer["approach"]].name,
            )


def _header(rules: RuleBase, wording: Wording, scored: ScoredPeople) -> list[str]:
    theirs = _kept(scored)
    return [*theirs, *distinct(result_headings(rules, wording).values(), theirs)]


def _kept(scored: ScoredPeople) -> list[str]:
    people = scored.people
    return [name for name in people.frame.columns if name != people.columns.get(SCREENING)]


def _rows(rules: RuleBase, wording: Wording, scored: ScoredPeople) -> Iterator[Sequence[Cell]]:
    outcomes = lru_cache(None)(partial(outcome_in_words, wording))
    reasons = lru_cache(None)(partial(reasons_in_words, wording))
    theirs = zip(*(scored.people.frame[name].tolist() for name in _kept(scored)), strict=True)
    ours = zip(*(scored.results[name].astype(object).tolist() for name in rules.result_columns), strict=True)
    for cells, view, (outcome, certainty, *numbers, why) in zip(theirs, scored.views(), ours, strict=True):
        if outcome is None:  # it has a faulty cell
            yield [*cells, *[""] * len(rules.result_columns)]
            continue
        yield [
            *cells,
            outcomes(outcome, why),
            "" if certainty is None else wording.certainty.name[certainty],
            *("" if number is pd.NA else number for number in numbers),
            reasons(view, why),
        ]

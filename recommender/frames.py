"""Many people at once: a table of answers in, the same table with outcomes out, from the same tallies as one sheet."""

import csv
import io
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from recommender.decide import Decision, decide
from recommender.errors import BadTable
from recommender.model import NOT_SURE, RESULTS, SCREENING, VIEW, VIEWS, Question
from recommender.placed import did_you_mean
from recommender.reasons import reasons_for, weightiest_first
from recommender.tally import Table, offered

REASONS_TOLD = 3


@dataclass(frozen=True, slots=True, order=True)
class BadCell:
    """A cell that cannot be scored, or, with no column, a row. `row` counts people from 1, the header left out."""

    row: int
    column: str
    value: str
    hint: str

    def __str__(self) -> str:
        if not self.column:
            return f"row {self.row}: {self.value} ({self.hint})"
        return f"row {self.row}, column '{self.column}': '{self.value}' is not known here ({self.hint})"


def read_frame(text: str, *, name: str) -> tuple[pd.DataFrame, tuple[BadCell, ...]]:
    """The table that a CSV text holds, every cell as text, and the rows that have too few or too many cells.

    Such a row is filled up, or cut, to the header in length. Raises BadTable, naming the file, where it is no table.
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error as error:
        raise BadTable(f"{name} is not a CSV file: {error}. Look for a quotation mark that is not closed.") from error
    if not rows:
        raise BadTable(f"{name} is empty. Its first row must name the columns.")
    header, *people = rows
    width = len(header)
    bad = tuple(
        BadCell(number, "", f"{len(row)} cells where the header has {width}", "put a cell that holds a comma in quotes")
        for number, row in enumerate(people, start=1)
        if len(row) != width
    )
    fitted = [(row + [""] * width)[:width] for row in people]
    return pd.DataFrame(fitted, columns=header, dtype="string"), bad


def write_frame(frame: pd.DataFrame) -> str:
    """The table as CSV text."""
    return str(frame.to_csv(index=False, lineterminator="\n"))


def score_frame(
    table: Table, frame: pd.DataFrame, unfit: Sequence[BadCell] = ()
) -> tuple[pd.DataFrame, tuple[BadCell, ...]]:
    """The frame with RESULTS added, and the cells that could not be scored, those of `unfit` rows among them.

    `frame` holds text: one row a person, columns named by question ids (an empty cell, or a question without a column,
    is "not sure"), `view`, and `screening` (ids of ticks, separated by spaces). Other columns are passed through. A row
    with a bad cell gets empty results. Raises BadTable where the columns do not fit.
    """
    _check_columns(table, [str(name) for name in frame.columns])
    cells = frame.astype("string").fillna("").apply(lambda column: column.str.strip())
    bad = list(unfit)
    views = _codes(cells[VIEW], VIEWS, bad)
    totals = _gather(views, [table.views[view] for view in VIEWS])
    for question in table.rules.questions:
        if question.id in cells:
            totals += _tallies(table, question, cells[question.id], views, bad)
        else:
            totals += table.answers[question.id][NOT_SURE]
    totals += _ticks(table, cells[SCREENING], views, bad)
    results = _results(table, cells, totals, {cell.row for cell in bad})
    scored = frame.assign(**{name: pd.array(values, dtype="string") for name, values in results.items()})
    return scored, tuple(sorted(bad))


def missing_questions(table: Table, columns: Sequence[str]) -> tuple[str, ...]:
    """The questions that have no column: they count as "not sure" for everybody."""
    return tuple(question.id for question in table.rules.questions if question.id not in columns)


def _check_columns(table: Table, columns: list[str]) -> None:
    for name in (VIEW, SCREENING):
        if name not in columns:
            what = f"{' or '.join(VIEWS)}" if name == VIEW else "the ids of what was ticked, or nothing"
            raise BadTable(f"There is no column '{name}'. Add one, holding {what} for each person.")
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None:
        raise BadTable(f"Two columns are named '{twice}'. Give one of them another name.")
    known = [*table.answers, VIEW, SCREENING]
    for name in columns:
        plain = name.strip().lower().replace("_", "-").replace(" ", "-")
        if name not in known and plain in known:
            raise BadTable(f"The column '{name}' is not known by this name. Did you mean '{plain}'?")
    taken = [name for name in RESULTS if name in columns]
    if taken:
        raise BadTable(f"There is a column '{taken[0]}' already, which this adds. Give it another name.")


def _codes(column: "pd.Series[str]", allowed: Sequence[str], bad: list[BadCell]) -> npt.NDArray[np.int64]:
    """Each cell's place among the allowed words; -1, and a bad cell, for any other."""
    codes = pd.Index(list(allowed), dtype="string").get_indexer(pd.Index(column)).astype(np.int64)
    hints: dict[str, str] = {}
    for row in np.flatnonzero(codes < 0):
        value = str(column.iloc[row])
        if value not in hints:
            hints[value] = did_you_mean(value, allowed)
        bad.append(BadCell(int(row) + 1, str(column.name), value, hints[value]))
    return codes


def _gather(codes: npt.NDArray[np.int64], tallies: Sequence[int]) -> npt.NDArray[np.int64]:
    """Each code's tally; zero for -1, whose row is bad anyway."""
    return np.array([*tallies, 0], dtype=np.int64)[codes]


def _tallies(
    table: Table, question: Question, column: "pd.Series[str]", views: npt.NDArray[np.int64], bad: list[BadCell]
) -> npt.NDArray[np.int64]:
    ids = [*(option.id for option in question.options), NOT_SURE]
    codes = _codes(column.replace("", NOT_SURE), ids, bad)
    for number, view in enumerate(VIEWS):
        allowed = offered(question, view)
        elsewhere = [code for code, option in enumerate(ids) if option not in allowed]
        for row in np.flatnonzero((views == number) & np.isin(codes, elsewhere)):
            hint = f"in the view '{view}', {did_you_mean('', allowed)}"
            bad.append(BadCell(int(row) + 1, question.id, str(column.iloc[row]), hint))
    return _gather(codes, [table.answers[question.id][option] for option in ids])


def _ticks(
    table: Table, column: "pd.Series[str]", views: npt.NDArray[np.int64], bad: list[BadCell]
) -> npt.NDArray[np.int64]:
    totals = np.zeros(len(column), dtype=np.int64)
    for row, cell in enumerate(column):
        if views[row] < 0:
            continue
        allowed = [gate.id for gate in table.rules.gates_for(VIEWS[views[row]])]
        for tick in set(cell.split()):
            if tick in allowed:
                totals[row] += table.ticks[tick]
            else:
                bad.append(BadCell(row + 1, SCREENING, tick, did_you_mean(tick, allowed)))
    return totals


def _results(
    table: Table, cells: pd.DataFrame, totals: npt.NDArray[np.int64], bad_rows: set[int]
) -> dict[str, list[str]]:
    """The text of each result column. Sheets with the same sum share one decision."""
    decisions = {total: decide(table, int(total)) for total in set(totals.tolist())}
    asked = [question.id for question in table.rules.questions if question.id in cells]
    answers = cells[asked].replace("", NOT_SURE).to_dict("records")
    results: dict[str, list[str]] = {name: [] for name in RESULTS}
    nothing = [""] * len(RESULTS)
    for row, (total, given) in enumerate(zip(totals.tolist(), answers, strict=True), start=1):
        told = nothing if row in bad_rows else _told(decisions[total], table, given)
        for name, value in zip(RESULTS, told, strict=True):
            results[name].append(value)
    return results


def _told(decision: Decision, table: Table, answers: Mapping[Hashable, str]) -> list[str]:
    approach = decision.approach
    first = [f"first: {' '.join(decision.gates)}"] if decision.gates else []
    if approach is None:
        return [decision.outcome, "", "", "", "", "; ".join(first)]
    if first:
        first.append(f"on hold: {approach.outcome}")
    by_pattern = [f"pattern: {approach.pattern}"] if approach.pattern else []
    moving = [reason for reason in weightiest_first(reasons_for(table, answers)) if reason.lead]
    weighty = [f"{reason.question}={reason.option} {_points(reason.lead)}" for reason in moving[:REASONS_TOLD]]
    numbers = [str(number) for number in (approach.coaching, approach.mentoring, approach.lead)]
    return [decision.outcome, approach.certainty, *numbers, "; ".join([*first, *by_pattern, *weighty])]


def _points(lead: int) -> str:
    return f"{'coaching' if lead > 0 else 'mentoring'} +{abs(lead)}"

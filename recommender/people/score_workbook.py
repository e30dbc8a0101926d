"""An Excel workbook of people scored into another, or into CSV, with the ids of their results."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.atomic_output import is_stream, writing
from recommender.batch.output_columns import OutputColumns
from recommender.core.errors import InvalidTable
from recommender.core.model import RESULTS
from recommender.people.people_file import Limits, read_people
from recommender.people.plain_cells import Cell, csv_bytes, workbook, write_row
from recommender.people.score_people import ScoredPeople, score_people

EXCEL, CSV = ".xlsx", ".csv"

LIMITS = Limits(size=250_000_000, unpacked=2_000_000_000, rows=1_048_576, cells=50_000_000)
"""All that one sheet can hold, on a machine of one's own."""


def score_workbook(texts: AnswerTexts, path: Path, target: Path, output: OutputColumns) -> ScoredPeople:
    """Score one file into another, whose name says whether it is a workbook or CSV. Raises InvalidTable."""
    if not is_stream(target):
        _check_target(path, target)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidTable(f"{path} cannot be opened: {error.strerror}.") from error
    scored = score_people(texts, read_people(texts, data, str(path), LIMITS))
    rows = _rows(scored, output)
    written = _workbook(texts, rows) if target.suffix.lower() == EXCEL else csv_bytes(rows)
    with writing(target) as out:
        out.write(written)
    return scored


def _check_target(path: Path, target: Path) -> None:
    if target.suffix.lower() not in (EXCEL, CSV):
        raise InvalidTable(f"{path} cannot be scored into {target}. Give it a name that ends in {EXCEL} or {CSV}.")
    if target.exists() and path.exists() and target.samefile(path):
        raise InvalidTable(f"{target} is also the input. Write to another file.")


def _rows(scored: ScoredPeople, output: OutputColumns) -> Iterator[Sequence[Cell]]:
    frame = scored.people.frame
    kept = [frame.columns[place] for place in output.kept(list(frame.columns))]
    results = RESULTS if output.reasons else RESULTS[:-1]
    yield [*kept, *(_free(name, kept) for name in results)]
    theirs = (frame[name].tolist() for name in kept)
    ours = (["" if pd.isna(cell) else cell for cell in scored.results[name].astype(object)] for name in results)
    yield from zip(*theirs, *ours, strict=True)


def _free(name: str, taken: Sequence[str]) -> str:
    return _free(f"scored-{name}", taken) if name in taken else name


def _workbook(texts: AnswerTexts, rows: Iterator[Sequence[Cell]]) -> bytes:
    target = io.BytesIO()
    with workbook(target, texts.table.rules) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(rows):
            write_row(sheet, row, cells)
        sheet.freeze_panes(1, 0)
    return target.getvalue()

"""An Excel workbook of people scored into another, or into CSV, with the ids of their results."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.atomic_output import is_stream, writing
from recommender.batch.files import check_input, check_target
from recommender.batch.output_columns import OutputColumns, free_name
from recommender.core.errors import InvalidTable
from recommender.core.model import RuleBase
from recommender.people.people_file import Limits, read_people
from recommender.people.plain_cells import Cell, csv_bytes, workbook, write_row
from recommender.people.score_people import ScoredPeople, score_people

EXCEL, CSV = ".xlsx", ".csv"

LIMITS = Limits(size=250_000_000, unpacked=2_000_000_000, rows=1_048_576, cells=50_000_000)
"""All that one sheet can hold, on a machine of one's own."""


def score_workbook(texts: AnswerTexts, path: Path, target: Path, output: OutputColumns) -> ScoredPeople:
    """Score one file into another, whose name says whether it is a workbook or CSV. Raises InvalidTable."""
    check_input(path)
    if not is_stream(target):
        check_target(path, target, (EXCEL, CSV))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidTable(f"{path} cannot be opened: {error.strerror}.") from error
    scored = score_people(texts, read_people(texts, data, str(path), LIMITS))
    rows = _rows(texts.table.rules, scored, output)
    written = _workbook(texts, rows) if target.suffix.lower() == EXCEL else csv_bytes(rows)
    with writing(target) as out:
        out.write(written)
    return scored


def _rows(rules: RuleBase, scored: ScoredPeople, output: OutputColumns) -> Iterator[Sequence[Cell]]:
    frame = scored.people.frame
    kept = [frame.columns[place] for place in output.kept(list(frame.columns))]
    results = rules.result_columns if output.reasons else rules.result_columns[:-1]
    yield [*kept, *(free_name(name, kept) for name in results)]
    theirs = (frame[name].tolist() for name in kept)
    ours = (["" if pd.isna(cell) else cell for cell in scored.results[name].astype(object)] for name in results)
    yield from zip(*theirs, *ours, strict=True)


def _workbook(texts: AnswerTexts, rows: Iterator[Sequence[Cell]]) -> bytes:
    target = io.BytesIO()
    with workbook(target, texts.table.rules) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(rows):
            write_row(sheet, row, cells)
        sheet.freeze_panes(1, 0)
    return target.getvalue()

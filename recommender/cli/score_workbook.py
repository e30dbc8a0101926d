"""`score` with an Excel workbook on either side: the file is read whole."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from recommender.cli import score_notes
from recommender.cli.output import DONE, FAILED

if TYPE_CHECKING:
    from recommender.batch.answer_texts import AnswerTexts
    from recommender.batch.output_columns import OutputColumns
    from recommender.people.score_people import ScoredPeople

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
"""How the names of workbooks end. Those of another kind than Excel's are refused with a word on how to save them."""


def concerns(arguments: Namespace) -> bool:
    """Whether there is a workbook on either side."""
    return bool({arguments.input.suffix.lower(), arguments.output.suffix.lower()} & {*WORKBOOKS})


def run(arguments: Namespace, texts: "AnswerTexts", output: "OutputColumns", out: TextIO) -> int:
    """Score one file into another. Faulty cells are reported, and the other rows are scored."""
    from recommender.batch.atomic_output import is_stream
    from recommender.people.score_workbook import score_workbook

    scored = score_workbook(texts, arguments.input, arguments.output, output)
    for line in _lines(scored, arguments):
        sys.stderr.write(f"{line}\n")
    rows = len(scored.results)
    summary = sys.stderr if is_stream(arguments.output) else out
    summary.write(f"{rows - scored.faulty_rows} of {rows} rows scored, written to {arguments.output}\n")
    return FAILED if scored.fault_count else DONE


def _lines(scored: "ScoredPeople", arguments: Namespace) -> Iterator[str]:
    yield from map(str, scored.people.notes)
    yield from score_notes.empty_notes(scored.unscreened, scored.unanswered, len(scored.results))
    yield from (f"{arguments.input}: {fault}" for fault in scored.faults[: score_notes.MOST_REPORTED])
    yield from score_notes.more_bad_cells(scored.fault_count)

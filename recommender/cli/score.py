"""`score`: a CSV, Excel or Parquet file with one row for each person, scored into another file."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from recommender.cli import score_workbook
from recommender.cli.inputs import content_folder
from recommender.cli.output import DONE, FAILED
from recommender.cli.score_notes import MOST_REPORTED, empty_notes, more_bad_cells, progress_on
from recommender.core.errors import InvalidTable
from recommender.core.model import NOT_SURE
from recommender.core.tally import tabulate
from recommender.loading.content import wordings_in
from recommender.loading.rules import load_rules

if TYPE_CHECKING:
    from recommender.batch.report import FileReport


def run(arguments: Namespace, out: TextIO) -> int:
    """Score a file into another, or a folder into another. Bad cells are reported, and the other rows are scored."""
    from tqdm import tqdm

    from recommender.batch.answer_texts import AnswerTexts
    from recommender.batch.atomic_output import is_stream
    from recommender.batch.files import score_file
    from recommender.batch.output_columns import OutputColumns

    output = OutputColumns(None if arguments.keep is None else tuple(arguments.keep), not arguments.no_reasons)
    if arguments.input.is_dir():
        from recommender.cli import score_folder

        return score_folder.run(arguments, output, out)
    rules = load_rules(arguments.rules)
    folder = content_folder(arguments)
    _check_target(arguments)
    texts = AnswerTexts(tabulate(rules), lambda: wordings_in(folder.parent, rules))
    if score_workbook.concerns(arguments):
        return score_workbook.run(arguments, texts, output, out)
    with tqdm(unit="", unit_scale=True, leave=False, mininterval=0, disable=None) as bar:  # None: on a terminal only
        report = score_file(texts, arguments.input, arguments.output, output, progress_on(bar))
    for note in (*notes(report, texts.matched), *_bad_cells(report, arguments)):
        sys.stderr.write(f"{note}\n")
    summary = sys.stderr if is_stream(arguments.output) else out  # our rows may be going to standard output
    summary.write(f"{report.rows - report.bad.rows} of {report.rows} rows scored, written to {arguments.output}\n")
    return FAILED if report.bad else DONE


def _check_target(arguments: Namespace) -> None:
    """Raises InvalidTable where the output would replace the rules; `score_file` looks after its own input."""
    if arguments.workers or arguments.scheduler:
        raise InvalidTable(f"{arguments.input} is not a folder: --workers and --scheduler are for a folder of files.")
    if arguments.output.exists() and arguments.output.samefile(arguments.rules):
        raise InvalidTable(f"{arguments.output} holds the rules. Write to another file.")


def notes(report: "FileReport", matched: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """What was understood otherwise than it was written, and what was not used."""
    if report.encoding == "windows-1252":
        yield "read as Windows-1252, since it is not UTF-8; written as UTF-8"
    if report.neutralised:
        yield f"cells that begin as formulas do: {report.neutralised}; an apostrophe before each keeps them text"
    for column, texts in matched.items():
        where = f"column '{column}': '" if column else "column '"
        yield from (f"{where}{text}' is read as '{meant}'" for text, meant in texts.items())
    near = {name: question for name, question in report.header.unused.items() if question}
    yield from (f"column '{name}' is not used (did you mean '{question}'?)" for name, question in near.items())
    if others := [f"'{name}'" for name in report.header.unused if name not in near]:
        yield f"columns not used: {', '.join(others)}"
    for missing in report.header.missing:
        yield f"no column '{missing}': it counts as '{NOT_SURE}' in every row"
    yield from empty_notes(report.unscreened, report.unanswered, report.rows)


def _bad_cells(report: "FileReport", arguments: Namespace) -> Iterator[str]:
    yield from (f"{arguments.input}: {cell}" for cell in report.bad.reported[:MOST_REPORTED])
    yield from more_bad_cells(report.bad.cells)

"""`score`: a CSV or Parquet file with one row for each person, scored into another file."""

import sys
from argparse import Namespace
from typing import TextIO

from recommender.cli.inputs import table_and_wording
from recommender.cli.output import DONE, FAILED
from recommender.core.model import NOT_SURE

MOST_REPORTED = 100
"""How many bad cells are reported one by one."""


def run(arguments: Namespace, out: TextIO) -> int:
    """Score a file into another. Bad cells are reported, and the other rows are scored."""
    from tqdm import tqdm

    from recommender.batch.files import score_file
    from recommender.batch.output_choice import Wanted

    table, _ = table_and_wording(arguments)
    keep = None if arguments.keep is None else tuple(arguments.keep)
    wanted = Wanted(keep, reasons=not arguments.no_reasons)
    with tqdm(unit="", unit_scale=True, leave=False, mininterval=0, disable=None) as bar:  # None: on a terminal only

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = score_file(table, arguments.input, arguments.output, wanted, progress)
    for missing in report.missing:
        sys.stderr.write(f"no column '{missing}': it counts as '{NOT_SURE}' for everybody\n")
    for cell in report.bad.told[:MOST_REPORTED]:
        sys.stderr.write(f"{arguments.input}: {cell}\n")
    if report.bad.cells > MOST_REPORTED:
        sys.stderr.write(f"... and {report.bad.cells - MOST_REPORTED} more bad cells\n")
    scored = report.rows - report.bad.rows
    out.write(f"{scored} of {report.rows} rows scored, written to {arguments.output}\n")
    return FAILED if report.bad else DONE

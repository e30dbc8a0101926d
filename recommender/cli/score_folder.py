"""`score` of a folder: every CSV and Parquet file in it, on threads of this machine or on the workers of a cluster."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TextIO

from tqdm import tqdm

from recommender.batch.cluster import cluster, on_cluster
from recommender.batch.folder_report import FileGroup, FileResult, FolderReport
from recommender.batch.folders import Run, Scorer, on_threads, score_folder
from recommender.batch.output_columns import OutputColumns
from recommender.cli.inputs import content_folder
from recommender.cli.output import DONE, FAILED
from recommender.cli.score import notes
from recommender.cli.score_notes import MOST_REPORTED, more_bad_cells, progress_on
from recommender.loading.content import wordings_in
from recommender.loading.rules import load_rules


def run(arguments: Namespace, output: OutputColumns, out: TextIO) -> int:
    """Score every file of a folder into another folder. What is wrong is reported, and the rest is scored."""
    rules, languages = load_rules(arguments.rules), content_folder(arguments).parent
    with (
        _running(arguments, Scorer(rules, wordings_in(languages, rules), output)) as how,
        tqdm(unit=" files", leave=False, mininterval=0, disable=None) as bar,  # None: on a terminal only
    ):
        report = score_folder(arguments.input, arguments.output, how, progress_on(bar))
    return _print(report, arguments.output, out)


@contextmanager
def _running(arguments: Namespace, scorer: Scorer) -> Iterator[Run]:
    if arguments.workers is None and arguments.scheduler is None:
        yield on_threads(scorer)
    else:
        with cluster(workers=arguments.workers, scheduler=arguments.scheduler) as client:
            yield on_cluster(scorer, client)


def _print(report: FolderReport, output: Path, out: TextIO) -> int:
    """Print what came of it, and return the exit code."""
    groups, faults = report.groups(), list(report.faults)
    for line in (*_notes(groups), *_bad_cells(report), *_about_files(report, faults)):
        sys.stderr.write(f"{line}\n")
    rows, bad = (sum(some) for some in ([g.report.rows for g in groups], [g.report.bad.rows for g in groups]))
    files = len(report.results) - len(faults)
    out.write(f"{rows - bad} of {rows} rows in {_files(files)} scored, written to {output}\n")
    return FAILED if bad or faults else DONE


def _notes(groups: Sequence[FileGroup]) -> Iterator[str]:
    """The notes on the files with the same columns, once for all of them."""
    for group in groups:
        others = f" and {_files(len(group.paths) - 1)} like it" if group.paths[1:] else ""
        where = f"{group.paths[0]}{others}: " if groups[1:] else ""
        yield from (f"{where}{note}" for note in notes(group.report, group.matched))


def _bad_cells(report: FolderReport) -> Iterator[str]:
    scored = [(result.path, result.report.bad) for result in report.results if result.report]
    yield from islice((f"{path}: {cell}" for path, bad in scored for cell in bad.reported), MOST_REPORTED)
    yield from more_bad_cells(sum(bad.cells for _, bad in scored))


def _about_files(report: FolderReport, faults: Sequence[FileResult]) -> Iterator[str]:
    """Which files were not scored, and which results are not of this run."""
    if before := sum(result.before for result in report.results):
        yield f"{_files(before)} finished by an earlier run, not scored again"
    yield from (f"{path} is from an earlier run, and its input is gone. Delete it." for path in report.stale)
    for result in faults[:MOST_REPORTED]:
        lines = result.fault.splitlines()
        yield from (line if str(result.path) in line else f"{result.path}: {line}" for line in lines)
    if faults[MOST_REPORTED:]:
        yield f"... and {_files(len(faults) - MOST_REPORTED)} more that could not be scored"


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"

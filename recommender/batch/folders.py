"""A folder of files scored into another, which has the same files in the same subfolders.

Subfolders such as `year=2026` stay as they are. Names that begin with a dot or an underscore are left out, as Spark and
Arrow leave them out. Each file appears under its name once it is whole, and one that is finished is not scored again.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.atomic_output import TEMPORARY
from recommender.batch.files import CSV, PARQUET, score_file
from recommender.batch.finished import FOLDER, Record, read_record, stamp_of, write_record
from recommender.batch.folder_report import FileResult, FolderReport
from recommender.batch.output_columns import OutputColumns
from recommender.batch.report import Progress
from recommender.content.words import Wording
from recommender.core.errors import InvalidTable
from recommender.core.model import RuleBase
from recommender.core.tally import Table, tabulate


@dataclass(frozen=True)
class Scorer:
    """All that a file is scored with. It can be pickled, and so sent to another process or machine."""

    rules: RuleBase
    wordings: tuple[Wording, ...] = ()
    output: OutputColumns = OutputColumns()

    @cached_property
    def table(self) -> Table:
        return tabulate(self.rules)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all that can change a result."""
        return hashlib.sha256(repr((self.rules.digest, self.wordings, self.output)).encode()).hexdigest()

    def texts(self) -> AnswerTexts:
        """What the texts of one file stand for."""
        return AnswerTexts(self.table, lambda: self.wordings)

    def __reduce__(self) -> tuple[Any, ...]:
        return Scorer, (self.rules, self.wordings, self.output)  # without what is cached


@dataclass(frozen=True, slots=True)
class FilePair:
    """A file, and where its results and the record of it go."""

    source: Path
    target: Path
    record: Path


Run = Callable[[Sequence[FilePair]], Iterable[FileResult]]
"""How files are scored: yields what came of each, in any order."""


def score_folder(source: Path, target: Path, run: Run, progress: Progress = lambda done, total: None) -> FolderReport:
    """Score every file of a folder into another folder. A file that cannot be read is reported, and the others scored.

    What an earlier run or a killed worker left half written is deleted, so only one run at a time may write there.
    Raises InvalidTable where there is no file, or one folder is inside the other.
    """
    pairs = _pairs(source, target)
    _delete_orphans(pairs)
    results = []
    for result in run(pairs):
        results.append(result)
        progress(len(results), len(pairs))
    _delete_orphans(pairs)
    return FolderReport(sorted(results, key=lambda result: result.path), _stale(target, pairs))


def on_threads(scorer: Scorer, threads: int | None = None) -> Run:
    """Score so many files at once on this machine: without a number, as many as it has processors."""

    def run(pairs: Sequence[FilePair]) -> Iterator[FileResult]:
        with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
            yield from pool.map(partial(score_pair, scorer=scorer), pairs)

    return run


def score_pair(pair: FilePair, scorer: Scorer) -> FileResult:
    """Score one file, unless it is finished."""
    try:
        made_of = {"scorer": scorer.digest, "input": stamp_of(pair.source)}
        if pair.target.exists():
            record = read_record(pair.record, made_of | {"output": stamp_of(pair.target)})
            if record:
                return FileResult(pair.source, record.report, record.matched, before=True)
        if pair.source.suffix.lower() not in (*CSV, *PARQUET):
            raise InvalidTable(f"{pair.source} is neither CSV nor Parquet. Convert it, or move it elsewhere.")
        for folder in (pair.target.parent, pair.record.parent):
            folder.mkdir(parents=True, exist_ok=True)
        texts = scorer.texts()
        report = score_file(texts, pair.source, pair.target, scorer.output)
        write_record(pair.record, made_of | {"output": stamp_of(pair.target)}, Record(report, texts.matched))
    except InvalidTable as error:
        return FileResult(pair.source, fault=str(error))
    except OSError as error:
        return FileResult(pair.source, fault=f"{error.filename} cannot be used: {error.strerror}.")
    return FileResult(pair.source, report, texts.matched)


def _pairs(source: Path, target: Path) -> list[FilePair]:
    one, other = source.resolve(), target.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise InvalidTable(f"{target} and {source} are one folder, or one is inside the other. Write elsewhere.")
    if target.exists() and not target.is_dir():
        raise InvalidTable(f"{target} is not a folder. The results of a folder go into a folder.")
    names = sorted(path.relative_to(source) for path in source.rglob("*") if path.is_file())
    pairs = [
        FilePair(source / name, target / name, target / FOLDER / f"{name}.json")
        for name in names
        if not any(part.startswith((".", "_")) for part in name.parts)
    ]
    if not pairs:
        raise InvalidTable(f"{source} holds no files. Put CSV or Parquet files into it, or into folders in it.")
    return pairs


def _delete_orphans(pairs: Sequence[FilePair]) -> None:
    for folder in {path.parent for pair in pairs for path in (pair.target, pair.record)}:
        for orphan in folder.glob(f"{TEMPORARY}*"):
            orphan.unlink(missing_ok=True)


def _stale(target: Path, pairs: Sequence[FilePair]) -> list[Path]:
    records = {*(target / FOLDER).rglob("*.json")} - {pair.record for pair in pairs}
    results = (target / record.relative_to(target / FOLDER).with_suffix("") for record in records)
    return sorted(path for path in results if path.exists())

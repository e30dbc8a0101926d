"""Records of the files that are finished, so that a run that was stopped goes on where it was.

A record is written after the file that it is about. It holds FORMAT, the scorer's digest, and the size and time of
change of the input and of the output: a file is finished if all of them are still the same.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from recommender.batch.atomic_output import writing
from recommender.batch.header import Header
from recommender.batch.report import FileReport
from recommender.batch.row_errors import BadCell, BadCells

FOLDER = ".scored"
"""The folder of the records, in that of the results. What reads a folder of Parquet files leaves it out."""


FORMAT = 1
"""Raised with every change of what this program makes of the same input, or of what a record holds."""


@dataclass(frozen=True, slots=True)
class Record:
    """What came of a file: its report, and the texts that were read as ids in each column."""

    report: FileReport
    matched: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def stamp_of(path: Path) -> list[int]:
    """What changes with a file: its size in bytes, and when it was last changed, in nanoseconds."""
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


def write_record(path: Path, made_of: Mapping[str, Any], record: Record) -> None:
    """Write the record of a file that is finished, and what it was made of. Raises InvalidTable where it cannot."""
    with writing(path) as out:
        saved = {"format": FORMAT, "made_of": made_of, **asdict(record)}
        out.write(json.dumps(saved, ensure_ascii=False).encode())


def read_record(path: Path, made_of: Mapping[str, Any]) -> Record | None:
    """The record of a file, if there is one and it was made of the same."""
    try:
        saved = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(saved, dict) or (saved.get("format"), saved.get("made_of")) != (FORMAT, made_of):
        return None
    report = saved["report"]
    header, bad = report.pop("header"), report.pop("bad")
    return Record(
        FileReport(
            Header(header["positions"], tuple(header["missing"]), header["unused"]),
            bad=BadCells(tuple(BadCell(**cell) for cell in bad["reported"]), bad["cells"], bad["rows"]),
            **report,
        ),
        saved["matched"],
    )

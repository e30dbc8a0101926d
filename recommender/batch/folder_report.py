"""What came of scoring a folder of files: of each file, and of all of them together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recommender.batch.report import FileReport
from recommender.batch.row_errors import BadCells


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file: a report and the texts that were read as ids, or a fault.

    `before` says that it was finished by an earlier run, and is not scored again.
    """

    path: Path
    report: FileReport | None = None
    matched: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    before: bool = False
    fault: str = ""


@dataclass(slots=True)
class FileGroup:
    """Files with the same columns, and what came of them together. Its report counts bad cells, and names none."""

    paths: list[Path]
    report: FileReport
    matched: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, path: Path, report: FileReport, matched: Mapping[str, Mapping[str, str]]) -> None:
        """Add a file with these columns."""
        self.paths.append(path)
        mine = self.report
        mine.rows += report.rows
        mine.bad = BadCells((), mine.bad.cells + report.bad.cells, mine.bad.rows + report.bad.rows)
        mine.unanswered += report.unanswered
        mine.unscreened += report.unscreened
        mine.neutralised += report.neutralised
        for column, texts in matched.items():
            self.matched.setdefault(column, {}).update(texts)


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What came of every file, by path, and the results of earlier runs whose input is no longer there."""

    results: Sequence[FileResult]
    stale: Sequence[Path]

    @property
    def faults(self) -> Iterator[FileResult]:
        """The files that could not be scored."""
        return (result for result in self.results if result.report is None)

    def groups(self) -> list[FileGroup]:
        """The files that were scored: those with the same columns together."""
        found: list[FileGroup] = []
        for result in self.results:
            if result.report:
                header, encoding = result.report.header, result.report.encoding
                same = (g for g in found if g.report.header == header and g.report.encoding == encoding)
                group = next(same, None)
                if group is None:
                    found.append(group := FileGroup([], FileReport(header, encoding)))
                group.add(result.path, result.report, result.matched)
        return found

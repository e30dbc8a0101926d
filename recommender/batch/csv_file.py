"""CSV files as spreadsheets and form tools save them: read a block of rows at a time, scored, and written again.

The separator may be a comma, a semicolon or a tab, and the text UTF-8, UTF-16 or Windows-1252. What is written is
UTF-8 with the same separator, and with a byte-order mark if that is how a spreadsheet will know it.
"""

import codecs
import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.csv_output import lines_of, neutral
from recommender.batch.csv_rows import Reader, Rows, Written
from recommender.batch.csv_text import CsvText, Dialect, Lines, Record, Records, dialect_of
from recommender.batch.header import header_of
from recommender.batch.kernel import THREADS
from recommender.batch.output_columns import OutputColumns, result_columns
from recommender.batch.report import FileReport, Progress
from recommender.batch.score_rows import ScoredRows, score_rows
from recommender.core.errors import InvalidTable

Item = TypeVar("Item")
Done = TypeVar("Done")


def score_csv(texts: AnswerTexts, path: Path, out: IO[bytes], output: OutputColumns, progress: Progress) -> FileReport:
    """Score a CSV file into another."""
    with _readable(path):
        file = path.open("rb")
    with file, ThreadPoolExecutor(THREADS) as threads:
        with _readable(path):
            dialect, size = dialect_of(file, texts), path.stat().st_size
            text = CsvText(file, dialect, lambda: progress(file.tell(), size) if file.seekable() else None)
            names = text.header()
        if not names:
            raise InvalidTable(f"{path} is empty. Its first row must name the columns.")
        scoring = _Scoring(texts, names, dialect, output)
        out.write(scoring.header())

        def read(part: Lines | Records) -> Rows:
            with _readable(path):
                return scoring.reader.read(part)

        def parts() -> Iterator[Lines | Records]:
            with _readable(path):
                yield from text.parts()

        scored = map(scoring.score, _in_threads(threads, read, parts()))
        for lines, neutralised in _in_threads(threads, scoring.written, scored):
            out.write(lines)
            scoring.report.neutralised += neutralised
        progress(size, size)
    return scoring.report


def _in_threads(threads: ThreadPoolExecutor, work: Callable[[Item], Done], items: Iterable[Item]) -> Iterator[Done]:
    """The work done on each item, in order; some of it while what was done before is used."""
    ahead = deque[Future[Done]]()
    for item in items:
        ahead.append(threads.submit(work, item))
        if len(ahead) > THREADS:
            yield ahead.popleft().result()
    while ahead:
        yield ahead.popleft().result()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Raises InvalidTable, naming the file, where it cannot be read."""
    try:
        yield
    except csv.Error as error:
        hint = "Look for a quotation mark that is not closed."
        raise InvalidTable(f"{path} is not a CSV file: {error}. {hint}") from error
    except UnicodeError as error:
        raise InvalidTable(f"{path} is damaged, or not UTF-8 text. Save it as 'CSV UTF-8'.") from error
    except OSError as error:
        raise InvalidTable(f"{path} cannot be opened: {error.strerror}.") from error


class _Scoring:
    """How the rows of a file with this header become those that are written, and the report of it so far."""

    def __init__(self, texts: AnswerTexts, names: Record, dialect: Dialect, output: OutputColumns) -> None:
        self._texts, self._names, self._dialect, self._output = texts, names, dialect, output
        self.report = FileReport(header_of(texts, names), dialect.encoding)
        self.reader = Reader(self.report.header.positions, len(names), dialect.separator)
        self._kept = output.kept(names)
        self._kept_names = [names[place] for place in self._kept]

    def header(self) -> bytes:
        """The first line of the output."""
        _, scored = self.score(self.reader.read(Records((), ())))
        names, self.report.neutralised = neutral(self._kept_names)
        header = [*names, *result_columns(self._texts.table.rules, scored, self._kept_names)]
        marked = self._dialect.encoding != "utf-8" or header[0].startswith("\ufeff")
        return codecs.BOM_UTF8 * marked + lines_of([header], self._dialect.separator)

    def score(self, rows: Rows) -> tuple[Rows, ScoredRows]:
        """The rows with their scores, which are in the report from then on."""
        count = len(rows.lines)
        scored = score_rows(self._texts, rows.answers, count, reasons=self._output.reasons, malformed=rows.malformed)
        self.report.add(scored, count, rows.lines)
        return rows, scored

    def written(self, both: tuple[Rows, ScoredRows]) -> Written:
        """The rows as lines of the output."""
        rows, scored = both
        return rows.written(
            self._kept, result_columns(self._texts.table.rules, scored, self._kept_names), self._dialect.separator
        )

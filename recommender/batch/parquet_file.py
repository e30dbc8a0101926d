"""Parquet files: read a batch of rows at a time, scored, and written as Parquet with the results added."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.dataframe_columns import column_of
from recommender.batch.header import header_of
from recommender.batch.output_columns import OutputColumns, result_columns
from recommender.batch.report import FileReport, Progress
from recommender.batch.score_rows import score_rows
from recommender.core.errors import InvalidTable

BATCH = 1 << 17
"""Rows read, scored and written at once; a row group of what is written."""

_READ_AHEAD = 1 << 20
"""Bytes of a column read at once, so that memory does not grow with the size of a row group."""


def score_parquet(
    texts: AnswerTexts, path: Path, out: IO[bytes], output: OutputColumns, progress: Progress
) -> FileReport:
    """Score a Parquet file into another."""
    with _opened(path, texts) as (file, schema):
        scoring = _Scoring(texts, schema, output)
        empty = scoring.score(file.schema_arrow.empty_table())
        few_values = [field.name for field in empty.schema if _has_few_values(field)]
        writer = pq.ParquetWriter(out, empty.schema, compression="zstd", use_dictionary=few_values)
        with writer, ThreadPoolExecutor(1) as thread:
            written: Future[None] | None = None
            for rows in _batches(file, path, scoring.names_read):
                scored = scoring.score(pa.Table.from_batches([rows]))
                if written:
                    written.result()
                written = thread.submit(writer.write_table, scored)  # while the next batch is read and scored
                progress(scoring.report.rows, file.metadata.num_rows)
            if written:
                written.result()
    return scoring.report


def _has_few_values(field: pa.Field) -> bool:
    """Text that repeats, and small whole numbers as all results are: they are written sooner as places in a list."""
    return not pa.types.is_primitive(field.type) or field.type in (pa.int8(), pa.int16())


class _Scoring:
    """How the columns of a file of this schema become those that are written, and the report of it so far."""

    def __init__(self, texts: AnswerTexts, schema: pa.Schema, output: OutputColumns) -> None:
        self._texts, self._schema, self._output = texts, schema, output
        self._kept = output.kept(schema.names)
        self.report = FileReport(header_of(texts, schema.names))
        read = {*self._kept, *self.report.header.positions.values()}
        self.names_read = list(dict.fromkeys(name for place, name in enumerate(schema.names) if place in read))

    def score(self, rows: pa.Table) -> pa.Table:
        """The rows with their results, of the columns that are kept. Kept answers are text again, if they were."""
        answers = {name: column_of(self._column(rows, p)) for name, p in self.report.header.positions.items()}
        scored = score_rows(self._texts, answers, len(rows), reasons=self._output.reasons)
        self.report.add(scored, len(rows))
        rules = self._texts.table.rules
        fields = [self._schema.field(place) for place in self._kept]
        columns = [self._column(rows, p).cast(field.type) for p, field in zip(self._kept, fields, strict=True)]
        for name, result in result_columns(rules, scored, [field.name for field in fields]).items():
            columns.append(result.as_arrow())
            fields.append(pa.field(name, columns[-1].type))
        metadata = self._schema.metadata if len(self._kept) == len(self._schema) else None
        return pa.Table.from_arrays(columns, schema=pa.schema(fields, metadata))

    def _column(self, rows: pa.Table, position: int) -> pa.ChunkedArray:
        """The column at this position of the file: of several with one name, the one that comes as late."""
        name = self._schema.names[position]
        places = [place for place, other in enumerate(rows.column_names) if other == name]
        return rows.column(places[self._schema.names[:position].count(name)])


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Raises InvalidTable, naming the file, where it cannot be read."""
    try:
        yield
    except pa.ArrowInvalid as error:
        raise InvalidTable(f"{path} is not a Parquet file, or it is damaged.") from error
    except OSError as error:
        why = f"cannot be opened: {os.strerror(error.errno)}" if error.errno else "is damaged"
        raise InvalidTable(f"{path} {why}.") from error


@contextmanager
def _opened(path: Path, texts: AnswerTexts) -> Iterator[tuple[pq.ParquetFile, pa.Schema]]:
    """The file, its texts of answers read as categories, and the schema that it has without that."""
    with _readable(path):
        schema = pq.read_schema(path)
        answers = [
            field.name
            for field in schema
            if texts.column(field.name) and field.type in (pa.string(), pa.large_string())
        ]
        file = pq.ParquetFile(path, read_dictionary=answers, buffer_size=_READ_AHEAD)
    with file:
        yield file, schema


def _batches(file: pq.ParquetFile, path: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    with _readable(path):
        yield from file.iter_batches(BATCH, columns=columns)

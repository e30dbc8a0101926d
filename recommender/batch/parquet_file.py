"""People in a Parquet file: read a batch of rows at a time, scored, and written as Parquet with the results added.

What is written so far is kept after each piece, which is a whole Parquet file: the pieces follow each other in one
file. The last footer names the row groups of them all, so nothing is read, copied or encoded again to join them.
"""

import base64
import io
import os
import struct
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from recommender.batch.atomic_output import Output, Part
from recommender.batch.dataframes import score_frame
from recommender.batch.output_choice import Wanted
from recommender.batch.row_errors import BadCells, check_columns
from recommender.core.errors import InvalidTable
from recommender.core.model import SCREENING, VIEW
from recommender.core.tally import Table

BATCH = 1 << 17
"""Rows read, scored and written at once; a row group of what is written."""

PIECE = 1 << 20
"""Rows, at the least, after which what is written is kept. A piece ends where a row group of what is read ends."""

_READ_AHEAD = 1 << 20
"""Bytes of a column read at once, so that memory does not grow with the size of a row group."""

_MAGIC = b"PAR1"
_FOOTER_END = struct.Struct("<I4s")

Progress = Callable[[int, int], None]


def score_parquet(
    table: Table, source: Path, out: Output, wanted: Wanted, progress: Progress
) -> tuple[list[str], int, BadCells]:
    """Score a Parquet file into another: the columns it has, how many rows, and what could not be scored."""
    with _opened(table, source) as (file, plain):
        names, rows = plain.names, file.metadata.num_rows
        kept = wanted.kept(names)
        read = [name for name in names if name in {*kept, *table.answers, VIEW, SCREENING}]
        make = _Make(table, file.schema_arrow, plain, kept, wanted)
        done, bad, ends = 0, BadCells(), []
        if out.notes is not None:
            done, bad, ends = out.notes["rows"], BadCells.from_data(out.notes["bad"]), out.notes["ends"]
        for groups in _pieces(file, PIECE if isinstance(out, Part) else rows)[len(ends) :]:
            with _piece_of(out, make) as write:
                for some in _batches(file, source, groups, read):
                    scored, more = make.score(some)
                    write(scored)
                    bad, done = bad.then(more.after(done)), done + len(some)
                    progress(done, rows)
            ends = [*ends, out.tell()]
            if isinstance(out, Part):
                out.note({"rows": done, "bad": bad.as_data(), "ends": ends})
        if isinstance(out, Part) and len(ends) > 1:
            out.write(_footer_of_all(out, ends))
    return names, done, bad


class _Make:
    """What makes the columns that are written from a batch of those that were read, and the schema they have.

    `shown` is the schema for whoever reads them; columns `with_few_values` are worth a dictionary.
    """

    def __init__(self, table: Table, read: pa.Schema, plain: pa.Schema, kept: Sequence[str], wanted: Wanted) -> None:
        self._table, self._wanted, self._names = table, wanted, [*kept, *wanted.results]
        self.schema = self.score(read.empty_table())[0].schema
        fields = [plain.field(name) if name in kept else self.schema.field(name) for name in self._names]
        few = [field.name for field in self.schema if not pa.types.is_primitive(field.type)]
        self.with_few_values = [*few, *(name for name in wanted.results if name not in few)]
        metadata = plain.metadata if len(kept) == len(plain) else None
        self.shown = pa.schema(fields, metadata)

    def score(self, some: pa.RecordBatch | pa.Table) -> tuple[pa.Table, BadCells]:
        people = some if isinstance(some, pa.Table) else pa.Table.from_batches([some])
        scored, bad = score_frame(self._table, people, reasons=self._wanted.reasons)
        return scored.select(self._names), bad


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    """Raises InvalidTable, naming the file, where it cannot be read."""
    try:
        yield
    except pa.ArrowInvalid as error:
        raise InvalidTable(f"{source} is not a Parquet file, or it is damaged.") from error
    except OSError as error:
        why = f"cannot be opened: {os.strerror(error.errno)}" if error.errno else "is damaged"
        raise InvalidTable(f"{source} {why}.") from error


@contextmanager
def _opened(table: Table, source: Path) -> Iterator[tuple[pq.ParquetFile, pa.Schema]]:
    """The file, its texts of answers read as categories, and the schema that it has without that."""
    with _readable(source):
        plain = pq.read_schema(source)
        check_columns(table, plain.names)
        answers = {*table.answers, VIEW, SCREENING}
        texts = [
            field.name for field in plain if field.name in answers and field.type in (pa.string(), pa.large_string())
        ]
        file = pq.ParquetFile(source, read_dictionary=texts, buffer_size=_READ_AHEAD)
    with file:
        yield file, plain


def _pieces(file: pq.ParquetFile, rows: int) -> list[list[int]]:
    """The numbers of the row groups, in lists of at least so many rows; one list, be it empty, at the least."""
    pieces: list[list[int]] = [[]]
    held = 0
    for number in range(file.num_row_groups):
        if held >= rows and pieces[-1]:
            pieces.append([])
            held = 0
        pieces[-1].append(number)
        held += file.metadata.row_group(number).num_rows
    return pieces


def _batches(
    file: pq.ParquetFile, source: Path, groups: Sequence[int], columns: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    with _readable(source):
        yield from file.iter_batches(BATCH, row_groups=groups, columns=columns)


@contextmanager
def _piece_of(out: Output, make: _Make) -> Iterator[Callable[[pa.Table], None]]:
    """What writes a piece: one table is written while the next is read and scored."""
    sink = _appending(out.path) if isinstance(out, Part) else pa.PythonFile(out, mode="w")
    # Answers are written from categories, and yet are the texts, for whoever reads them, that they were.
    shown = base64.b64encode(make.shown.serialize().to_pybytes())
    with (
        sink,
        pq.ParquetWriter(
            sink, make.schema, compression="zstd", use_dictionary=make.with_few_values, store_schema=False
        ) as writer,
        ThreadPoolExecutor(1) as thread,
    ):
        writer.add_key_value_metadata({**(make.shown.metadata or {}), b"ARROW:schema": shown})
        under_way: list[Future[None]] = []

        def write(table: pa.Table) -> None:
            if under_way:
                under_way.pop().result()
            under_way.append(thread.submit(writer.write_table, table))

        yield write
        if under_way:
            under_way.pop().result()


def _appending(path: Path) -> Any:
    """A file to add a piece to, which a ParquetWriter takes for a new one.

    It begins only where a file does, at 0. What is appended lands at the end wherever one stands, and one stands there
    then: the places in the piece's footer are places in the whole file.
    """
    sink = pa.OSFile(str(path), "ab")
    os.lseek(sink.fileno(), 0, os.SEEK_SET)
    return sink


def _footer_of_all(out: Part, ends: Sequence[int]) -> bytes:
    """A footer with the row groups of all pieces, each of which ends with a footer of its own."""
    first, *others = (_metadata(out, end) for end in ends)
    for other in others:
        first.append_row_groups(other)
    file = io.BytesIO()
    first.write_metadata_file(file)
    return file.getvalue().removeprefix(_MAGIC)


def _metadata(out: Part, end: int) -> pq.FileMetaData:
    size, _ = _FOOTER_END.unpack(out.read(end - _FOOTER_END.size, end))
    return pq.read_metadata(io.BytesIO(_MAGIC + out.read(end - _FOOTER_END.size - size, end)))

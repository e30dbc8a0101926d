"""A Parquet file as columns of text."""

import io
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from recommender.people.limits import Limits
from recommender.people.messages import UnreadableFile

_ROWS = 1 << 14
"""Rows unpacked at once."""


def parquet_columns(
    data: bytes, name: str, limits: Limits, is_answer: Callable[[str], bool]
) -> tuple[list[str], list[pd.Series]]:
    """The names of the columns, and their cells. Those of answers must be text. Raises UnreadableFile."""
    try:
        schema = _checked(pq.ParquetFile(io.BytesIO(data)), name, limits, is_answer)
        texts = [field.name for field in schema if _is_text(field.type)]
        batches = pq.ParquetFile(io.BytesIO(data), read_dictionary=texts).iter_batches(_ROWS)
        pieces = list(_as_text(batches, name, limits))
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise UnreadableFile("damaged", name=name) from error
    columns = [pa.chunked_array(chunks, pa.large_string()) for chunks in zip(*pieces, strict=True)]
    return schema.names, [column.to_pandas() for column in columns]


def _checked(file: pq.ParquetFile, name: str, limits: Limits, is_answer: Callable[[str], bool]) -> pa.Schema:
    """The schema of a file that declares no more than the limits, and text where answers belong."""
    metadata, schema = file.metadata, file.schema_arrow
    if len(schema) > limits.columns:
        raise UnreadableFile("too-many-columns", name=name, columns=len(schema), most=limits.columns)
    if metadata.num_rows > limits.rows:
        raise UnreadableFile("too-many-rows", name=name, most=limits.rows)
    if metadata.num_rows * len(schema) > limits.cells:
        raise UnreadableFile("too-many-cells", name=name, most=limits.cells)
    if sum(metadata.row_group(place).total_byte_size for place in range(metadata.num_row_groups)) > limits.unpacked:
        raise UnreadableFile("bomb", name=name, most=limits.unpacked)
    for field in schema:
        if pa.types.is_nested(field.type):
            raise UnreadableFile("nested", name=name, column=field.name, type=str(field.type))
        if is_answer(field.name) and not _is_text(field.type):
            raise UnreadableFile("not-text", name=name, column=field.name, type=str(field.type))
    return schema


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return kind in (pa.string(), pa.large_string(), pa.string_view(), pa.null())


def _as_text(batches: Iterator[pa.RecordBatch], name: str, limits: Limits) -> Iterator[list[pa.Array]]:
    """The columns of each batch as text. Its bytes are counted before a word is written out for each of its rows."""
    left = limits.unpacked
    for batch in batches:
        batch.validate(full=True)  # a damaged file may point past its own words
        left -= sum(map(_size, batch.columns))
        if left < 0:
            raise UnreadableFile("bomb", name=name, most=limits.unpacked)
        yield [_text(column, field, name) for column, field in zip(batch.columns, batch.schema, strict=True)]


def _size(column: pa.Array) -> int:
    if not pa.types.is_dictionary(column.type) or not len(column.dictionary):
        return int(column.nbytes)
    lengths = pc.binary_length(column.dictionary.cast(pa.large_string())).fill_null(0).to_numpy()
    return int(np.take(lengths, column.indices.drop_null().to_numpy()).sum())


def _text(column: pa.Array, field: pa.Field, name: str) -> pa.Array:
    plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
    try:
        text = plain.cast(pa.large_string()).fill_null("")
        text.validate(full=True)
    except pa.ArrowException as error:
        raise UnreadableFile("not-text", name=name, column=field.name, type=str(field.type)) from error
    return text

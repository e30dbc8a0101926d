"""Files of people as other programs write them: the same rows as CSV, as a workbook and as Parquet."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

Rows = Sequence[Sequence[Any]]
"""Rows of cells, the header first."""


def as_csv(rows: Rows, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def as_workbook(rows: Rows, change: Callable[[openpyxl.Workbook], object] = lambda book: None) -> bytes:
    """A workbook with the rows on its one sheet, and what is changed about it."""
    book, data = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row, start=1):
            if cell != "":
                sheet.cell(number, place, cell)
                if isinstance(cell, str) and not cell.startswith("=="):
                    sheet.cell(number, place).data_type = "s"
    change(book)
    book.save(data)
    return data.getvalue()


def parquet(table: pa.Table) -> bytes:
    data = io.BytesIO()
    pq.write_table(table, data)
    return data.getvalue()


def as_parquet(rows: Rows) -> bytes:
    header, *people = rows
    columns = [pa.array([row[place] for row in people]) for place in range(len(header))]
    return parquet(pa.Table.from_arrays(columns, names=list(header)))


KINDS: Mapping[str, Callable[[Rows], bytes]] = {"csv": as_csv, "xlsx": as_workbook, "parquet": as_parquet}


def repacked(workbook: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """A workbook with the content of its parts changed, and more parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, content in more.items():
            target.writestr(name, content)
    return data.getvalue()


def with_sheet(rows_as_xml: str) -> bytes:
    """A workbook whose one sheet has these rows, as XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}" xmlns:x="{space}"><sheetData>{rows_as_xml}</sheetData></worksheet>'
    return repacked(as_workbook([]), lambda name, old: sheet.encode() if name.endswith("sheet1.xml") else old)

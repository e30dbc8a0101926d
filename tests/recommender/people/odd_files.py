"""Files that no program should write, and some do: workbooks and archives that are not what they seem."""

import io
import re
import zipfile

import openpyxl
import pytest

from tests.recommender.people.files import repacked

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(**parts: bytes) -> bytes:
    """An archive of parts; in their names, "__" stands for a slash, and "_" for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


def cell(reference: str) -> str:
    """A row with one cell, as XML."""
    return f'<row><c r="{reference}"><v>1</v></c></row>'


def twice(workbook: bytes) -> bytes:
    """A workbook that has its sheet twice, under one name."""
    data = io.BytesIO(workbook)
    with zipfile.ZipFile(data, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return data.getvalue()


def with_method(workbook: bytes, method: int) -> bytes:
    """A workbook that is packed with this method."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(data, "w", method) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return data.getvalue()


def encrypted(workbook: bytes) -> bytes:
    """A workbook that says of each part that it is encrypted."""
    changed = bytearray(workbook)
    for found in re.finditer(rb"PK\x01\x02", workbook):
        changed[found.start() + 8] |= 1
    for found in re.finditer(rb"PK\x03\x04", workbook):
        changed[found.start() + 6] |= 1
    return bytes(changed)


def damaged_part(workbook: bytes) -> bytes:
    """A workbook in which what is packed of the sheet is not what it was."""
    info = zipfile.ZipFile(io.BytesIO(workbook)).getinfo("xl/worksheets/sheet1.xml")
    changed = bytearray(workbook)
    start = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    changed[start : start + 8] = b"\xff" * 8
    return bytes(changed)


def declaring(workbook: bytes) -> bytes:
    """A workbook that declares that each cell of its sheet, if it does not say where it is, is the first."""
    declared = b'<!DOCTYPE w [<!ATTLIST c r CDATA "A1">]>'
    return repacked(workbook, lambda name, old: declared + old if name.endswith("sheet1.xml") else old)


def without(workbook: bytes, part: str) -> bytes:
    """A workbook with nothing in this part."""
    return repacked(workbook, lambda name, old: b"" if name == part else old)


def hide(book: openpyxl.Workbook) -> None:
    """Hide the sheet with the answers. One is always visible, and here it is empty."""
    book.create_sheet()
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1

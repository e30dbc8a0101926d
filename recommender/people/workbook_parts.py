"""The parts of an Excel workbook, unpacked under watch: what their reader gets has been measured before.

The reader makes room for every cell between the first and the last one of a sheet, so a file of a few kilobytes with
two cells far apart would end the whole process (tafia/calamine, issue 693). So each part is unpacked only as far as the
limits go, its cells are measured, and what was measured is packed again for the reader, and nothing else.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from recommender.people.limits import Limits
from recommender.people.messages import KNOWN_KINDS, UnreadableFile
from recommender.people.sheet_extent import measure

_WORKBOOK = "xl/workbook.xml"
_OTHER_SPREADSHEETS = ("xl/workbook.bin", "content.xml")
_READ = (".xml", ".rels")
"""How parts end that the reader looks at. Pictures and macros are left out."""

_ENCRYPTED = 1
_CHUNK = 1 << 20

_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)
"""What `zipfile` raises where an archive is not what it says."""

_FORMULA = re.compile(rb"[<:]f[\s/>]")
_FAULT = re.compile(rb"""(\st\s*=\s*["'])e(["'])""")
_NO_VALUE = re.compile(
    rb"(<(?:\w+:)?c(?![^<>]*\st=)[^<>]*>\s*<(?:\w+:)?f(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?(?=\s*</(?:\w+:)?c>)"
)


def watched_workbook(data: bytes, name: str, limits: Limits) -> tuple[bytes, int]:
    """The same workbook without what is not needed, and how many of its cells hold formulas.

    A cell with an error has it as its text, and a formula without a value "=?": neither may pass for an empty cell.
    Raises UnreadableFile.
    """
    packed, formulas = io.BytesIO(), 0
    with _opened(data, name) as source, ZipFile(packed, "w", ZIP_STORED) as target:
        for part, content in _parts(source, name, limits):
            if content.count(b"<si") + content.count(b":si") > limits.cells:  # each takes room, even an empty one
                raise UnreadableFile("too-many-cells", name=name, most=limits.cells)
            if b"sheetData" in content:
                measure(content, name, limits)
                found = len(_FORMULA.findall(content)) if b"<f" in content or b":f" in content else 0
                formulas += found
                content = _FAULT.sub(rb"\1str\2", content) if b'"e"' in content or b"'e'" in content else content
                content = _NO_VALUE.sub(rb"\1<v>=?</v>", content) if found else content
            target.writestr(ZipInfo(part), content)
    return packed.getvalue(), formulas


def _opened(data: bytes, name: str) -> ZipFile:
    try:
        file = ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise UnreadableFile("damaged", name=name) from error
    parts = {part.lower() for part in file.namelist()}
    if _WORKBOOK in parts:
        return file
    if parts.intersection(_OTHER_SPREADSHEETS):
        raise UnreadableFile("old-excel", name=name)
    raise UnreadableFile("unknown-kind", name=name, known=KNOWN_KINDS)


def _parts(source: ZipFile, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The parts that the reader looks at, each once. Bytes are counted as they come, whatever the file says of them."""
    left, seen = limits.unpacked, set()
    for part in source.infolist():
        if not part.filename.lower().endswith(_READ):
            continue
        if part.flag_bits & _ENCRYPTED:
            raise UnreadableFile("password", name=name)
        if part.filename.lower() in seen or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise UnreadableFile("damaged", name=name)
        seen.add(part.filename.lower())
        content = _unpacked(source, part, left, name)
        if len(content) > left:
            raise UnreadableFile("bomb", name=name, most=limits.unpacked)
        left -= len(content)
        if b"\0" in content:  # UTF-16, which would not be measured, or no XML at all
            raise UnreadableFile("damaged", name=name)
        yield part.filename, content


def _unpacked(source: ZipFile, part: ZipInfo, most: int, name: str) -> bytes:
    """A part, or of a longer one a little more than `most` bytes."""
    content = bytearray()
    try:
        with source.open(part) as file:
            while len(content) <= most and (chunk := file.read(_CHUNK)):
                content += chunk
    except _BROKEN as error:
        raise UnreadableFile("damaged", name=name) from error
    return bytes(content)

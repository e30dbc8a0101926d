"""How far the cells of an Excel sheet reach, measured before its reader makes room for all that lies between them."""

import re
from xml.parsers import expat

from recommender.people.grid import HEADER_ROWS
from recommender.people.limits import Limits
from recommender.people.messages import UnreadableFile

_EMPTY_CELL = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?\s*/>')
"""A cell with a format and nothing in it. The reader makes no room for it, and some sheets have a million."""

_ANY_CELL = re.compile(rb"[<:]c[\s/>]")
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_REFERENCE = re.compile(r"([A-Za-z]{0,3})([0-9]{0,7})")


def measure(sheet: bytes, name: str, limits: Limits) -> None:
    """Raises UnreadableFile where the cells of a sheet that are not empty reach further than the limits.

    Whatever the reader takes for a cell is one of _ANY_CELL, and so is each _PLAIN_CELL. Where these are as many, each
    begins with its reference, and none hides. Otherwise the sheet is parsed, which takes longer.
    """
    filled = _EMPTY_CELL.sub(b"", sheet) if b"/>" in sheet else sheet
    found = _PLAIN_CELL.findall(filled)
    if len(found) == len(_ANY_CELL.findall(filled)):
        columns = max((_number(letters.decode()) for letters in {letters for letters, _ in found}), default=0)
        rows = max(map(int, {row for _, row in found}), default=0)
    else:
        rows, columns = _parsed(sheet, name)
    if columns > limits.columns:
        raise UnreadableFile("too-many-columns", name=name, columns=columns, most=limits.columns)
    if rows > limits.rows + HEADER_ROWS or sheet.count(b"mergeCell") > limits.rows:
        raise UnreadableFile("too-many-rows", name=name, most=limits.rows)
    if rows * columns > limits.cells:
        raise UnreadableFile("too-many-cells", name=name, most=limits.cells)


def _parsed(sheet: bytes, name: str) -> tuple[int, int]:
    """The last row and the last column of a sheet, whose cells need not say where they are."""
    extent = _Extent()
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = extent.start
    parser.StartDoctypeDeclHandler = _refuse  # it could define what the reader would not see
    try:
        parser.Parse(sheet, True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableFile("damaged", name=name) from error
    return extent.rows, extent.columns


def _refuse(*declaration: object) -> None:
    raise ValueError(declaration)


class _Extent:
    """The last row and column that have something in them, as the elements of a sheet come by."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Go on to a row or a cell, or count the cell that has this element in it."""
        kind = element.rpartition(":")[2]
        if kind not in ("row", "c"):
            if kind in ("v", "is", "f"):
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
            return
        reference = _REFERENCE.fullmatch(attributes.get("r", "").strip())
        if reference is None:
            raise ValueError(attributes)
        letters, row = reference.groups()
        if kind == "row":
            self._row, self._column = int(row) if row else self._row + 1, 0
        else:
            self._row = int(row) if row else self._row
            self._column = _number(letters) if letters else self._column + 1


def _number(letters: str) -> int:
    """The number of the column with these letters, counted from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

"""Every file that cannot be read is refused by its kind, with values that a message in any language needs."""

import re
import zipfile
from collections.abc import Callable

import pyarrow as pa
import pytest

from recommender.batch.answer_texts import AnswerTexts
from recommender.people.messages import Value
from recommender.people.people_file import Limits, UnreadableFile, read_people
from tests.recommender.people.files import as_csv, as_parquet, as_workbook, parquet, repacked, with_sheet
from tests.recommender.people.odd_files import (
    OLD_OFFICE,
    cell,
    damaged_part,
    declaring,
    encrypted,
    hide,
    twice,
    with_method,
    without,
    zipped,
)

HEADER = ["view", "screening", "goal"]
ROW = ["self", "none", "habit"]
PEOPLE = [HEADER, ROW, ROW]
WIDE = [[*HEADER, *map(str, range(8))], [*ROW, *[""] * 8]]
SMALL = Limits(size=20_000, unpacked=100_000, rows=30, columns=10, cells=200)


def parquet_with(**columns: pa.Array) -> bytes:
    return parquet(pa.table({name: pa.array([cell]) for name, cell in zip(HEADER, ROW, strict=True)} | columns))


HEADER_LINE = ",".join(HEADER).encode()
NOT_CSV = HEADER_LINE + b'\nself,none,"habit\nself,none,role\n'

FILES: dict[str, tuple[Callable[[], bytes], str, dict[str, Value]]] = {
    "empty": (lambda: b"", "empty", {}),
    "blank": (lambda: b" \r\n\n", "empty", {}),
    "only separators": (lambda: b",,\n,,\n", "empty", {}),
    "an empty workbook": (lambda: as_workbook([]), "empty", {}),
    "a workbook whose sheets are all hidden": (
        lambda: as_workbook(PEOPLE, hide),
        "empty",
        {},
    ),
    "a header only": (lambda: as_csv([HEADER]), "header-only", {}),
    "a header only, in a workbook": (lambda: as_workbook([HEADER]), "header-only", {}),
    "a header only, in Parquet": (
        lambda: parquet(pa.table({name: pa.array([], pa.string()) for name in HEADER})),
        "header-only",
        {},
    ),
    "a template in which nothing is filled in": (
        lambda: as_csv([HEADER, ["leader", "", ""], ["leader", "", ""]]),
        "header-only",
        {},
    ),
    "too many bytes": (lambda: b"x" * 20_001, "too-big", {"bytes": 20_001, "most": 20_000}),
    "too many rows": (lambda: as_csv([HEADER, *[ROW] * 31]), "too-many-rows", {"most": 30}),
    "far too many rows": (lambda: as_csv([HEADER, *[ROW] * 60]), "too-many-rows", {"most": 30}),
    "too many rows in a workbook": (lambda: as_workbook([HEADER, *[ROW] * 31]), "too-many-rows", {"most": 30}),
    "too many rows in Parquet": (lambda: as_parquet([HEADER, *[ROW] * 31]), "too-many-rows", {"most": 30}),
    "too many columns": (lambda: as_csv(WIDE), "too-many-columns", {"columns": 11, "most": 10}),
    "too many columns in a workbook": (lambda: as_workbook(WIDE), "too-many-columns", {"columns": 11, "most": 10}),
    "too many columns in Parquet": (lambda: as_parquet(WIDE), "too-many-columns", {"columns": 11, "most": 10}),
    "too many cells": (
        lambda: as_csv([[*HEADER, *"abcdefg"], *[[*ROW, *[""] * 7]] * 30]),
        "too-many-cells",
        {"most": 200},
    ),
    "too many cells in a workbook": (
        lambda: as_workbook([[*HEADER, "a", "b", "c", "d"], *[ROW] * 30]),
        "too-many-cells",
        {"most": 200},
    ),
    "too many cells in Parquet": (
        lambda: as_parquet([[*HEADER, "a", "b", "c", "d"], *[[*ROW, "", "", "", ""]] * 30]),
        "too-many-cells",
        {"most": 200},
    ),
    "too many texts in a workbook": (
        lambda: repacked(as_workbook(PEOPLE), lambda name, old: old, **{"xl/sharedStrings.xml": b"<si/>" * 201}),
        "too-many-cells",
        {"most": 200},
    ),
    "too many merged ranges": (lambda: with_sheet(cell("A1") + "<mergeCell ref='A1'/>" * 31), "too-many-rows", {}),
    "two cells far apart, by rows": (lambda: with_sheet(cell("A1") + cell("A1048576")), "too-many-rows", {}),
    "two cells far apart, by columns": (
        lambda: with_sheet(cell("A1") + cell("XFD1")),
        "too-many-columns",
        {"columns": 16_384},
    ),
    "two cells far apart, written otherwise": (
        lambda: with_sheet(cell("A1") + "<row><x:c  s='0'\n r = 'a1048576'><v>1</v></x:c></row>"),
        "too-many-rows",
        {},
    ),
    "two cells far apart, one of them in a comment": (
        lambda: with_sheet("<!-- " + cell("A1") + " --><row><c><v>1</v></c></row>" + cell("A1048576")),
        "too-many-rows",
        {},
    ),
    "cells that do not say where they are": (
        lambda: with_sheet("<row r='2'>" + "<c><v>1</v></c>" * 11 + "</row>"),
        "too-many-columns",
        {"columns": 11},
    ),
    "rows that do not say where they are": (
        lambda: with_sheet("<row><c><v>1</v></c></row>" * 51),
        "too-many-rows",
        {},
    ),
    "a sheet that declares what its cells are": (lambda: declaring(with_sheet("<row><c/></row>")), "damaged", {}),
    "a cell beyond all sheets": (lambda: with_sheet(cell("A" + "9" * 5_000)), "damaged", {}),
    "a sheet that is no XML": (lambda: with_sheet("<row><c></row>"), "damaged", {}),
    "a sheet of UTF-16": (
        lambda: repacked(as_workbook(PEOPLE), lambda name, old: old.decode().encode("utf-16")),
        "damaged",
        {},
    ),
    "a workbook of bytes that unpack to more": (
        lambda: repacked(as_workbook(PEOPLE), lambda name, old: old, **{"xl/more.xml": b" " * 100_000}),
        "bomb",
        {"most": 100_000},
    ),
    "a Parquet file of bytes that unpack to more": (
        lambda: parquet_with(note=pa.array(["x" * 120_000])),
        "bomb",
        {"most": 100_000},
    ),
    "a Parquet file that says one long word many times": (
        lambda: parquet(
            pa.table({name: [cell] * 30 for name, cell in zip(HEADER, ROW, strict=True)} | {"note": ["x" * 9_000] * 30})
        ),
        "bomb",
        {"most": 100_000},
    ),
    "an archive": (lambda: zipped(notes_txt=b"x"), "unknown-kind", {}),
    "a text document": (lambda: zipped(word__document_xml=b"<x/>"), "unknown-kind", {}),
    "a PDF": (lambda: b"%PDF-1.7 ...", "unknown-kind", {}),
    "a web page": (lambda: b"\n<!DOCTYPE html><html>...", "unknown-kind", {}),
    "a web page with the name of a workbook": (lambda: b"<table><tr><td>view</td>", "unknown-kind", {}),
    "an old workbook": (lambda: OLD_OFFICE + b"\0" * 600, "old-excel", {}),
    "a binary workbook": (lambda: zipped(xl__workbook_bin=b"x"), "old-excel", {}),
    "a spreadsheet of OpenDocument": (lambda: zipped(mimetype=b"x", content_xml=b"<x/>"), "old-excel", {}),
    "a workbook with a password": (
        lambda: OLD_OFFICE + b"\0" * 90 + "EncryptedPackage".encode("utf-16-le"),
        "password",
        {},
    ),
    "a workbook whose parts are encrypted": (lambda: encrypted(as_workbook(PEOPLE)), "password", {}),
    "a Parquet file that is encrypted": (lambda: b"PARE....PARE", "password", {}),
    "half a workbook": (lambda: as_workbook(PEOPLE)[:900], "damaged", {}),
    "a workbook with a damaged part": (lambda: damaged_part(as_workbook([HEADER, *[ROW] * 20])), "damaged", {}),
    "a workbook that has lost some bytes": (lambda: as_workbook(PEOPLE)[:30] + as_workbook(PEOPLE)[45:], "damaged", {}),
    "a workbook with two parts of one name": (lambda: twice(as_workbook(PEOPLE)), "damaged", {}),
    "a workbook packed in an unusual way": (
        lambda: with_method(as_workbook(PEOPLE), zipfile.ZIP_LZMA),
        "damaged",
        {},
    ),
    "a workbook without a list of sheets": (lambda: without(as_workbook(PEOPLE), "xl/workbook.xml"), "damaged", {}),
    "a workbook without the sheet that it lists": (
        lambda: without(as_workbook(PEOPLE), "xl/worksheets/sheet1.xml"),
        "damaged",
        {},
    ),
    "a Parquet file whose names are no text": (
        lambda: as_parquet(PEOPLE).replace(b"goal", b"go\xffl"),
        "damaged",
        {},
    ),
    "half a Parquet file": (lambda: as_parquet(PEOPLE)[:200], "damaged", {}),
    "text of an unknown encoding": (lambda: HEADER_LINE + b",note\nself,none,habit,\x81\n", "encoding", {}),
    "text that turns out damaged": (lambda: HEADER_LINE + ",é\nself,none,habit,".encode() + b"\xff\n", "encoding", {}),
    "half a letter of UTF-16": (lambda: HEADER_LINE.decode().encode("utf-16") + b"x", "encoding", {}),
    "NUL bytes": (lambda: HEADER_LINE + b"\nself,none,hab\0it\n", "nul", {"line": 2}),
    "a quotation mark that is not closed": (lambda: NOT_CSV, "not-csv", {"line": 2}),
    "a quotation mark that is not closed, under a line on the separator": (
        lambda: b"sep=,\n" + NOT_CSV,
        "not-csv",
        {"line": 3},
    ),
    "no column that is known": (
        lambda: b"who,gaol,x\nAna,1,2\n",
        "no-header",
        {"columns": ("who", "gaol", "x"), "hinted": ("who", "gaol (goal?)", "x")},
    ),
    "a question twice": (
        lambda: b"view,screening,goal,What the help is for\nself,none,habit,habit\n",
        "duplicate",
        {"first": "goal", "second": "What the help is for", "meant": "goal"},
    ),
    "a Parquet file with values inside values": (
        lambda: parquet_with(tags=pa.array([["a", "b"]])),
        "nested",
        {"column": "tags", "type": "list<element: string>"},
    ),
    "a Parquet file with numbers for answers": (
        lambda: parquet_with(experience=pa.array([3])),
        "not-text",
        {"column": "experience", "type": "int64"},
    ),
    "a Parquet file with bytes that are no text": (
        lambda: parquet_with(note=pa.array([b"\xff"])),
        "not-text",
        {"column": "note", "type": "binary"},
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_is_refused_by_its_kind(texts: AnswerTexts, case: str) -> None:
    make, kind, values = FILES[case]
    with pytest.raises(UnreadableFile) as refused:
        read_people(texts, make(), "people", SMALL)
    assert refused.value.kind == kind
    assert {name: refused.value.values[name] for name in values} == values
    assert re.match(r"(In )?people[ ,].*\.$", str(refused.value))


def test_a_row_of_countless_blank_cells_is_refused(texts: AnswerTexts) -> None:
    with pytest.raises(UnreadableFile, match="16,386 columns"):
        read_people(texts, b"view,goal" + b"," * 16_384 + b"\nself,habit\n", "people")
    wide = b"view,goal" + b"," * 999 + b"\nself,habit" + b"," * 999
    assert list(read_people(texts, wide, "people").frame) == ["view", "goal"]


def test_a_file_within_the_limits_is_read(texts: AnswerTexts) -> None:
    for data in (as_csv(PEOPLE), as_workbook(PEOPLE), as_parquet(PEOPLE)):
        people = read_people(texts, data, "people", SMALL)
        assert people.frame.to_dict("list") == {name: [cell] * 2 for name, cell in zip(HEADER, ROW, strict=True)}
        assert list(people.rows) == [2, 3]


def test_a_message_names_numbers_and_words_as_they_are_read() -> None:
    assert str(UnreadableFile("too-big", name="p.csv", bytes=30_000_000, most=25_000_000)) == (
        "p.csv has 30,000,000 bytes, and 25,000,000 is the most there can be. Split it."
    )
    assert str(UnreadableFile("unknown-kind", name="p", known=("CSV", "Excel"))) == (
        "p is not a file of a kind that can be read. Those are CSV, Excel."
    )

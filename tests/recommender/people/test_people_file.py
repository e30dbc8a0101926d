"""Files as spreadsheets and form tools save them are read as they are, and what was understood how is said."""

import datetime
import re
from collections.abc import Mapping, Sequence

import openpyxl
import pyarrow as pa
import pytest

from recommender import VIEWS, Wording
from recommender.batch.answer_texts import AnswerTexts
from recommender.people import excel_grid
from recommender.people.people_file import Limits, PeopleFile, UnreadableFile, read_people
from recommender.people.score_people import score_people
from tests.recommender.people.files import KINDS, Rows, as_csv, as_parquet, as_workbook, parquet, repacked, with_sheet

HEADER = ["who", "view", "screening", "goal", "experience"]
PEOPLE = [HEADER, ["Ana", "self", "none", "habit", "years"], ["Ben", "leader", "job", "role", "never"]]

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


def notes(people: PeopleFile, *without: str) -> list[str]:
    """The notes, without those on columns that are not there."""
    return [str(note) for note in people.notes if note.kind not in ("missing", *without)]


def cells(people: PeopleFile) -> list[list[str]]:
    return [list(people.frame.columns), *people.frame.to_numpy().tolist()]


@EVERY_KIND
def test_a_plain_file_is_read_as_it_is(texts: AnswerTexts, kind: str) -> None:
    people = read_people(texts, KINDS[kind](PEOPLE), "people")
    assert cells(people) == PEOPLE
    assert list(people.rows) == [2, 3]
    assert people.columns == {name: name for name in HEADER[1:]}
    assert people.reference is None
    assert notes(people) == ["columns not used: who"]
    assert [note.values["question"] for note in people.notes if note.kind == "missing"][:2] == ["block", "block2"]
    assert people.cell(1, "goal") == "role"
    assert people.cell(1, "format") == ""


@EVERY_KIND
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_export_of_a_form_tool_is_understood(
    texts: AnswerTexts, wordings: Mapping[str, Wording], kind: str, view: str, language: str
) -> None:
    words = wordings[language]
    questions = texts.table.rules.questions_for(view)
    asked = {question.id: words.ask(question.id, view, {}) for question in questions}
    answers = {q.id: words.questions[q.id].options[q.options_for(view)[0].id].text[view] for q in questions}
    flags = ";".join(words.gates[gate].flag[view] for gate in ("process", "urgent")) + ";"
    header = ["Id", "Start time", "E-mail", words.pages["screening.heading"], *asked.values()]
    row = ["1", "2026-05-01 10:00:00", "a@b.org", flags, *(f" {text.upper()}. " for text in answers.values())]
    people = read_people(texts, KINDS[kind]([header, row]), "form")
    assert people.columns == {"screening": header[3]} | asked
    assert notes(people, "column-read-as", "cell-read-as") == ["columns not used: Id, Start time, E-mail"]
    scored = score_people(texts, people, view=view)
    assert scored.faults == ()
    sheet = scored.sheet_of(0)
    assert sheet.view == view
    assert sheet.flags == {"process", "urgent"}
    assert sheet.answers == {q.id: q.options_for(view)[0].id for q in questions}


def test_what_is_read_as_an_id_is_said(texts: AnswerTexts) -> None:
    row = ["Start for myself", "None of these", "To learn a role or a field of work", "YEARS"]
    people = read_people(texts, as_csv([["view", "screening", "What the help is for", "experience"], row]), "people")
    assert notes(people) == [
        "column 'What the help is for' is read as 'goal'",
        "column 'view': 'Start for myself' is read as 'self'",
        "column 'screening': 'None of these' is read as 'none'",
        "column 'What the help is for': 'To learn a role or a field of work' is read as 'role'",
        "column 'experience': 'YEARS' is read as 'years'",
    ]
    assert texts.matched == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_csv_is_read_in_every_common_encoding(texts: AnswerTexts, encoding: str, separator: str) -> None:
    people = read_people(texts, as_csv([*PEOPLE, ["Zoé", *PEOPLE[1][1:]]], separator=separator, encoding=encoding), "p")
    assert cells(people)[3][0] == "Zoé"
    marked = encoding == "windows-1252"
    assert ("read as Windows-1252, since it is not UTF-8" in notes(people)) == marked


def test_a_line_on_the_separator_is_no_row(texts: AnswerTexts) -> None:
    people = read_people(texts, b"sep=;\r\n" + as_csv(PEOPLE, separator=";"), "people")
    assert cells(people) == PEOPLE
    assert list(people.rows) == [2, 3]


@EVERY_KIND
def test_near_misses_are_named_and_columns_of_one_name_are_told_apart(texts: AnswerTexts, kind: str) -> None:
    header = [*HEADER[:4], "experiance", "note", "note", "note"]
    people = read_people(texts, KINDS[kind]([header, [*PEOPLE[1], "a", "b", "c"]]), "people")
    assert list(people.frame.columns) == [*header[:6], "note (2)", "note (3)"]
    assert notes(people) == [
        "column 'experiance' is not used (did you mean 'experience'?)",
        "columns not used: who, note, note, note",
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_blank_rows_and_columns_and_a_title_are_no_faults(texts: AnswerTexts, kind: str) -> None:
    def wide(row: Sequence[str]) -> list[str]:
        return ["", *row, "", "", ""]

    blank = wide([""] * 5)
    last = ["", "Ben", "self", "none", "role", "", "", "mine", ""]
    rows = [blank, ["", "My team", *[""] * 7], blank, wide(HEADER), wide(PEOPLE[1]), blank, last, blank]
    people = read_people(texts, KINDS[kind](rows), "people")
    assert cells(people) == [[*HEADER, "H"], [*PEOPLE[1], ""], ["Ben", "self", "none", "role", "", "mine"]]
    assert list(people.rows) == [5, 7]
    assert notes(people) == ["the names of the columns are taken from row 4", "columns not used: who"]


def test_a_row_is_counted_as_a_spreadsheet_counts_it(texts: AnswerTexts) -> None:
    data = b'who,view,screening,goal\n\n"a\nb\nc",self,,habit\n\n"d\ne",self,,habbit\n'
    scored = score_people(texts, read_people(texts, data, "people"))
    assert [(fault.row, fault.sheet_row, fault.value) for fault in scored.faults] == [(1, 5, "habbit")]


def test_rows_that_do_not_fit_the_header_are_not_scored(texts: AnswerTexts) -> None:
    data = b"view,screening,goal\nself,,habit\nself,none\nself,,habit,more\nself,,role,,\n"
    people = read_people(texts, data, "people")
    assert people.malformed == {1: 2, 2: 4}
    scored = score_people(texts, people)
    assert [str(fault) for fault in scored.faults] == [
        "row 3: 2 cells, which is not as many as the header has",
        "row 4: 4 cells, which is not as many as the header has",
    ]
    assert list(scored.results["outcome"]) == ["coaching", None, None, "mentoring"]


WORKBOOK_CELLS = {
    "a day": (datetime.date(2026, 5, 1), "2026-05-01"),
    "a day with a midnight": (datetime.datetime(2026, 5, 1), "2026-05-01"),
    "a moment": (datetime.datetime(2026, 5, 1, 9, 30), "2026-05-01 09:30:00"),
    "a time": (datetime.time(9, 30), "09:30:00"),
    "a whole number": (3, "3"),
    "a fraction": (0.5, "0.5"),
    "a truth value": (True, "TRUE"),
    "an error": ("#N/A", "#N/A"),
    "a formula without a value": ("=1+1", "=?"),
}


@pytest.mark.parametrize(("written", "read"), WORKBOOK_CELLS.values(), ids=WORKBOOK_CELLS)
def test_what_is_no_id_in_a_workbook_is_a_faulty_cell(texts: AnswerTexts, written: object, read: str) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["D2"].value = written

    people = read_people(texts, as_workbook(PEOPLE, fill), "people")
    scored = score_people(texts, people)
    assert [(fault.column, fault.value) for fault in scored.faults] == [("goal", read)]
    assert ("1 cells hold formulas, and are read by their last value" in notes(people)) == (read == "=?")


def test_a_formula_is_read_by_its_last_value(texts: AnswerTexts) -> None:
    header = "".join(f'<c t="str"><v>{name}</v></c>' for name in HEADER[1:4])
    row = '<c t="str"><v>self</v></c><c t="str"><f>""</f><v></v></c><c t="str"><f>A9</f><v>habit</v></c>'
    people = read_people(texts, with_sheet(f"<row>{header}</row><row>{row}</row>"), "people")
    assert cells(people) == [HEADER[1:4], ["self", "", "habit"]]
    assert notes(people) == ["2 cells hold formulas, and are read by their last value"]


@pytest.mark.parametrize("formula", ["<f>A9</f>", "<f>A9</f><v/>", "<f>A9</f><v></v>", "<f t='shared' si='0'/>"])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_formula_that_was_never_worked_out_does_not_pass_for_an_empty_cell(
    texts: AnswerTexts, formula: str, prefix: str
) -> None:
    header = "".join(f'<c t="str"><v>{name}</v></c>' for name in HEADER[1:4])
    row = f'<c t="str"><v>self</v></c><c t="str"><v>none</v></c><c>{formula}</c>'
    sheet = re.sub("<(/?)", rf"<\1{prefix}", f"<row>{header}</row><row>{row}</row>")
    people = read_people(texts, with_sheet(sheet), "people")
    assert people.cell(0, "goal") == "=?"


def test_merged_cells_below_the_header_are_named(texts: AnswerTexts) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book.worksheets[0].merge_cells("A1:C1")
        book.worksheets[0].merge_cells("B3:B4")

    rows = [["My team"], HEADER, PEOPLE[1], ["Cem", "", "none", "role", "never"]]
    people = read_people(texts, as_workbook(rows, merge), "people")
    assert "B3:B4 are merged, and only the first cell of each has a value" in notes(people)
    assert people.cell(1, "view") == ""


def test_of_several_sheets_the_visible_one_that_is_understood_best_is_read(texts: AnswerTexts) -> None:
    def add(book: openpyxl.Workbook) -> None:
        hidden, about, empty = book.create_sheet("Old"), book.create_sheet("About", 0), book.create_sheet("Empty")
        for row in PEOPLE:
            hidden.append([*row, "more"])
        hidden.sheet_state = "hidden"
        about.append(["goal", "of this file"])
        assert empty.title == "Empty"

    people = read_people(texts, as_workbook(PEOPLE, add), "people")
    assert cells(people) == PEOPLE
    assert notes(people, "unused") == ["the sheet 'Sheet' is read, and not About", "hidden sheets are left out: Old"]


def test_cells_with_a_format_alone_take_no_room(texts: AnswerTexts) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    data = repacked(as_workbook(PEOPLE), lambda name, old: old.replace(b"</sheetData>", far))
    assert cells(read_people(texts, data, "people")) == PEOPLE


def test_pictures_are_not_even_unpacked(texts: AnswerTexts) -> None:
    data = repacked(as_workbook(PEOPLE), lambda name, old: old, **{"xl/media/photo.png": b"\0" * 300_000})
    assert cells(read_people(texts, data, "people", Limits(unpacked=100_000))) == PEOPLE


def test_parquet_columns_that_are_no_answers_become_text(texts: AnswerTexts) -> None:
    days = [datetime.date(2026, 5, 1), None]
    rows: Rows = [[*HEADER, "day", "number", "none"], [*PEOPLE[1], days[0], 3, None], [*PEOPLE[2], days[1], None, None]]
    people = read_people(texts, as_parquet(rows), "people")
    assert people.frame[["day", "number", "none"]].to_numpy().tolist() == [["2026-05-01", "3", ""], ["", "", ""]]


def test_parquet_categories_are_read(texts: AnswerTexts) -> None:
    header, *rows = PEOPLE
    columns = {name: pa.array([row[place] for row in rows]).dictionary_encode() for place, name in enumerate(header)}
    assert cells(read_people(texts, parquet(pa.table(columns)), "people")) == PEOPLE


FAULTY = ["habbit ", "habbit", "habits"]


def test_an_entry_is_mended_in_all_rows_that_are_named(texts: AnswerTexts) -> None:
    faulty = [HEADER, *([name, "self", "none", entry, "years"] for name, entry in zip("abc", FAULTY, strict=True))]
    people = read_people(texts, as_csv(faulty), "people")
    mended = people.with_entry(texts, "goal", "habbit", "habit", [0, 2])
    assert [people.cell(row, "goal") for row in range(3)] == FAULTY
    assert [mended.cell(row, "goal") for row in range(3)] == ["habit", "habbit", "habits"]
    assert score_people(texts, mended).fault_count == 2


@pytest.mark.parametrize(
    ("cell", "mended"),
    [
        ("helth", "health"),
        ("urgent; helth", "urgent health"),
        ("helth-helped, helth", "helth-helped health"),
        ("none", "none"),
    ],
)
def test_of_the_flags_in_a_cell_only_the_faulty_one_is_mended(cell: str, mended: str, texts: AnswerTexts) -> None:
    people = read_people(texts, as_csv([HEADER, ["Ana", "self", cell, "habit", "years"]]), "people")
    assert people.with_entry(texts, "screening", "helth", "health", [0]).cell(0, "screening") == mended


@pytest.mark.parametrize("panic", [True, False])
def test_a_panic_of_the_reader_is_a_damaged_file(
    texts: AnswerTexts, monkeypatch: pytest.MonkeyPatch, panic: bool
) -> None:
    error = type("PanicException" if panic else "Interrupted", (BaseException,), {})

    def fail(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(excel_grid, "_best_sheet", fail)
    with pytest.raises(UnreadableFile if panic else error):
        read_people(texts, as_workbook(PEOPLE), "people")

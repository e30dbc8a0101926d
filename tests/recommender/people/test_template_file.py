"""Templates: what is filled in with any answer that they list is read back as that answer."""

import csv
import io
from collections.abc import Mapping

import openpyxl
import pytest

from recommender import NOT_SURE, VIEWS, RuleBase, Wording
from recommender.batch.answer_texts import NONE, AnswerTexts
from recommender.core.model import SCREENING, VIEW
from recommender.people.column_words import column_ids, entries, heading
from recommender.people.people_file import read_people
from recommender.people.score_people import score_people
from recommender.people.template_file import csv_template, excel_template

EACH = pytest.mark.parametrize(("language", "view"), [(language, view) for language in ("en", "fr") for view in VIEWS])
AS_EXPECTED = {"column-read-as", "cell-read-as"}


def filled_in(rules: RuleBase, wording: Wording, view: str) -> list[list[str]]:
    """Rows that have each answer of each question at least once, as the template words it."""
    columns = [[*entries(rules, wording, column, view).values()] for column in column_ids(rules, view)]
    rows = max(map(len, columns))
    return [[f"P{row}", *(words[row % len(words)] for words in columns)] for row in range(rows)]


def csv_filled_in(rules: RuleBase, wording: Wording, view: str) -> bytes:
    template = csv_template(rules, wording, view).decode("utf-8-sig")
    separator = ";" if ";" in template else ","
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(filled_in(rules, wording, view))
    return (template + text.getvalue()).encode("utf-8-sig")


def excel_filled_in(rules: RuleBase, wording: Wording, view: str) -> bytes:
    book, data = openpyxl.load_workbook(io.BytesIO(excel_template(rules, wording, view))), io.BytesIO()
    for number, row in enumerate(filled_in(rules, wording, view), start=2):
        for place, cell in enumerate(row, start=1):
            book.worksheets[0].cell(number, place, cell)
    book.save(data)
    return data.getvalue()


@EACH
@pytest.mark.parametrize("fill", [csv_filled_in, excel_filled_in])
def test_every_answer_that_a_template_lists_is_read_back(
    texts: AnswerTexts, rules: RuleBase, wordings: Mapping[str, Wording], language: str, view: str, fill: object
) -> None:
    wording = wordings[language]
    assert callable(fill)
    people = read_people(texts, fill(rules, wording, view), "template")
    assert {note.kind for note in people.notes} <= AS_EXPECTED
    assert people.reference == wording.pages["template.reference"]
    scored = score_people(texts, people)
    assert scored.fault_count == 0
    columns = column_ids(rules, view)
    assert list(people.columns) == list(columns)
    for row in range(len(people.frame)):
        sheet = scored.sheet_of(row)
        chosen = {column: [*entries(rules, wording, column, view)] for column in columns}
        expected = {column: ids[row % len(ids)] for column, ids in chosen.items()}
        assert sheet.view == expected.pop(VIEW)
        assert sheet.flags == {expected.pop(SCREENING)} - {NONE}
        assert sheet.answers == expected


@EACH
def test_the_workbook_lists_the_answers_of_each_column(
    rules: RuleBase, wordings: Mapping[str, Wording], language: str, view: str
) -> None:
    wording = wordings[language]
    book = openpyxl.load_workbook(io.BytesIO(excel_template(rules, wording, view)))
    sheet, explained, lists = book.worksheets
    assert (sheet.freeze_panes, explained.sheet_state, lists.sheet_state) == ("B2", "visible", "hidden")
    validations = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert len(validations) == len(column_ids(rules, view))
    for place, column in enumerate(column_ids(rules, view), start=2):
        cell = sheet.cell(2, place)
        name = validations[cell.coordinate].formula1
        target = book.defined_names[name].attr_text
        assert target is not None
        area = target.split("!")[1]
        listed = [row[0].value for row in lists[area.replace("$", "")]] if ":" in area else [lists[area].value]
        assert listed == list(entries(rules, wording, column, view).values())
        assert sheet.cell(1, place).value == heading(wording, column, view)
        assert validations[cell.coordinate].errorStyle == ("warning" if column == SCREENING else None)
    assert sheet["B2"].value == sheet["B1001"].value == wording.pages[f"team.who.{view}"]


@EACH
def test_the_workbook_explains_each_answer_and_flag(
    rules: RuleBase, wordings: Mapping[str, Wording], language: str, view: str
) -> None:
    wording = wordings[language]
    book = openpyxl.load_workbook(io.BytesIO(excel_template(rules, wording, view)))
    rows = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    said = [row[0] for row in rows]
    assert wording.pages["template.help-names"] in said
    for column in column_ids(rules, view):
        for entry, text in entries(rules, wording, column, view).items():
            (meaning,) = (row[3] for row in rows if row[:3] == [heading(wording, column, view), text, entry])
            assert (meaning is not None) == (column == SCREENING and entry != NONE)


@EACH
def test_no_cell_of_a_template_is_a_formula(
    rules: RuleBase, wordings: Mapping[str, Wording], language: str, view: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel_template(rules, wordings[language], view)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_a_template_is_the_same_whenever_it_is_made(rules: RuleBase, wording: Wording) -> None:
    assert excel_template(rules, wording, "self") == excel_template(rules, wording, "self")
    assert csv_template(rules, wording, "self").startswith(b"\xef\xbb\xbf")
    assert NOT_SURE in entries(rules, wording, "goal", "self")

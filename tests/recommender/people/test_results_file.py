"""Files of results: their columns, what fits in words, nothing of the screening, and never a formula."""

import csv
import io
from collections.abc import Mapping

import openpyxl
import pytest

from recommender import RuleBase, Wording
from recommender.batch.answer_texts import AnswerTexts
from recommender.people.people_file import read_people
from recommender.people.results_file import csv_results, excel_results
from recommender.people.score_people import ScoredPeople, score_people
from tests.recommender.people.files import as_csv

PEOPLE = [
    ["who", "view", "screening", "goal", "experience", "note"],
    ["=HYPERLINK(1)", "leader", "none", "habit", "years", "-1+1"],
    ["@b", "self", "danger", "role", "never", "+x"],
    [" =c", "self", "health-helped", "role", "never", "\tx"],
    ["d", "self", "none", "habbit", "", ""],
    ["e", "leader", "none", "role", "never", "-"],
]
WORKED_OUT = ["What fits", "How certain", "Points for coaching", "Points for mentoring", "Lead for coaching"]


@pytest.fixture(scope="module")
def scored(texts: AnswerTexts) -> ScoredPeople:
    people = read_people(texts, as_csv([*PEOPLE]), "people")
    return score_people(texts, people)


def csv_rows(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_the_results_are_in_words(rules: RuleBase, wording: Wording, scored: ScoredPeople) -> None:
    header, *rows = csv_rows(csv_results(rules, wording, scored))
    assert header == ["who", "view", "goal", "experience", "note", *WORKED_OUT, "Questions answered", "Why"]
    assert rows[0][5:] == [
        "coaching",
        "It is a close call",
        "5",
        "0",
        "5",
        "2",
        "Experience: Years of it: others come to them for help (3 for coaching) · "
        "What the help is for: To change a habit, or how they come across (2 for coaching)",
    ]
    assert rows[3][5:] == [""] * 7
    assert rows[4][9] == "-4"


def test_nothing_of_the_screening_is_told(rules: RuleBase, wording: Wording, scored: ScoredPeople) -> None:
    for data in (csv_results(rules, wording, scored), as_text(excel_results(rules, wording, scored))):
        rows = csv_rows(data)
        assert rows[2][5:] == ["something else comes first", *[""] * 6]
        assert rows[3][5:7] == ["something else comes first, and after that: mentoring", "It is on hold"]
        for word in ("screening", "danger", "health", wording.outcomes["support-first"].name, "first:"):
            assert word not in data.decode().replace("comes first,", "")


def as_text(workbook: bytes) -> bytes:
    """The cells of a workbook as CSV."""
    rows = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0].iter_rows(values_only=True)
    return as_csv([["" if cell is None else cell for cell in row] for row in rows])


def test_no_cell_is_a_formula(rules: RuleBase, wording: Wording, scored: ScoredPeople) -> None:
    _, *rows = csv_rows(csv_results(rules, wording, scored))
    assert [row[0] for row in rows] == ["'=HYPERLINK(1)", "'@b", "' =c", "d", "e"]
    assert [row[4] for row in rows] == ["'-1+1", "'+x", "'\tx", "", "'-"]
    sheet = openpyxl.load_workbook(io.BytesIO(excel_results(rules, wording, scored))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert [sheet.cell(row, 1).value for row in range(2, 7)] == [row[0] for row in PEOPLE[1:]]


def test_french_results_are_separated_as_a_french_spreadsheet_expects(
    rules: RuleBase, wordings: Mapping[str, Wording], scored: ScoredPeople
) -> None:
    rows = csv_rows(csv_results(rules, wordings["fr"], scored), ";")
    assert rows[0][5] == "Ce qui convient"
    assert rows[1][5] == "le coaching"


def test_a_pattern_that_decides_is_told(texts: AnswerTexts, rules: RuleBase, wording: Wording) -> None:
    rows = [["view", "screening", "goal", "readiness"], ["leader", "none", "habit", "no-need"]]
    told = csv_rows(csv_results(rules, wording, score_people(texts, read_people(texts, as_csv(rows), "people"))))[1][-1]
    assert told.startswith("what some of the answers mean together: ")


def test_a_cell_longer_than_a_workbook_allows_is_cut(texts: AnswerTexts, rules: RuleBase, wording: Wording) -> None:
    rows = [["view", "screening", "goal", "note"], ["leader", "none", "habit", "x" * 40_000]]
    data = excel_results(rules, wording, score_people(texts, read_people(texts, as_csv(rows), "people")))
    note = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["C2"].value
    assert note == "x" * 32_767


def test_a_column_of_theirs_that_is_called_like_one_of_ours_keeps_its_name(
    texts: AnswerTexts, rules: RuleBase, wording: Wording
) -> None:
    rows = [["view", "screening", "goal", "What fits"], ["leader", "none", "habit", "tea"]]
    header = csv_rows(csv_results(rules, wording, score_people(texts, read_people(texts, as_csv(rows), "people"))))[0]
    assert header[1:4] == ["goal", "What fits", "What fits (2)"]

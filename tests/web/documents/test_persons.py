"""Eight persons, and what the document says to each of them, from their own view and from that of who leads them."""

import html
import re
from typing import Any

import pytest

from recommender import AnswerSheet, recommend
from tests.named_cases import CASES
from tests.web.conftest import TODAY
from tests.web.loaded import EDITION, EDITIONS
from web.documents.result import result_document
from web.guide.edition import Edition

PERSONS = {name: case for name, case in CASES.items() if name.startswith("persons: ")}
ON_THE_PAGE = re.compile(r"<(style|script|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)


def sheet_of(case: dict[str, Any]) -> AnswerSheet:
    return AnswerSheet(case["view"], case["answers"], frozenset(case.get("screening", [])))


def words_of(text: str) -> str:
    """The words of a text in lower case, without marks, so that a line of a case need not repeat them."""
    return " ".join(re.findall(r"[\w’]+", text.lower()))


def read_by(edition: Edition, sheet: AnswerSheet) -> str:
    """The text of the document as a reader meets it."""
    document = result_document(edition, sheet, created=TODAY).__html__()
    return html.unescape(ON_THE_PAGE.sub(" ", document))


each_person = pytest.mark.parametrize("case", PERSONS.values(), ids=PERSONS)


def test_there_are_eight_persons_and_each_view_is_met() -> None:
    assert len(PERSONS) >= 16
    assert {case["view"] for case in PERSONS.values()} == {"self", "leader"}
    assert all(case["says"] and case["never-says"] for case in PERSONS.values())


@each_person
def test_the_document_says_what_fits_the_person(case: dict[str, Any]) -> None:
    sheet = sheet_of(case)
    assert recommend(EDITION.table, sheet).decision.outcome == case["outcome"]
    read = words_of(read_by(EDITION, sheet))
    assert [text for text in case["says"] if words_of(text) not in read] == []


@each_person
def test_the_document_does_not_say_what_fits_somebody_else(case: dict[str, Any]) -> None:
    read = words_of(read_by(EDITION, sheet_of(case)))
    assert [text for text in case["never-says"] if words_of(text) in read] == []


@each_person
@pytest.mark.parametrize("language", EDITIONS)
def test_every_person_has_a_document_in_every_language(language: str, case: dict[str, Any]) -> None:
    assert len(words_of(read_by(EDITIONS[language], sheet_of(case))).split()) > 100

"""Eight persons, and what the document says to each of them, from their own view and from that of who leads them."""

import html
import re

import pytest

from recommender import AnswerSheet, recommend
from recommender.content.cases import Case
from tests.named_cases import CASES
from tests.web.conftest import TODAY
from tests.web.loaded import EDITION, EDITIONS
from web.documents.result import result_document
from web.guide.edition import Edition

PERSONS = {name: case for name, case in CASES.items() if case.says or case.never_says}
ON_THE_PAGE = re.compile(r"<(style|script|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)


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
    assert {case.sheet.view for case in PERSONS.values()} == {"self", "leader"}
    assert all(case.says and case.never_says for case in PERSONS.values())


@each_person
def test_the_document_says_what_fits_the_person(case: Case) -> None:
    assert recommend(EDITION.table, case.sheet).decision.outcome == case.outcome
    read = words_of(read_by(EDITION, case.sheet))
    assert [text for text in case.says if words_of(text) not in read] == []


@each_person
def test_the_document_does_not_say_what_fits_somebody_else(case: Case) -> None:
    read = words_of(read_by(EDITION, case.sheet))
    assert [text for text in case.never_says if words_of(text) in read] == []


@each_person
@pytest.mark.parametrize("language", EDITIONS)
def test_every_person_has_a_document_in_every_language(language: str, case: Case) -> None:
    assert len(words_of(read_by(EDITIONS[language], case.sheet)).split()) > 100

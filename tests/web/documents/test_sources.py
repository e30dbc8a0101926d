"""Sources and contacts: those that are past their review date say so, in every language, and no others do."""

import datetime
import re

import pytest

from recommender import AnswerSheet
from recommender.content.reviews import is_due
from tests.browser.ways import answers_for
from tests.web.conftest import TODAY
from tests.web.loaded import EDITION, EDITIONS
from web.documents.pages import help_document, options_document
from web.documents.result import result_document
from web.guide.edition import Edition

FIRST, SECOND = datetime.date(2027, 11, 21), datetime.date(2028, 11, 21)
A_DAY = datetime.timedelta(1)


def at(day: datetime.date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.documents.sources.today", lambda: day)


def result(edition: Edition) -> str:
    return result_document(edition, AnswerSheet(*answers_for("coaching")), created=TODAY, whole=True).__html__()


def marked(edition: Edition, document: str) -> set[str]:
    """The keys of the sources in a document's list that are marked as due."""
    said = re.escape(edition.say("result.due", date="#")).replace(r"\#", r"\d+ \w+ \d{4}")
    listed = re.findall(r"<dt>([A-Z]\d+)[^<]*</dt><dd>(.*?)</dd>", document)
    return {key for key, text in listed if re.search(f"<strong>{said}</strong>", text)}


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
@pytest.mark.parametrize("day", [TODAY, FIRST, FIRST + A_DAY, SECOND + 30 * A_DAY], ids=str)
def test_sources_past_their_review_date_are_marked_and_counted(
    edition: Edition, day: datetime.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(day, monkeypatch)
    for document in (result(edition), options_document(edition, ("coaching", "mentoring"))):
        listed = set(re.findall(r"<dt>([A-Z]\d+)", document))
        due = {key for key in listed if is_due(edition.wording.evidence[key], day)}
        assert bool(due) == (day > FIRST)
        assert due < listed
        assert marked(edition, document) == due
        assert (edition.say("result.due-some", count=len(due)) in document) == bool(due)


def test_a_source_that_is_due_says_since_when(monkeypatch: pytest.MonkeyPatch) -> None:
    at(FIRST + A_DAY, monkeypatch)
    assert ", <strong>due for review since 21 November 2027</strong>." in result(EDITION)
    assert ", <strong>à revoir depuis le 21 novembre 2027</strong>." in result(EDITIONS["fr"])


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_contacts_that_are_due_say_since_when(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    said = edition.say("contacts.due", date=edition.day(FIRST))
    at(FIRST, monkeypatch)
    assert said not in help_document(edition)
    at(FIRST + A_DAY, monkeypatch)
    assert said in help_document(edition)


def test_the_first_day_of_review_is_told_whoever_made_this(monkeypatch: pytest.MonkeyPatch) -> None:
    at(TODAY, monkeypatch)
    assert EDITION.say("makers.update", day="21 November 2027") in result(EDITION)

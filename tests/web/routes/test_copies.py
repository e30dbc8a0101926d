"""One's own copies: the page to print or keep, and the file that the guide opens again and shows the same."""

import json
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from starlette.testclient import TestClient

from recommender import NOT_SURE, AnswerSheet
from recommender.core.errors import InvalidFile, UnknownRules
from tests.examples import examples
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.loaded import EDITION, RULES, SERVICES
from web.documents.link_pages import content_document
from web.documents.result import result_document
from web.guide.edition import Edition
from web.links.journey import RESULT, Journey
from web.links.journey_address import resolve_journey, seal_journey
from web.links.result_file import MOST_BYTES, SCHEMA, read_result_file, result_file
from web.routes.table import STATIC
from web.services.clock import today

SHEET = AnswerSheet("self", {"goal": "habit", "experience": "years"})
WRITTEN: dict[str, Any] = json.loads(result_file(EDITION, SHEET, created=TODAY))


def at(edition: Edition, sheet: AnswerSheet = SHEET) -> str:
    journey = Journey(sheet.view, RESULT, {**sheet.answers, "ideas": NOT_SURE})
    return seal_journey(SERVICES.sealer, edition.rules, journey, today=today())


@examples(20)
@given(sheets(RULES))
def test_a_saved_result_comes_back_as_the_same_document(sheet: AnswerSheet) -> None:
    result, edition = read_result_file(EDITION, result_file(EDITION, sheet, created=TODAY))
    assert content_document(edition, result, root="./") == result_document(EDITION, sheet, created=TODAY)


@examples(20)
@given(sheets(RULES))
def test_a_saved_result_keeps_to_the_published_schema(sheet: AnswerSheet) -> None:
    schema = json.loads((STATIC / SCHEMA).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(result_file(EDITION, sheet, created=TODAY)), schema)


def test_the_schema_is_published(client: TestClient) -> None:
    assert client.get(f"/{SCHEMA}").json()["title"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", "something else"),
        ("format_version", 2),
        ("format_version", True),
        ("edition", "1.0.0"),
        ("edition", {"version": "1.0.0"}),
        ("edition", {**WRITTEN["edition"], "version": "7.7.7"}),
        ("edition", {**WRITTEN["edition"], "mark": "00"}),
        ("edition", {**WRITTEN["edition"], "mark": "zz" * 11}),
        ("edition", {**WRITTEN["edition"], "mark": 5}),
        ("made", "yesterday"),
        ("made", 20261121),
        ("made", "20261121"),
        ("made", "0001-01-01"),
        ("made", "9999-12-31"),
        ("view", "nobody"),
        ("view", None),
        ("view", ["self"]),
        ("answers", []),
        ("answers", {str(number): "x" for number in range(600)}),
    ],
)
def test_a_field_that_is_not_as_it_was_written_is_named(field: str, value: object) -> None:
    content = json.dumps({**WRITTEN, field: value}).encode()
    with pytest.raises(InvalidFile, match=re.escape(EDITION.say("open.bad-field", field=field))):
        read_result_file(EDITION, content)


@pytest.mark.parametrize(
    ("question", "option"),
    [("goal", "wealth"), ("gaol", "habit"), ("goal", 1), ("goal", None), ("wants", "not-asked"), ("goal", NOT_SURE)],
)
def test_an_answer_that_the_questions_do_not_know_is_named(question: str, option: object) -> None:
    content = json.dumps({**WRITTEN, "answers": {question: option}}).encode()
    with pytest.raises(InvalidFile, match=re.escape(EDITION.say("open.bad-answer", field=question))):
        read_result_file(EDITION, content)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"[]", b"{}", b"null", b"\xff\xfe", b"[" * 30_000, b'{"format": "coach-or-mentor/result"}'],
)
def test_what_is_no_file_of_ours_is_told_as_that(content: bytes) -> None:
    with pytest.raises(InvalidFile, match=re.escape(EDITION.say("open.not-json"))):
        read_result_file(EDITION, content)


def test_a_file_with_one_field_too_many_is_refused() -> None:
    with pytest.raises(InvalidFile):
        read_result_file(EDITION, json.dumps({**WRITTEN, "name": "somebody"}).encode())


def test_a_file_of_rules_that_are_not_here_says_which() -> None:
    edition = {"version": "7.7.7", "mark": "070707" + WRITTEN["edition"]["mark"][6:]}
    with pytest.raises(UnknownRules) as raised:
        read_result_file(EDITION, json.dumps({**WRITTEN, "edition": edition}).encode())
    assert raised.value.version == "7.7.7"


def test_the_page_to_keep_needs_nothing_else_and_holds_the_same_document(client: TestClient, edition: Edition) -> None:
    response = client.post("/copy", data={"at": at(edition), "as": "html"})
    assert "attachment" in response.headers["content-disposition"]
    assert not re.search("coaching|mentoring", response.headers["content-disposition"])
    assert response.headers["cache-control"] == "no-store"
    page = response.text
    assert result_document(edition, SHEET, created=today(), root="http://guide.test/").__html__() in page
    assert "<script" not in page
    assert not re.findall(r'(?:src|<link[^>]+href)="(?!data:)[^"]*"', page)


def test_the_page_to_print_opens_in_the_browser(client: TestClient, edition: Edition) -> None:
    response = client.post("/copy", data={"at": at(edition), "as": "page"})
    assert "content-disposition" not in response.headers
    assert result_document(edition, SHEET, created=today()).__html__() in response.text


def test_a_file_goes_out_and_comes_back_and_the_guide_goes_on_from_it(client: TestClient, edition: Edition) -> None:
    saved = client.post("/copy", data={"at": at(edition), "as": "json"}).content
    response = client.post("/open", files={"file": ("a.json", saved, "application/json")})
    assert response.status_code == 200
    assert result_document(edition, SHEET, created=today()).__html__() in response.text
    [token] = re.findall(r'href="\./\?at=([\w-]+)&amp;lang=en"', response.text)
    assert resolve_journey(SERVICES, edition.rules, token, today=today()) == Journey("self", RESULT, SHEET.answers)


def test_what_cannot_be_opened_is_told_beside_the_form(client: TestClient, edition: Edition) -> None:
    long = b" " * (MOST_BYTES + 1)
    for files, message in (
        ({"file": ("a.json", b"hello", "text/plain")}, "open.not-json"),
        ({"file": ("a.json", b"", "text/plain")}, "open.none"),
        ({"file": ("a.json", long, "text/plain")}, "open.too-long"),
        ({"file": ("a.json", 3 * long, "text/plain")}, "open.too-long"),
        ({"other": ("a.json", b"{}", "text/plain")}, "open.none"),
    ):
        response = client.post("/open", files=files)
        assert response.status_code == 422
        assert edition.say(message) in response.text
    for content, kind in ((b"--x\r\nbroken", "multipart/form-data; boundary=x"), (b"a=b", "text/plain"), (b"", "")):
        response = client.post("/open", content=content, headers={"content-type": kind})
        assert response.status_code == 422
        assert edition.say("open.none") in response.text


def test_no_copy_is_made_of_an_address_that_does_not_open(client: TestClient) -> None:
    for kind in ("page", "html", "json"):
        assert client.post("/copy", data={"at": "nonsense", "as": kind}).status_code == 404
    assert client.post("/copy").status_code == 404

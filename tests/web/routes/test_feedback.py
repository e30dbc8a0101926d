"""What do you think? A mail to whoever runs the guide, in which nothing is filled in but the rules and the result."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from starlette.testclient import TestClient

from recommender import AnswerSheet
from tests.browser.ways import answers_for
from tests.web.loaded import EDITION, EDITIONS, RULES, SERVICES, client_of
from tests.web.routes.test_plain import form
from web.documents.feedback import feedback_line
from web.links.created import create_link, result_link
from web.links.disclosure import DISCLOSURE_LEVELS
from web.links.result_file import result_file
from web.services.clock import today

MAIL = "guide+feedback@example.org"
SHEET = AnswerSheet(*answers_for("both"))
CLIENT = client_of(replace(SERVICES, feedback_address=MAIL))


def subject(page: str, address: str = MAIL) -> str:
    """The subject of the one mail that a page leads to. There is nothing else in it."""
    (link,) = re.findall(r'href="(mailto:[^"]*)"', page)
    parts = urlsplit(unescape(link))
    assert unquote(parts.path) == address
    values = parse_qs(parts.query, strict_parsing=True)
    assert list(values) == ["subject"]
    return values["subject"][0]


def named(language: str = "en") -> str:
    edition = EDITIONS[language]
    return edition.say(
        "feedback.subject",
        product=edition.say("product"),
        outcome=edition.wording.outcomes["both"].name,
        version=RULES.version,
    )


RULES_ALONE = EDITION.say("feedback.subject-rules", product=EDITION.say("product"), version=RULES.version)


@pytest.mark.parametrize("language", EDITIONS)
def test_a_result_ends_with_a_mail_that_names_the_rules_and_the_result(language: str) -> None:
    assert subject(CLIENT.post(f"/plain?lang={language}", data=form(SHEET)).text) == named(language)


@pytest.mark.parametrize("level", DISCLOSURE_LEVELS)
def test_so_does_a_link_however_much_it_holds_and_its_preview(level: str) -> None:
    link = create_link(EDITION, SERVICES, "", result_link(EDITION, SHEET, level, 30, today=today()))
    assert subject(CLIENT.get(link.address).text) == named()


def test_so_does_a_result_that_was_saved() -> None:
    content = result_file(EDITION, SHEET, created=today())
    assert subject(CLIENT.post("/open", files={"file": ("result.json", content)}).text) == named()


@pytest.mark.parametrize("sheet", [replace(SHEET, flags=frozenset(["job"])), AnswerSheet("self", {})])
def test_a_result_on_hold_is_not_named_and_neither_is_one_that_knows_too_little(sheet: AnswerSheet) -> None:
    """Both, so that a mail without a result does not tell that something was ticked."""
    assert subject(CLIENT.post("/plain", data=form(sheet)).text) == RULES_ALONE


def test_results_side_by_side_are_not_named_either() -> None:
    links = [
        create_link(EDITION, SERVICES, "", result_link(EDITION, sheet, "result", 30, today=today())).address
        for sheet in (SHEET, AnswerSheet(*answers_for("coaching")))
    ]
    assert subject(CLIENT.post("/compare", data={"link": links}).text) == RULES_ALONE


@pytest.mark.parametrize("flag", [gate.id for gate in RULES.gates_for("self") if gate.stops])
def test_where_help_comes_first_nobody_is_led_to_write_a_mail_instead(flag: str) -> None:
    page = CLIENT.post("/plain", data=form(AnswerSheet("self", SHEET.answers, frozenset([flag])))).text
    assert "mailto:" not in page


def test_a_server_without_an_address_leads_to_no_mail() -> None:
    client: TestClient = client_of()
    link = create_link(EDITION, SERVICES, "", result_link(EDITION, SHEET, "result", 30, today=today()))
    for page in (client.post("/plain", data=form(SHEET)).text, client.get(link.address).text):
        assert "mailto:" not in page


@pytest.mark.parametrize("address", ["o'neill&co@example.org", "100%/?#=a@example.org"])
def test_an_address_with_marks_arrives_as_it_is(address: str) -> None:
    assert subject(str(feedback_line(EDITION, address)), address) == RULES_ALONE

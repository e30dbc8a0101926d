"""Does it fit? Who is asked, what is counted, and what is said where nothing could be."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from markupsafe import escape
from starlette.testclient import TestClient

from recommender import AnswerSheet
from tests.browser.ways import answers_for
from tests.web.loaded import EDITION, EDITIONS, KEYS, RULES, client_of
from tests.web.routes.test_plain import form
from web.links.bare_result import BareResult, bare_result
from web.links.created import create_link, result_link
from web.services import engines, outage
from web.services.clock import today
from web.services.database import FILE
from web.services.fit_counts import FIT, FitCell
from web.services.services import FIT_RATE, Services, open_services

SHEET = AnswerSheet(*answers_for("both"))
ADDRESS = "https://guide.example.org"


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Services of a server that asks."""
    return open_services({**KEYS, FIT: "on"}, tmp_path)


@pytest.fixture
def client(services: Services) -> TestClient:
    return client_of(services)


def told(sheet: AnswerSheet = SHEET) -> BareResult:
    result = bare_result(EDITION.table, sheet)
    assert result
    return result


def sent(**changed: str) -> dict[str, str]:
    return {"for": told().code, "asked": "now", "answer": "yes", **changed}


def counted(services: Services) -> Mapping[FitCell, Mapping[str, int]]:
    assert services.fit
    return services.fit.read()


def cell(asked: str = "now") -> FitCell:
    return FitCell(told().version, told().outcome, told().certainty, asked)


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the question on a page; none where it does not ask."""
    found = re.search(r'<form method="post" class="screen fit".*?</form>', page, re.DOTALL)
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', found[0])) if found else {}


@pytest.mark.parametrize("language", EDITIONS)
def test_who_gets_a_result_on_the_plain_form_is_asked_and_counted_once(
    services: Services, client: TestClient, language: str
) -> None:
    page = client.post(f"/plain?lang={language}", data=form(SHEET)).text
    assert escape(EDITIONS[language].say("fit.title")) in page
    assert fields(page) == {"for": told().code, "asked": "now"}
    answered = client.post(f"/fit?lang={language}", data={**fields(page), "answer": "partly"}, follow_redirects=False)
    assert (answered.status_code, answered.headers["location"]) == (303, f"./fit/thanks?lang={language}")
    thanks = [client.get(f"/fit/thanks?lang={language}") for _ in range(2)]
    assert [escape(EDITIONS[language].say("fit.thanks.text")) in page.text for page in thanks] == [True, True]
    assert counted(services) == {cell(): {"partly": 1}}, "the thanks, loaded again, count nothing"


def test_an_answer_sets_no_cookie_and_is_kept_by_no_browser(client: TestClient) -> None:
    for response in (client.get(f"/fit?for={told().code}"), client.post("/fit", data=sent(), follow_redirects=False)):
        assert "set-cookie" not in response.headers
        assert response.headers["cache-control"] == "no-store"
        assert "noindex" in response.headers["x-robots-tag"]
        assert "<script" not in response.text


@pytest.mark.parametrize("flags", [["job"], ["danger"], ["health"]])
def test_where_something_was_ticked_nobody_is_asked_and_no_calendar_asks(client: TestClient, flags: list[str]) -> None:
    page = client.post("/plain", data=form(AnswerSheet("self", SHEET.answers, frozenset(flags)))).text
    assert not fields(page)
    assert "for=" not in page


def test_of_a_result_that_knows_too_little_nobody_is_asked(client: TestClient) -> None:
    page = client.post("/plain", data=form(AnswerSheet("self", {}))).text
    assert EDITION.say("result.too-little") in page
    assert not fields(page)


def test_who_is_sent_a_link_is_not_asked(services: Services, client: TestClient) -> None:
    link = create_link(EDITION, services, "", result_link(EDITION, SHEET, "answers", 30, today=today()))
    page = client.get(link.address).text
    assert not fields(page)
    assert "for=" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"for": ""},
        {"for": f"{RULES.version}-000000"},
        {"for": BareResult(RULES.version, "support-first", "clear").code},
        {"for": BareResult(RULES.version, "both", "provisional").code},
        {"for": BareResult("9.9.9", "both", "close").code},
        {"asked": ""},
        {"asked": "later"},
        {"answer": ""},
        {"answer": "maybe"},
        {"answer": "yes'; DROP TABLE fit_counts"},
    ],
)
def test_what_is_not_known_is_refused_and_not_counted(
    services: Services, client: TestClient, wrong: dict[str, str]
) -> None:
    response = client.post("/fit", data=sent(**wrong))
    assert response.status_code == 422
    assert EDITION.say("fit.unknown.title") in response.text
    assert counted(services) == {}


def test_an_empty_form_and_one_that_is_too_long_are_refused(services: Services, client: TestClient) -> None:
    assert client.post("/fit").status_code == 422
    assert client.post("/fit", data=sent(more="x" * 20_000)).status_code == 413
    assert counted(services) == {}


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "http://guide.test"}, True),
        ({"Origin": ADDRESS}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "http://guide.test", "Sec-Fetch-Site": "same-site"}, False),
    ],
)
def test_a_page_of_another_site_counts_nothing(services: Services, headers: dict[str, str], taken: bool) -> None:
    client = client_of(replace(services, address=ADDRESS))
    response = client.post("/fit", data=sent(), headers=headers, follow_redirects=False)
    assert response.status_code == (303 if taken else 403)
    assert (EDITION.say("fit.elsewhere.text") in response.text) != taken
    assert bool(counted(services)) == taken


def test_a_network_counts_only_so_often_a_minute(services: Services, client: TestClient) -> None:
    answers = [client.post("/fit", data=sent(), follow_redirects=False) for _ in range(FIT_RATE + 1)]
    assert [one.status_code for one in answers] == [303] * FIT_RATE + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert EDITION.say("fit.often.title") in answers[-1].text
    assert counted(services) == {cell(): {"yes": FIT_RATE}}


def test_where_the_database_takes_nothing_nobody_is_thanked(
    services: Services, client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "_SECONDS_LEFT_ALONE", 0)
    monkeypatch.setattr(engines, "SECONDS_TO_ANSWER", 0.2)
    link = create_link(EDITION, services, "", result_link(EDITION, SHEET, "answers", 30, today=today()))
    assert client.get(link.address).status_code == 200
    client.post("/fit", data=sent())
    writer = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    response = client.post("/fit", data=sent())
    assert response.status_code == 503
    assert EDITION.say("fit.away.title") in response.text
    assert EDITION.say("fit.thanks.text") not in response.text
    assert client.get(link.address).status_code == 200
    writer.close()
    assert counted(services) == {cell(): {"yes": 1}}


def test_a_server_that_does_not_ask_says_so_at_every_address() -> None:
    client = client_of()
    assert not fields(client.post("/plain", data=form(SHEET)).text)
    for response in (
        client.get(f"/fit?for={told().code}"),
        client.post("/fit", data=sent()),
        client.get("/fit/thanks"),
    ):
        assert response.status_code == 404
        assert EDITION.say("fit.closed.title") in response.text


def event_text(client: TestClient, query: str) -> str:
    (event,) = Calendar.from_ical(client.get(f"/review/2027-01-16.ics{query}").content).walk("VEVENT")
    return str(event["description"])


@pytest.mark.parametrize("language", EDITIONS)
def test_a_calendar_leads_to_the_same_question_and_shows_no_outcome(services: Services, language: str) -> None:
    client = client_of(replace(services, address=ADDRESS))
    page = client.post(f"/plain?lang={language}", data=form(SHEET)).text
    (query,) = re.findall(r'review/[\d-]+\.ics(\?[^"]*)"', page)
    event = event_text(client, query.replace("&amp;", "&"))
    (link,) = re.findall(r"https://\S+", event)
    assert link == f"{ADDRESS}/fit?for={told().code}&lang={language}"
    assert EDITIONS[language].say("fit.event", link=link) in event
    asked = client.get(link.removeprefix(ADDRESS)).text
    assert escape(EDITIONS[language].say("fit.review")) in asked
    assert EDITIONS[language].wording.outcomes[told().outcome].name not in asked
    assert fields(asked) == {"for": told().code, "asked": "review"}
    client.post("/fit", data={**fields(asked), "answer": "no"})
    assert counted(services) == {cell("review"): {"no": 1}}


def test_a_calendar_without_a_configured_address_leads_to_the_server_that_was_asked(client: TestClient) -> None:
    assert f"http://guide.test/fit?for={told().code}&lang=en" in event_text(client, f"?for={told().code}")


@pytest.mark.parametrize("query", ["", "?for=", "?for=nonsense", "?for=https://elsewhere.example"])
def test_a_calendar_for_no_result_asks_nothing(client: TestClient, query: str) -> None:
    assert event_text(client, query) == EDITION.say("review.event-text")


def test_a_server_that_does_not_ask_puts_no_question_into_a_calendar() -> None:
    assert event_text(client_of(), f"?for={told().code}") == EDITION.say("review.event-text")


def test_the_page_of_the_review_can_be_read_in_another_language(client: TestClient) -> None:
    page = client.get(f"/fit?for={told().code}&lang=en").text
    (other,) = re.findall(r'<a href="(\?for=[^"]+)" lang="fr"', page)
    assert escape(EDITIONS["fr"].say("fit.review")) in client.get(f"/fit{other.replace('&amp;', '&')}").text


def test_a_page_for_no_result_says_so(client: TestClient) -> None:
    for query in ("", "?for=nonsense"):
        response = client.get(f"/fit{query}")
        assert response.status_code == 422
        assert EDITION.say("fit.unknown.title") in response.text

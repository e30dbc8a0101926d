"""The plain routes: status, headers and words, without Streamlit."""

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from icalendar import Calendar
from markupsafe import escape
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from recommender import VIEWS, AnswerSheet
from recommender.content.guidance_words import GRID, GRID_FIELDS
from tests.web.loaded import SERVICES, SHIPPED
from web.guide.edition import Edition
from web.guide.edition_id import EDITION_ID_BYTES
from web.links.created import create_link, result_link
from web.links.journey import Journey
from web.links.journey_address import clearing_id, kept_until, seal_journey
from web.links.link import Link, Result, seal_link
from web.middleware.headers import HEADERS
from web.routes.table import failure_page
from web.services.clock import today
from web.ui.streamlit_shell import preloads_in, rewrite_shell

MOST_OF_A_FIRST_PAGE = 20_000


def link(edition: Edition, *, days: int | None = 30, created: datetime.date | None = None) -> str:
    sheet = AnswerSheet("leader", {"goal": "habit", "experience": "years"})
    return token_of(edition, result_link(edition, sheet, "answers", days, today=created or today()))


def token_of(edition: Edition, created: Link) -> str:
    return create_link(edition, SERVICES, "", created).address.removeprefix("/s/")


def test_the_first_page_is_a_plain_document_with_both_ways_in(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert re.findall("<script[^>]*>", response.text) == ['<script src="./start.js" defer>']
    assert len(response.content) < MOST_OF_A_FIRST_PAGE
    assert 'href="./?view=self&amp;lang=en"' in response.text
    assert 'href="./?view=leader&amp;lang=en"' in response.text


def test_an_address_that_says_where_to_begin_gets_the_shell(client: TestClient) -> None:
    response = client.get("/?view=self")
    assert '<html lang="en-GB">' in response.text
    assert '<script src="./guide.js" defer></script>' in response.text
    assert "prerenderReady" not in response.text
    assert response.headers["cache-control"] == "no-store"


def test_what_is_fetched_late_is_named_early(edition: Edition, tmp_path: Path) -> None:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    for name in ("Radio.ab12CD34.js", "Radiology.ab12CD34.js"):
        (scripts / name).touch()
    late = preloads_in(tmp_path)
    assert late == ["./static/js/Radio.ab12CD34.js"]
    page = rewrite_shell(SHIPPED, edition, late)
    assert '<link rel="modulepreload" crossorigin href="./static/js/Radio.ab12CD34.js">' in page


def test_the_shell_fetches_our_faces_and_not_streamlits(edition: Edition) -> None:
    page = rewrite_shell(SHIPPED, edition)
    assert re.findall(r'rel="preload" href="([^"]+)"', page) == ["./guide-sans-1.woff2", "./guide-serif-1.woff2"]


def test_the_page_before_streamlits_own_is_that_of_the_view(client: TestClient, edition: Edition) -> None:
    for view in VIEWS:
        page = client.get(f"/?view={view}").text
        fields = re.findall(r'data-for="flag-(\w+)-([\w-]+)"', page)
        gates = [gate.id for gate in edition.rules.gates_for(view)]
        assert sorted(name for _, name in fields) == sorted([*gates, "none"])
        assert {of for of, _ in fields} == {view}


def test_a_journey_that_was_cleared_has_no_page_before_streamlits_own(client: TestClient, edition: Edition) -> None:
    journey = Journey("self", edition.rules.questions[1].id)
    at = seal_journey(SERVICES.sealer, edition.rules, journey, today=today())
    assert 'id="early"' in client.get(f"/?at={at}").text
    SERVICES.revocations.revoke(clearing_id(journey), kept_until(today()), today=today())
    assert 'id="early"' not in client.get(f"/?at={at}").text


def test_the_page_before_streamlits_own_keeps_the_address_for_the_other_language(
    client: TestClient, edition: Edition
) -> None:
    at = seal_journey(SERVICES.sealer, edition.rules, Journey("self", edition.rules.questions[1].id), today=today())
    page = client.get(f"/?at={at}&from=x").text
    assert edition.say("screening.again") in page
    assert f'href="?at={at}&amp;from=x&amp;lang=fr"' in page


@pytest.mark.parametrize("query", ["at=nonsense", "view=nobody"])
def test_an_address_that_begins_nowhere_gets_the_shell_alone(client: TestClient, query: str) -> None:
    page = client.get(f"/?{query}").text
    assert '<div id="root"></div>' in page
    assert 'id="early"' not in page


@pytest.mark.parametrize("query", ["utm_source=newsletter", "fbclid=1", "view=", "at=", "lang=en&utm_medium=email"])
def test_a_parameter_that_is_not_ours_changes_nothing_of_the_first_page(client: TestClient, query: str) -> None:
    assert client.get(f"/?{query}").text == client.get("/").text


def test_a_parameter_that_is_not_ours_changes_nothing_of_the_page_before_streamlits_own(client: TestClient) -> None:
    assert client.get("/?view=self&utm_source=newsletter").text == client.get("/?view=self").text


def test_a_shell_that_no_longer_looks_as_expected_is_noticed(edition: Edition) -> None:
    with pytest.raises(ValueError, match="has changed"):
        rewrite_shell("<html></html>", edition)


def test_a_shared_result_is_private_and_its_frame_says_nothing_of_the_outcome(
    client: TestClient, edition: Edition
) -> None:
    response = client.get(f"/s/{link(edition)}")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert "noindex" in response.headers["x-robots-tag"]
    assert "<script" not in response.text
    head = response.text.split("<style>")[0].lower()
    assert not any(word in head for word in ("coaching", "mentoring", "leader"))
    assert edition.say("shared.safety") in response.text.replace("&#39;", "'")
    assert 'href="../?lang=en"' in response.text


def test_a_link_without_a_last_day_says_so(client: TestClient, edition: Edition) -> None:
    assert edition.say("shared.for-ever") in client.get(f"/s/{link(edition, days=None)}").text


def broken(edition: Edition) -> Mapping[str, tuple[str, int]]:
    past = link(edition, days=1, created=today() - datetime.timedelta(2))
    result = Result(AnswerSheet("self", {}), today(), bytes([0, 7, 0]) + bytes(EDITION_ID_BYTES - 3))
    other = seal_link(SERVICES.sealer, lambda _: edition.rules, Link((result,), None))
    return {
        "error.damaged": ("not-a-link", 404),
        "error.expired": (past, 410),
        "error.rules": (other, 404),
    }


@pytest.mark.parametrize("kind", ["error.damaged", "error.expired", "error.rules"])
def test_a_link_that_does_not_open_says_why(kind: str, client: TestClient, edition: Edition) -> None:
    token, status = broken(edition)[kind]
    response = client.get(f"/s/{token}")
    assert response.status_code == status
    assert f"<h1>{edition.say(f'{kind}.title')}</h1>" in response.text
    assert response.headers["cache-control"] == "no-store"
    assert token not in response.text


@pytest.mark.parametrize("token", ["", "a/b", "%00", "é", "A" * 5000, "..%2f..", "<script>"])
def test_no_token_breaks_the_server(token: str, client: TestClient) -> None:
    response = client.get(f"/s/{token}")
    assert response.status_code == 404
    assert "<script>" not in response.text


def test_the_help_page_names_whom_to_call(client: TestClient) -> None:
    page = client.get("/help").text
    for number in ("tel:999", "tel:116123", "tel:111", "tel:08000562561"):
        assert number in page


def test_the_help_page_tells_the_same_help_once_for_each_view(client: TestClient, edition: Edition) -> None:
    page = client.get("/help").text
    assert page.count(f"<h3>{edition.wording.gates['health'].title}</h3>") == len(VIEWS)


@pytest.mark.parametrize("path", ["/nonsense", "/a/b", "/favicon.png"])
def test_what_is_not_there_is_said_to_be_missing(path: str, client: TestClient, edition: Edition) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert edition.say("error.missing.title") in response.text


def test_the_files_of_streamlit_are_left_to_it(client: TestClient) -> None:
    assert client.get("/static/js/index.js").text == "code"


@pytest.mark.parametrize(
    "path", ["/", "/?view=self", "/help", "/s/x", "/nonsense", "/guide.js", "/start.js", "/icon.svg", "/healthz"]
)
def test_every_answer_bears_the_security_headers(path: str, client: TestClient) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "set-cookie" not in headers


@pytest.mark.parametrize("origin", ["http://guide.test", "https://guide.example.org"])
def test_our_own_pages_may_open_the_websocket(origin: str, client: TestClient) -> None:
    with client.websocket_connect("/_stcore/stream", headers={"origin": origin, "host": "guide.test"}) as socket:
        assert socket.receive_text() == "open"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_other_pages_may_not_open_the_websocket(origin: str, client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_stcore/stream", headers={"origin": origin, "host": "guide.test"}),
    ):
        pass


def test_a_route_that_fails_answers_with_a_calm_page(edition: Edition) -> None:
    def fail(_: Request) -> Response:
        raise RuntimeError("secret")

    app = Starlette(
        routes=[Route("/fail", fail)],
        exception_handlers={Exception: lambda request, error: failure_page(edition, request, error)},
    )
    response = TestClient(app, raise_server_exceptions=False).get("/fail")
    assert response.status_code == 500
    assert edition.say("error.script.title") in response.text
    assert "secret" not in response.text
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_a_full_stop_that_stuck_to_a_link_does_no_harm(client: TestClient, edition: Edition) -> None:
    assert client.get(f"/s/{link(edition)}.").status_code == 200


# the pages beside the guide


def test_all_options_are_told_under_the_same_headings(client: TestClient, edition: Edition) -> None:
    shown = client.get("/options").text
    sections = shown.split('<section class="card')[1:]
    assert len(sections) == len(GRID)
    for section in sections:
        told = section.split("</section>")[0]
        assert re.findall(r"<dt>(.*?)</dt>", told) == [edition.say(f"option.{name}") for name in GRID_FIELDS[1:]]
    assert "./?view=self" in shown


def test_coaching_and_mentoring_swap_places_at_random_and_no_other_option_does(
    client: TestClient, edition: Edition
) -> None:
    orders = {tuple(re.findall(r'<section class="card ([a-z-]+)">', client.get("/options").text)) for _ in range(40)}
    assert orders == {GRID, ("mentoring", "coaching", *GRID[2:])}


def test_the_agreement_is_one_page_of_blanks(client: TestClient, edition: Edition) -> None:
    shown = client.get("/agreement").text
    items = edition.advice.sections["agreement"].items
    assert shown.count('class="blank"') == len(items)
    assert all(str(escape(item)) in shown for item in items)


def test_a_day_to_look_back_comes_as_a_calendar_file_that_says_nothing_of_anybody(client: TestClient) -> None:
    response = client.get("/review/2027-01-16.ics")
    assert response.headers["content-type"].startswith("text/calendar")
    assert response.headers["content-disposition"] == 'attachment; filename="review-2027-01-16.ics"'
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event.decoded("dtstart") == datetime.date(2027, 1, 16)
    told = f"{event['summary']} {event['description']}".lower()
    assert not [word for word in ("coaching", "mentoring", "first") if word in told]


@pytest.mark.parametrize("day", ["tomorrow", "2027-13-01", "2027-1-1", "2027-01-16T10:00", "%F0%9F%99%82"])
def test_a_day_that_is_none_is_a_page_that_is_missing(client: TestClient, day: str) -> None:
    assert client.get(f"/review/{day}.ics").status_code == 404

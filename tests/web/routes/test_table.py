"""The plain routes: status, headers and words, without Streamlit."""

import datetime
from collections.abc import Mapping

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from recommender import AnswerSheet
from tests.web.loaded import SERVICES
from web.guide.edition import Edition
from web.guide.edition_id import EDITION_ID_BYTES
from web.links.created import create_link, result_link
from web.links.link import Link, Result, seal_link
from web.middleware.headers import DOCUMENT, HEADERS, PERMISSIONS, SCRIPTED
from web.routes.table import failure_page
from web.services.clock import today


def link(edition: Edition, *, days: int | None = 30, created: datetime.date | None = None) -> str:
    sheet = AnswerSheet("leader", {"goal": "habit", "experience": "years"})
    return token_of(edition, result_link(edition, sheet, "answers", days, today=created or today()))


def token_of(edition: Edition, created: Link) -> str:
    return create_link(edition, SERVICES, "", created).address.removeprefix("/s/")


def test_a_shared_result_is_private_and_its_frame_says_nothing_of_the_outcome(
    client: TestClient, edition: Edition
) -> None:
    response = client.get(f"/s/{link(edition)}")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert "noindex" in response.headers["x-robots-tag"]
    assert "<script" not in response.text
    head = response.text.split("</head>")[0].lower().replace("coach or mentor?", "")
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
    policy = SCRIPTED if path.partition("?")[0] == "/" else DOCUMENT
    expected = HEADERS | policy | ({} if path.endswith(".js") else PERMISSIONS)
    assert {name: headers[name] for name in expected} == expected
    assert "set-cookie" not in headers


def test_a_download_is_kept_in_no_cache(client: TestClient) -> None:
    assert client.get("/media/0a1b.csv").headers["cache-control"] == "no-store"


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


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://guide.test", 200), ("https://guide.example.org", 200), ("https://evil.example", 403), ("null", 403)],
)
def test_only_our_own_pages_may_upload_a_file(origin: str, status: int, client: TestClient) -> None:
    headers = {"origin": origin, "host": "guide.test"}
    assert client.put("/_stcore/upload_file/session/file", headers=headers).status_code == status
    assert client.put("/_stcore/upload_file/session/file", headers={"host": "guide.test"}).status_code == 403


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
    expected = HEADERS | PERMISSIONS | DOCUMENT
    assert {name: response.headers[name] for name in expected} == expected


def test_a_full_stop_that_stuck_to_a_link_does_no_harm(client: TestClient, edition: Edition) -> None:
    assert client.get(f"/s/{link(edition)}.").status_code == 200


def test_a_long_path_gets_a_page_that_is_hardly_larger(client: TestClient) -> None:
    short = client.get("/nonsense")
    for path in ("/a" * 15_000, "/s" + "/" * 15_000, "/i/" + "%2F" * 5_000, "/manage/" + "%2E%2E%2F" * 3_000):
        response = client.get(path)
        assert response.status_code == 404
        assert len(response.content) < len(short.content) + 5_000

"""A full guide: who is in stays in, who is on the way gets in, and everybody else is told at once what to do."""

import html
from contextlib import ExitStack
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from recommender.core.errors import InvalidSetting
from tests.web.loaded import EDITIONS, SERVICES, client_of
from web.links.journey import Journey, go_on
from web.links.journey_address import seal_journey
from web.middleware.room import RoomForSessions
from web.services.clock import today
from web.services.session_limit import SessionLimit, find_session_limit
from web.watching.figures import REGISTRY

REFUSED = "coach_or_mentor_sessions_refused_total"
STREAM = "/_stcore/stream"


async def stays(socket: WebSocket) -> None:
    """What Streamlit does: it takes the websocket, and holds it until the page is closed."""
    await socket.accept()
    try:
        while True:
            await socket.send_text(await socket.receive_text())
    except WebSocketDisconnect:
        return


def streamlit_with(limit: SessionLimit) -> TestClient:
    app = Starlette(routes=[WebSocketRoute(STREAM, stays)], middleware=[Middleware(RoomForSessions, limit=limit)])
    return TestClient(app)


def with_sessions(most: int, open_now: int) -> tuple[TestClient, ExitStack]:
    """The guide on a server that takes so many sessions, of which some are open until the stack is closed."""
    limit, stack = SessionLimit(most), ExitStack()
    for _ in range(open_now):
        stack.enter_context(limit.one_more())
    return client_of(replace(SERVICES, sessions=limit)), stack


def under_way() -> str:
    rules = EDITIONS["en"].rules
    return seal_journey(SERVICES.sealer, rules, go_on(rules, Journey("self")), today=today())


def test_a_websocket_past_the_limit_is_refused_at_once_and_those_that_are_open_stay() -> None:
    client = streamlit_with(SessionLimit(2))
    with ExitStack() as stack:
        sockets = [stack.enter_context(client.websocket_connect(STREAM)) for _ in range(3)]
        with pytest.raises(WebSocketDenialResponse) as refusal, client.websocket_connect(STREAM):
            pass
        assert (refusal.value.status_code, refusal.value.headers["Retry-After"]) == (503, "60")
        for socket in sockets:
            socket.send_text("a click")
            assert socket.receive_text() == "a click"


def test_a_place_is_free_again_once_a_page_is_closed() -> None:
    client = streamlit_with(SessionLimit(1))
    for _ in range(4):
        with client.websocket_connect(STREAM), client.websocket_connect(STREAM) as socket:
            socket.send_text("a click")
            assert socket.receive_text() == "a click"


@pytest.mark.parametrize(("language", "path"), [("en", "/?view=self"), ("fr", "/?view=leader"), ("en", "/?view=team")])
def test_who_opens_a_full_guide_gets_a_calm_page_that_says_what_to_do(language: str, path: str) -> None:
    client, sessions = with_sessions(1, open_now=1)
    refused = REGISTRY.get_sample_value(REFUSED) or 0.0
    with sessions:
        page = client.get(f"{path}&lang={language}")
    assert REGISTRY.get_sample_value(REFUSED) == refused + 1
    assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
    words = html.unescape(page.text)
    for text in ("full.title", "full.text", "full.again", "full.plain"):
        assert EDITIONS[language].say(text) in words
    assert f'href="./{path[1:]}&lang={language}"' in words
    assert 'id="root"' not in page.text
    again = client.get(f"{path}&lang={language}")
    assert again.status_code == 200


def test_all_else_goes_on_while_the_guide_is_full() -> None:
    client, sessions = with_sessions(1, open_now=2)
    with sessions:
        for path in ("/", "/plain?view=self", "/help", "/options", "/healthz"):
            assert client.get(path).status_code == 200, path


def test_who_is_under_way_gets_in_until_the_last_tenth_is_taken_and_loses_nothing_then() -> None:
    token = under_way()
    client, sessions = with_sessions(20, open_now=21)
    with sessions:
        assert client.get(f"/?at={token}").status_code == 200
        assert client.get("/?view=self").status_code == 503
    client, sessions = with_sessions(20, open_now=22)
    with sessions:
        page = client.get(f"/?at={token}&lang=en")
    assert page.status_code == 503
    assert EDITIONS["en"].say("full.begun") in html.unescape(page.text)
    assert f"./?at={token}&lang=en" in html.unescape(page.text)
    assert f"./?at={token}&lang=fr" in html.unescape(page.text)


def test_the_limit_is_a_setting() -> None:
    limit = find_session_limit({"COACH_OR_MENTOR_SESSIONS": "1"})
    with limit.one_more():
        assert (limit.is_full, limit.is_closed) == (True, False)
    assert (limit.is_full, limit.is_closed) == (False, False)
    with pytest.raises(InvalidSetting, match="COACH_OR_MENTOR_SESSIONS must be a whole number, from 1"):
        find_session_limit({"COACH_OR_MENTOR_SESSIONS": "0"})
